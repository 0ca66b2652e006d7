import type { ResponseDescriptor, ResponseDescriptors } from '../../generated/contract-descriptor.js';
import type { Violation } from '../errors/contract-violation-error.js';
import { bigcommerceContract, type Contract } from './contract.js';
import { mediaTypeOf, readHeaders, type WireResponse } from './exchange.js';
import { type DocumentPart, memberAt, partAt } from './openapi/document-part.js';
import type { CheckOptions } from './options.js';
import { bestRange, hasBody, readBody } from './read-body.js';
import { headerRule, ruleWithin } from './rules/issue-rules.js';
import { ruleAt, withRules } from './rules/rule-at.js';
import { whenStrict } from './strict/undeclared.js';
import { undeclaredInResponse } from './strict/undeclared-in-response.js';
import { findIssues, violation, violationsOf } from './violations.js';
import { fromText } from './wire-value.js';
import { withoutSecrets } from './without-secrets.js';

/**
 * Checks an answer of an operation against a contract. No violations means that it conforms.
 *
 * @throws TypeError when the contract has no such operation, or a pattern of `strict.allow` is not one.
 */
export function checkResponse(
  response: WireResponse,
  operationId: string,
  contract: Contract = bigcommerceContract,
  options: CheckOptions = {},
): Violation[] {
  return withoutSecrets(checkAnswer(response, operationId, contract, options), { response }, contract);
}

/** As {@link checkResponse}. Secrets are still in what it finds. */
export function checkAnswer(
  response: WireResponse,
  operationId: string,
  contract: Contract,
  options: CheckOptions,
): Violation[] {
  const documented = Object.hasOwn(contract.responses, operationId) ? contract.responses[operationId] : undefined;
  if (!documented) throw new TypeError(`the contract has no operation ${operationId}`);
  const status = documentedStatus(response.status, documented);
  const descriptor = status === undefined ? undefined : documented[status];
  if (status === undefined || !descriptor) {
    const place = { operationId, location: 'response.status', pointer: '/response/status' } as const;
    const expected = `one of ${Object.keys(documented).join(', ')}`;
    return withRules([violation(place, 'responses', expected, response.status)], contract);
  }
  const headers = readHeaders(response.headers);
  const { path = '', method = '' } = contract.operations[operationId] ?? {};
  const isHead = method === 'HEAD';
  const part = partAt(contract.document, 'paths', path, method.toLowerCase(), 'responses', status);
  const violations = [
    ...checkHeaders(headers, descriptor, operationId, part, contract),
    ...checkBody(
      response.body,
      headers,
      isHead ? { ...descriptor, bodyOptional: true } : descriptor,
      operationId,
      part,
      contract,
    ),
    ...whenStrict(options, () => undeclaredInResponse(response, operationId, status, contract)),
  ];
  return withRules(violations, contract, status);
}

/** Under which name a status is documented: the exact status wins over a range (`4XX`), a range over `default`. */
export function documentedStatus(status: number, documented: ResponseDescriptors): string | undefined {
  if (!Number.isInteger(status)) return undefined;
  const names = [String(status), `${Math.floor(status / 100)}XX`];
  const specific = names.find((name) => documented[name] !== undefined);
  if (specific) return specific;
  const { minimum, maximum } = documented['default']?.statusRange ?? { minimum: 100, maximum: 599 };
  return documented['default'] && status >= minimum && status <= maximum ? 'default' : undefined;
}

function checkHeaders(
  headers: ReadonlyMap<string, string>,
  descriptor: ResponseDescriptor,
  operationId: string,
  part: DocumentPart | undefined,
  contract: Contract,
): Violation[] {
  const declared = descriptor.headers.flatMap(({ name, types }) => {
    const text = headers.get(name.toLowerCase());
    return text === undefined ? [] : [[name.toLowerCase(), fromText(text, types)] as const];
  });
  const values = Object.fromEntries(declared);
  const place = { operationId, location: 'response.header', pointer: '/response/headers' } as const;
  return violationsOf(findIssues(descriptor.validateHeaders, values), values, place, (issue) =>
    ruleAt(contract, headerRule(contract.document, part, values, issue)),
  );
}

function checkBody(
  body: unknown,
  headers: ReadonlyMap<string, string>,
  { content, bodyOptional }: ResponseDescriptor,
  operationId: string,
  part: DocumentPart | undefined,
  contract: Contract,
): Violation[] {
  const place = { operationId, location: 'response.body', pointer: '/response/body' } as const;
  const mediaTypes = Object.keys(content);
  const mediaType = mediaTypeOf(headers);
  if (!hasBody(body)) {
    if (mediaTypes.length === 0) return checkAbsence(headers, operationId);
    if (bodyOptional && mediaType === undefined) return [];
    if (bodyOptional && bestRange(mediaTypes, mediaType) !== undefined) return [];
    return [violation(place, 'content', `a body (${mediaTypes.join(' or ')})`, mediaType ?? 'no body')];
  }
  const { value, violations } = readBody(body, mediaType, mediaTypes, place);
  if (violations.length > 0) return [...violations];
  const range = bestRange(mediaTypes, mediaType) ?? '';
  const validate = content[range];
  if (!validate) return [];
  const schema = memberAt(contract.document, part, 'content', range, 'schema');
  return violationsOf(findIssues(validate, value), value, place, (issue) =>
    ruleAt(contract, ruleWithin(contract.document, schema, value, issue)),
  );
}

/** An answer without content does not describe any either (RFC 9110, 6.4 and 8). */
function checkAbsence(headers: ReadonlyMap<string, string>, operationId: string): Violation[] {
  return CONTENT_HEADERS.filter((name) => headers.has(name)).map((name) => {
    const place = { operationId, location: 'response.header', pointer: `/response/headers/${name}` } as const;
    return violation(place, 'content', 'no header that describes a body', headers.get(name));
  });
}

const CONTENT_HEADERS = ['content-type', 'content-length', 'transfer-encoding'];
