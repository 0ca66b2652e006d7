import type { Violation } from '#errors';
import { bigcommerceContract } from './bigcommerce.js';
import {
  assertReadable,
  type CheckOptions,
  type Contract,
  type ResponseDescriptor,
  type ResponseDescriptors,
} from './contract.js';
import { decodeNamed } from './decode-named.js';
import { type DocumentPart, memberAt, operationPart } from './document.js';
import { mediaTypeOf, readableResponse, readHeaders, type WireResponse } from './exchange.js';
import { bestRange, hasBody, isJson, readBody } from './read-body.js';
import { headerRule, ruleAt, schemaRule, withRules } from './rules.js';
import { withoutSecrets } from './secrets/mask.js';
import { withoutAllowed } from './strict/allow.js';
import { undeclaredInResponse, whenStrict } from './strict/undeclared.js';
import { findIssues, violation, violationsOf } from './violations.js';

/**
 * Checks a response of an operation against a contract. An empty list means that it conforms.
 * Its body and headers each report their first 1,000 violations; one more (keyword `more`) counts the rest.
 *
 * @throws TypeError when the contract has no such operation, `allow` or `strict.allow` has an invalid pattern, or the body is a stream or
 *   bytes that are not UTF-8.
 */
export function checkResponse(
  given: WireResponse,
  operationId: string,
  contract: Contract = bigcommerceContract,
  options: CheckOptions = {},
): Violation[] {
  const response = readableResponse(given);
  const violations = checkMatchedResponse(response, operationId, contract, options);
  return withoutSecrets(withoutAllowed(violations, options, contract), { response }, contract);
}

/** As {@link checkResponse}, for a readable response. Its violations are not redacted yet. */
export function checkMatchedResponse(
  response: WireResponse,
  operationId: string,
  contract: Contract,
  options: CheckOptions,
): Violation[] {
  const documented = Object.hasOwn(contract.responses, operationId) ? contract.responses[operationId] : undefined;
  if (!documented) throw new TypeError(`the contract has no operation ${operationId}`);
  assertReadable(contract, operationId);
  const status = documentedStatus(response.status, documented);
  const descriptor = status === undefined ? undefined : documented[status];
  if (status === undefined || !descriptor) {
    const place = { operationId, location: 'response.status', pointer: '/response/status' } as const;
    const expected = `one of ${Object.keys(documented).join(', ')}`;
    return withRules([violation(place, 'responses', expected, response.status)], contract);
  }
  const headers = readHeaders(response.headers);
  const { path = '', method = '' } = contract.operations[operationId] ?? {};
  // Their headers describe a body that is not sent: that of a GET, or the cached one (RFC 9110, 8.6 and 15.4.5).
  const omitsBody = method === 'HEAD' || response.status === 304;
  const part = operationPart(contract.document, { path, method }, 'responses', status);
  const violations = [
    ...checkHeaders(headers, descriptor, operationId, part, contract),
    ...checkBody(response, headers, descriptor, operationId, part, contract, omitsBody),
    ...whenStrict(options, contract, () => undeclaredInResponse(response, operationId, status, contract)),
  ];
  return withRules(violations, contract, status);
}

/** The key that documents a status: the exact status, else its range (`4XX`), else `default`. */
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
  const place = { operationId, location: 'response.header', pointer: '/response/headers' } as const;
  const { values, violations } = decodeNamed(descriptor.headers, headers, place, (text) => text);
  const found = violationsOf(findIssues(descriptor.validateHeaders, values), values, place, (issue) =>
    ruleAt(contract, headerRule(contract.document, part, issue)),
  );
  const unread = violations.map(({ pointer }) => pointer);
  return [...violations, ...found.filter(({ pointer }) => !unread.includes(pointer))];
}

function checkBody(
  { status, body }: WireResponse,
  headers: ReadonlyMap<string, string>,
  { content, bodyOptional, texts }: ResponseDescriptor,
  operationId: string,
  part: DocumentPart | undefined,
  contract: Contract,
  omitsBody: boolean,
): Violation[] {
  const place = { operationId, location: 'response.body', pointer: '/response/body' } as const;
  const mediaTypes = Object.keys(content);
  const mediaType = mediaTypeOf(headers);
  if (!hasBody(body)) {
    if (mediaTypes.length === 0) return omitsBody ? [] : checkAbsence(headers, status, operationId);
    const range = bestRange(mediaTypes, mediaType);
    if ((omitsBody || bodyOptional) && (mediaType === undefined || range !== undefined)) return [];
    if (range !== undefined && mayBeEmpty(mediaType, range, content, texts)) return [];
    return [violation(place, 'content', `a body (${mediaTypes.join(' or ')})`, mediaType ?? 'no body')];
  }
  const { value, isRead, violations } = readBody(body, mediaType, mediaTypes, place, texts);
  if (!isRead) return [...violations];
  const range = bestRange(mediaTypes, mediaType) ?? '';
  const validate = content[range];
  if (!validate) return [];
  const schema = memberAt(contract.document, part, 'content', range, 'schema');
  const found = violationsOf(findIssues(validate, value), value, place, (issue) =>
    ruleAt(contract, schemaRule(issue) ?? schema?.pointer),
  );
  const unread = violations.map(({ pointer }) => pointer);
  return [...violations, ...found.filter(({ keyword, pointer }) => keyword !== 'type' || !unread.includes(pointer))];
}

/** Whether nothing at all is a body: an empty file is a text, which the schema may allow, but neither JSON nor XML. */
function mayBeEmpty(
  mediaType: string | undefined,
  range: string,
  content: ResponseDescriptor['content'],
  texts: ResponseDescriptor['texts'],
): boolean {
  if (isJson(mediaType) || /[/+]xml$/.test(mediaType ?? '')) return false;
  const place = { operationId: undefined, location: 'response.body', pointer: '' } as const;
  const { value, isRead } = readBody('', mediaType, [range], place, texts);
  const validate = content[range];
  return !isRead || !validate || findIssues(validate, value).length === 0;
}

/** A response without content must not describe any. Statuses that allow content may state an empty one. */
function checkAbsence(headers: ReadonlyMap<string, string>, status: number, operationId: string): Violation[] {
  const mayHaveContent = status >= 200 && status !== 204;
  const isAllowed = (name: string) => mayHaveContent && (name === 'transfer-encoding' || headers.get(name) === '0');
  return CONTENT_HEADERS.filter((name) => headers.has(name) && !isAllowed(name)).map((name) => {
    const place = { operationId, location: 'response.header', pointer: `/response/headers/${name}` } as const;
    return violation(place, 'content', 'no header that describes a body', headers.get(name));
  });
}

const CONTENT_HEADERS = ['content-type', 'content-length', 'transfer-encoding'];
