import type { Violation } from '#errors';
import type { CheckOptions, Contract, OperationDescriptor } from '../contract.js';
import { mediaTypeOf, readHeaders, type WireResponse } from '../exchange.js';
import { bestRange, isJson, type ReadBody, readBody } from '../read-body.js';
import { ruleAt } from '../rules.js';
import type { SchemaValidator } from '../schema/schemas.js';
import { describeFirst, isTooDeep, type Place, violation } from '../violations.js';
import { allowList } from './allow.js';

/**
 * In strict checks, the violations of `find` that neither `allow` nor `strict.allow` covers; otherwise none.
 *
 * @throws TypeError when one of them has an invalid pattern.
 */
export function whenStrict(
  { strict, allow = [] }: CheckOptions,
  contract: Contract,
  find: () => readonly Violation[],
): Violation[] {
  if (!strict) return [];
  const lists = [allow, strict === true ? [] : (strict.allow ?? [])].map((list) => allowList(list, contract));
  return describeFirst(
    find().filter((found) => !lists.some((isAllowed) => isAllowed(found))),
    (found) => found,
  );
}

/** Headers that neither the document nor HTTP itself declares. */
export function undeclaredHeaders(
  headers: ReadonlyMap<string, string>,
  declared: readonly string[],
  place: Place,
): Violation[] {
  const known = new Set(declared.map((name) => name.toLowerCase()));
  return [...headers]
    .filter(([name]) => !known.has(name) && !isOwnHeader(name))
    .map(([name, value]) =>
      // Nobody knows what an undeclared header holds: it may be a credential.
      violation(
        { ...place, pointer: `${place.pointer}/${name}` },
        'undeclared',
        'no undeclared header',
        value === '' ? value : '[redacted]',
      ),
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

/** Undeclared headers and body properties. Undeclared query parameters are reported by every check. */
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

/** Undeclared status, headers and body properties of a response. `status` is the key that documents it. */
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
  const expected = own.length > 0 ? `a declared status (${own.join(', ')})` : 'a declared status';
  return [violation(place, 'undeclared', expected, status)];
}

/** Unreadable bodies are reported by other checks. */
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
 * Headers of HTTP, its infrastructure and browsers, which no document needs to declare: those of RFC 9110, 9111 and 9112, of
 * fetch (CORS, `Sec-*`), of proxies, of trace context, of client hints, and those by which a site tells browsers how to treat
 * and report on it. `Authorization`, `Cookie` and `Set-Cookie` are not among them, because
 * their content is defined by an API. Neither are other `X-*` headers, which APIs invent.
 */
const OWN_HEADERS: ReadonlySet<string> = new Set(
  `accept accept-charset accept-encoding accept-language accept-patch accept-post accept-ranges age allow alt-svc
  authentication-info cache-control connection content-disposition content-encoding content-language content-length
  content-location content-range content-type date etag expect expires forwarded from host if-match if-modified-since
  if-none-match if-range if-unmodified-since keep-alive last-modified location max-forwards origin pragma priority range
  referer referrer-policy retry-after server strict-transport-security te traceparent tracestate trailer
  accept-ch clear-site-data content-digest content-dpr content-security-policy content-security-policy-report-only
  critical-ch cross-origin-embedder-policy cross-origin-embedder-policy-report-only cross-origin-opener-policy
  cross-origin-opener-policy-report-only cross-origin-resource-policy device-memory dnt document-policy downlink dpr
  early-data ect expect-ct feature-policy nel no-vary-search origin-agent-cluster permissions-policy
  permissions-policy-report-only priority public-key-pins report-to reporting-endpoints repr-digest rtt save-data
  server-timing service-worker service-worker-allowed service-worker-navigation-preload sourcemap speculation-rules
  timing-allow-origin tk viewport-width want-content-digest want-repr-digest width x-content-type-options
  x-dns-prefetch-control x-frame-options x-permitted-cross-domain-policies x-xss-protection
  transfer-encoding upgrade upgrade-insecure-requests user-agent vary via warning www-authenticate`.split(/\s+/),
);

/** Whether a header, by its lower-case name, belongs to HTTP or its transport. Fields of HTTP/2 begin with a colon. */
export function isOwnHeader(name: string): boolean {
  return OWN_HEADERS.has(name) || /^(:|access-control-|proxy-|sec-)/.test(name);
}
