import type { OperationDescriptor } from '../../generated/contract-descriptor.js';
import { type DecodedQuery, decodeQuery } from './decode-query.js';

/** Reads cookies, which are written like a query. Not everybody encodes them. */
export function decodeCookies(
  headers: ReadonlyMap<string, string>,
  { operationId, parameters }: OperationDescriptor,
): DecodedQuery {
  const place = { operationId, location: 'request.header', pointer: '/request/headers/cookie' } as const;
  const text = headers.get('cookie') ?? '';
  const query = text.replaceAll('&', '%26').replaceAll(/;\s*/g, '&');
  const decoded = decodeQuery(query, parameters.cookie ?? [], place);
  return { ...decoded, violations: decoded.violations.filter(({ keyword }) => keyword !== 'percent-encoding') };
}
