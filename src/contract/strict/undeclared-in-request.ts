import type { OperationDescriptor } from '../../../generated/contract-descriptor.js';
import type { Violation } from '../../errors/contract-violation-error.js';
import type { Contract } from '../contract.js';
import { mediaTypeOf } from '../exchange.js';
import { bestRange, type ReadBody } from '../read-body.js';
import { undeclaredHeaders, undeclaredProperties } from './undeclared.js';

/** Headers and properties of the body that an operation does not declare. Of query parameters every check tells. */
export function undeclaredInRequest(
  { operationId, path, method, parameters, requestBody, security }: OperationDescriptor,
  headers: ReadonlyMap<string, string>,
  body: ReadBody,
  contract: Contract,
): Violation[] {
  const credentials = security.flat().map((credential) => (credential.in === 'cookie' ? 'cookie' : credential.name));
  const names = [
    ...parameters.header.map(({ name }) => name),
    ...credentials,
    ...(parameters.cookie ? ['cookie'] : []),
  ];
  const mediaType = bestRange(requestBody?.mediaTypes ?? [], mediaTypeOf(headers));
  const schema = ['paths', path, method.toLowerCase(), 'requestBody', 'content', mediaType ?? '', 'schema'];
  const inHeaders = { operationId, location: 'request.header', pointer: '/request/headers' } as const;
  const inBody = { operationId, location: 'request.body', pointer: '/request/body' } as const;
  return [
    ...undeclaredHeaders(headers, names, inHeaders),
    ...(body.isRead ? undeclaredProperties(body.value, contract, schema, inBody) : []),
  ];
}
