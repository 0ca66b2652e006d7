import type { Violation } from '../../errors/contract-violation-error.js';
import type { Contract } from '../contract.js';
import { mediaTypeOf, readHeaders, type WireResponse } from '../exchange.js';
import { bestRange, isJson, readBody } from '../read-body.js';
import { violation } from '../violations.js';
import { undeclaredHeaders, undeclaredProperties } from './undeclared.js';

/** What the answer of an operation has that the document does not declare, given the name that its status has there. */
export function undeclaredInResponse(
  response: WireResponse,
  operationId: string,
  status: string,
  contract: Contract,
): Violation[] {
  const headers = readHeaders(response.headers);
  const declared = contract.responses[operationId]?.[status]?.headers ?? [];
  const inHeaders = { operationId, location: 'response.header', pointer: '/response/headers' } as const;
  return [
    ...undeclaredStatus(response.status, operationId, status, contract),
    ...undeclaredHeaders(
      headers,
      declared.map(({ name }) => name),
      inHeaders,
    ),
    ...undeclaredInBody(response.body, headers, operationId, status, contract),
  ];
}

function undeclaredStatus(status: number, operationId: string, name: string, { responses }: Contract): Violation[] {
  if (name !== 'default') return [];
  const own = Object.keys(responses[operationId] ?? {}).filter((documented) => documented !== 'default');
  const place = { operationId, location: 'response.status', pointer: '/response/status' } as const;
  const expected =
    own.length > 0 ? `a status that is declared itself (${own.join(', ')})` : 'a status that is declared itself';
  return [violation(place, 'undeclared', expected, status)];
}

/** Of a body that cannot be read, other checks tell. */
function undeclaredInBody(
  body: unknown,
  headers: ReadonlyMap<string, string>,
  operationId: string,
  status: string,
  contract: Contract,
): Violation[] {
  const operation = contract.operations[operationId];
  const mediaType = mediaTypeOf(headers);
  const documented = Object.keys(contract.responses[operationId]?.[status]?.content ?? {});
  const range = bestRange(documented, mediaType);
  if (!operation || range === undefined || !isJson(mediaType)) return [];
  const place = { operationId, location: 'response.body', pointer: '/response/body' } as const;
  const { value, violations } = readBody(body, mediaType, documented, place);
  const { path, method } = operation;
  const schema = ['paths', path, method.toLowerCase(), 'responses', status, 'content', range, 'schema'];
  return violations.length > 0 ? [] : undeclaredProperties(value, contract, schema, place);
}
