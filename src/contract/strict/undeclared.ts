import type { Violation, ViolationLocation } from '#errors';
import type { CheckOptions, Contract, OperationDescriptor } from '../contract.js';
import { mediaTypeOf, readHeaders, type WireResponse } from '../exchange.js';
import { bestRange, isJson, type ReadBody, readBody } from '../read-body.js';
import { ruleAt } from '../rules.js';
import type { SchemaValidator } from '../schema/schemas.js';
import { describeFirst, isTooDeep, type Place, violation } from '../violations.js';

/**
 * What `find` finds, where checks are strict, without what is allowed.
 *
 * @throws TypeError when a pattern of `strict.allow` is not one.
 */
export function whenStrict({ strict }: CheckOptions, find: () => readonly Violation[]): Violation[] {
  if (!strict) return [];
  const isAllowed = allowList(strict === true ? [] : (strict.allow ?? []));
  return describeFirst(
    find().filter((found) => !isAllowed(found)),
    (found) => found,
  );
}

/** Headers that are not declared, and that HTTP itself has not got. */
export function undeclaredHeaders(
  headers: ReadonlyMap<string, string>,
  declared: readonly string[],
  place: Place,
): Violation[] {
  const known = new Set(declared.map((name) => name.toLowerCase()));
  return [...headers]
    .filter(([name]) => !known.has(name) && !isOwnHeader(name))
    .map(([name, value]) =>
      violation({ ...place, pointer: `${place.pointer}/${name}` }, 'undeclared', 'no undeclared header', value),
    );
}

/** Members of a body that its schema does not declare. */
function undeclaredProperties(
  body: unknown,
  contract: Contract,
  validate: SchemaValidator | undefined,
  place: Place,
): Violation[] {
  if (!validate || isTooDeep(body)) return [];
  return validate.inspect(body, true).undeclared.map(({ pointer, value, rule }) => {
    const at = { ...place, pointer: place.pointer + pointer, rule: ruleAt(contract, rule?.pointer) };
    return violation(at, 'undeclared', 'no undeclared property', value);
  });
}

/** Headers and properties of the body that an operation does not declare. Of query parameters every check tells. */
export function undeclaredInRequest(
  { operationId, parameters, requestBody, security }: OperationDescriptor,
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
  const validate = contract.bodies[operationId]?.[mediaType ?? ''];
  const inHeaders = { operationId, location: 'request.header', pointer: '/request/headers' } as const;
  const inBody = { operationId, location: 'request.body', pointer: '/request/body' } as const;
  return [
    ...undeclaredHeaders(headers, names, inHeaders),
    ...(body.isRead ? undeclaredProperties(body.value, contract, validate, inBody) : []),
  ];
}

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
  const validate = contract.responses[operationId]?.[status]?.content[range];
  return violations.length > 0 ? [] : undeclaredProperties(value, contract, validate, place);
}

/**
 * Headers that HTTP and the ways it travels define, which no document needs to declare: those of RFC 9110, 9111 and 9112,
 * of fetch (CORS, `Sec-*`), of proxies, and of trace context. `Authorization`, `Cookie` and `Set-Cookie` are not among
 * them: what they carry belongs to an API. Neither are `X-*` headers: they belong to whoever made them up.
 */
const OWN_HEADERS: ReadonlySet<string> = new Set(
  `accept accept-charset accept-encoding accept-language accept-patch accept-post accept-ranges age allow alt-svc
  authentication-info cache-control connection content-disposition content-encoding content-language content-length
  content-location content-range content-type date etag expect expires forwarded from host if-match if-modified-since
  if-none-match if-range if-unmodified-since keep-alive last-modified location max-forwards origin pragma priority range
  referer referrer-policy retry-after server strict-transport-security te traceparent tracestate trailer
  transfer-encoding upgrade upgrade-insecure-requests user-agent vary via warning www-authenticate`.split(/\s+/),
);

/** Whether a header, by its lower-case name, belongs to HTTP or the transport. HTTP/2 has fields that begin with a colon. */
export function isOwnHeader(name: string): boolean {
  return OWN_HEADERS.has(name) || /^(:|access-control-|proxy-|sec-)/.test(name);
}

/**
 * Reads a list of patterns: the result tells whether one of them allows what is undeclared. A pattern is a location and a name, `response.header:x-*`, with
 * an operation before it where it is for one only: `getOrder response.status:409`.
 *
 * | Location | Name |
 * | --- | --- |
 * | `request.header`, `response.header` | of the header, in any case |
 * | `request.body`, `response.body` | a JSON pointer into the body |
 * | `response.status` | the status |
 *
 * `*` stands for any text within a name, and between two slashes for any one member; `**` for any number of members.
 *
 * @throws TypeError when a pattern is not one.
 */
export function allowList(patterns: readonly string[]): Matcher {
  const matchers = patterns.map(readPattern);
  return (violation) => matchers.some((matches) => matches(violation));
}

const LOCATIONS = ['request.header', 'request.body', 'response.header', 'response.body', 'response.status'] as const;
type AllowedLocation = (typeof LOCATIONS)[number];

type Matcher = (violation: Violation) => boolean;

function readPattern(pattern: string): Matcher {
  const [, operation, location, name = ''] = /^(?:(\S+)\s+)?([a-z.]+):(\S+)$/.exec(pattern) ?? [];
  const known = LOCATIONS.find((one) => one === location);
  if (!known || (known.endsWith('.body') && !/^(\/|\*\*)/.test(name))) {
    const form = `"response.header:x-*", "response.body:/data/*/name" or "getOrder response.status:409"`;
    throw new TypeError(`strict.allow: ${JSON.stringify(pattern)} is not a pattern such as ${form}`);
  }
  const expression = expressionOf(name, known);
  return (violation) =>
    violation.location === known &&
    (operation === undefined || operation === violation.operationId) &&
    expression.test(subjectOf(violation));
}

/** Patterns have no repetition within repetition, so that no name takes long to match. */
function expressionOf(name: string, location: AllowedLocation): RegExp {
  const source = name
    .split(/(\/\*\*|\*\*|\*)/)
    .map((part) => WILDCARDS[part] ?? part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('');
  return new RegExp(`^${source}$`, location.endsWith('.header') ? 'is' : 's');
}

const WILDCARDS: Readonly<Record<string, string>> = { '/**': '(?:/.*)?', '**': '.*', '*': '[^/]*' };

/** What the name in a pattern is compared with. */
function subjectOf({ location, pointer, actual }: Violation): string {
  if (location === 'response.status') return String(actual);
  return pointer.replace(PREFIXES[location] ?? '', '');
}

const PREFIXES: Partial<Record<ViolationLocation, RegExp>> = {
  'request.header': /^\/request\/headers\//,
  'response.header': /^\/response\/headers\//,
  'request.body': /^\/request\/body/,
  'response.body': /^\/response\/body/,
};
