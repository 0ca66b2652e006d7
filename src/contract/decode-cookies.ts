import type { OperationDescriptor } from '../../generated/contract-descriptor.js';
import { type DecodedQuery, decodeQuery } from './decode-query.js';

/** Reads cookies, which are written like a query. Not everybody encodes them. */
export function decodeCookies(
  headers: ReadonlyMap<string, string>,
  { operationId, parameters }: OperationDescriptor,
): DecodedQuery {
  const place = { operationId, location: 'request.header', pointer: '/request/headers/cookie' } as const;
  const pairs = headers.get('cookie')?.split(/;\s*/) ?? [];
  const text = pairs.map((pair) => pair.replaceAll('&', '%26')).join('&');
  const decoded = decodeQuery(text, parameters.cookie ?? [], place);
  return { ...decoded, violations: decoded.violations.filter(({ keyword }) => keyword !== 'percent-encoding') };
}
