import type { ResponseDescriptor, ResponseDescriptors } from '../../generated/descriptor.js';
import type { Violation } from '../errors/contract-violation-error.js';
import { bigcommerceContract, type Contract } from './contract.js';
import { mediaTypeOf, readHeaders, type WireResponse } from './exchange.js';
import { covers, hasBody, readBody } from './read-body.js';
import { violation, violationsOf } from './violations.js';
import { fromText } from './wire-value.js';

/** Checks an answer of an operation against a contract. No violations means that it conforms. */
export function checkResponse(
  response: WireResponse,
  operationId: string,
  contract: Contract = bigcommerceContract,
): Violation[] {
  const documented = Object.hasOwn(contract.responses, operationId) ? contract.responses[operationId] : undefined;
  if (!documented) throw new TypeError(`the contract has no operation ${operationId}`);
  const descriptor = descriptorFor(response.status, documented);
  if (!descriptor) {
    const place = { operationId, location: 'response.status', pointer: '/response/status' } as const;
    return [violation(place, 'responses', `one of ${Object.keys(documented).join(', ')}`, response.status)];
  }
  const headers = readHeaders(response.headers);
  return [
    ...checkHeaders(headers, descriptor, operationId),
    ...checkBody(response.body, headers, descriptor, operationId),
  ];
}

/** The exact status wins over a range (`4XX`), a range over `default`. */
function descriptorFor(status: number, documented: ResponseDescriptors): ResponseDescriptor | undefined {
  const specific = documented[String(status)] ?? documented[`${Math.floor(status / 100)}XX`];
  if (specific) return specific;
  const { minimum, maximum } = documented['default']?.statusRange ?? { minimum: 100, maximum: 599 };
  return status >= minimum && status <= maximum ? documented['default'] : undefined;
}

function checkHeaders(
  headers: ReadonlyMap<string, string>,
  descriptor: ResponseDescriptor,
  operationId: string,
): Violation[] {
  const declared = descriptor.headers.flatMap(({ name, types }) => {
    const text = headers.get(name.toLowerCase());
    return text === undefined ? [] : [[name.toLowerCase(), fromText(text, types)] as const];
  });
  const values = Object.fromEntries(declared);
  if (descriptor.validateHeaders(values)) return [];
  const place = { operationId, location: 'response.header', pointer: '/response/headers' } as const;
  return violationsOf(descriptor.validateHeaders.errors, values, place);
}

function checkBody(
  body: unknown,
  headers: ReadonlyMap<string, string>,
  { content, bodyOptional }: ResponseDescriptor,
  operationId: string,
): Violation[] {
  const place = { operationId, location: 'response.body', pointer: '/response/body' } as const;
  const mediaTypes = Object.keys(content);
  if (!hasBody(body)) {
    const mayBeMissing = bodyOptional || mediaTypes.length === 0;
    return mayBeMissing ? [] : [violation(place, 'content', `a body (${mediaTypes.join(' or ')})`, 'no body')];
  }
  const mediaType = mediaTypeOf(headers);
  const { value, violations } = readBody(body, mediaType, mediaTypes, place);
  if (violations.length > 0) return [...violations];
  const range = mediaTypes.find((documented) => mediaType !== undefined && covers(documented, mediaType));
  const validate = range === undefined ? undefined : content[range];
  return !validate || validate(value) ? [] : violationsOf(validate.errors, value, place);
}
