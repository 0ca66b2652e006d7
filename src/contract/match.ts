import type { Violation } from '#errors';
import type { ServerDescriptor } from '../../generated/descriptor.js';
import { percentDecoded } from '../json.js';
import { bigcommerceContract } from './bigcommerce.js';
import type { OperationDescriptor } from './contract.js';
import { type Contract, isServedFrom, partsOfServer } from './contract.js';
import type { WireRequest } from './exchange.js';
import { regularExpression } from './patterns/pattern.js';
import { type Place, violation } from './violations.js';
import { pathEncodingProblem, pathReservedProblem } from './wire-value.js';

/** The operation that a request calls, and the raw parts of its URL. */
export interface MatchedRequest {
  readonly operation: OperationDescriptor;
  /** Path parameters, not decoded. */
  readonly rawPath: ReadonlyMap<string, string>;
  /** The raw query without the question mark; `undefined` if there is none. */
  readonly query: string | undefined;
  /** Whether URLs must be written exactly as OpenAPI writes them. */
  readonly isExact: boolean;
  readonly violations: readonly Violation[];
  /** What readers understand, but RFC 3986 writes differently. Strict checks report it. */
  readonly unusual: readonly Violation[];
  /** The same for other operations whose templates match the path no worse. An exchange that any of them accepts conforms. */
  readonly others: readonly Omit<MatchedRequest, 'others'>[];
}

/**
 * The operationId of the operation that a request calls; `undefined` if it calls none of the contract. Of operations whose paths
 * match it equally well, such as `/loans/{id}` and `/loans/{number}`, it is the first in the document; checks try them all.
 */
export function operationIdOf(request: WireRequest, contract: Contract = bigcommerceContract): string | undefined {
  const match = matchOperation(request, contract);
  return 'operation' in match ? match.operation.operationId : undefined;
}

/** Finds the operation that a request calls, or the violations that explain why there is none. */
export function matchOperation(
  { method, url }: WireRequest,
  contract: Contract,
): MatchedRequest | readonly Violation[] {
  const [, origin = '', rawPath = '', query, fragment] =
    /^([a-z]+:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?(#.*)?/is.exec(url) ?? [];
  const common = matchServers(serversOf(contract), origin, rawPath);
  const operations = Object.values(contract.operations);
  const reachable = operations.flatMap((operation) => {
    const servers = operation.servers ? matchServers(operation.servers, origin, rawPath) : common;
    return servers.map((server) => ({ operation, server, match: matchTemplate(operation.path, server.rest) }));
  });
  const candidates = reachable
    .filter(({ match }) => match !== undefined)
    // The longest server URL, which leaves the shortest path, is the best match.
    .sort(
      (one, other) =>
        one.server.rest.length - other.server.rest.length || byLiterals(one.operation.path, other.operation.path),
    );
  if (candidates.length === 0) {
    const elsewhere = operations.find(
      ({ path, servers }) => servers && common.some(({ rest }) => matchTemplate(path, rest)),
    );
    const [nearest] = [...common, ...reachable.map(({ server }) => server)];
    if (nearest && !elsewhere)
      return [violation(place('request.path', '/request/url'), 'paths', 'a documented path', nearest.rest)];
    const urls = (elsewhere?.servers ?? serversOf(contract)).map(({ url }) => url);
    return [
      violation(
        place('request.server', '/request/url', elsewhere?.operationId),
        'servers',
        `a URL of ${urls.join(' or ')}`,
        (origin + rawPath).replace(/\/\/[^/]*@/, '//[redacted]@'),
      ),
    ];
  }
  const called = candidates.find(({ operation }) => operation.method === method.toUpperCase());
  if (!called) {
    const methods = [...new Set(candidates.map(({ operation }) => operation.method))].join(' or ');
    return [violation(place('request.method', '/request/method'), 'method', methods, method)];
  }
  const read = ({ operation, server, match }: typeof called) => {
    const isExact = server.server.exactUrls === true;
    const unusual = encodingViolations(rawPath, pathReservedProblem);
    return {
      operation,
      rawPath: new Map(Object.entries(match?.values ?? {})),
      query,
      isExact,
      unusual: isExact ? [] : unusual,
      violations: [
        ...serverVariableViolations(server),
        ...(isExact && unusual.length > 0 ? unusual : encodingViolations(rawPath, pathEncodingProblem)),
        ...(fragment ? [violation(place('request.path', '/request/url'), 'fragment', 'no fragment', fragment)] : []),
      ],
    };
  };
  const isEqual = ({ operation, server }: typeof called) =>
    operation.method === called.operation.method &&
    server.rest.length === called.server.rest.length &&
    byLiterals(operation.path, called.operation.path) === 0;
  const others = candidates.filter((other) => other.operation !== called.operation && isEqual(other));
  return { ...read(called), others: others.map(read) };
}

/** What `check` finds in a request, or nothing if one of the other operations that it may call accepts it. */
export function ofBestMatch(
  { others, ...first }: MatchedRequest,
  { refused = {} }: Contract,
  check: (match: Omit<MatchedRequest, 'others'>) => readonly Violation[],
): readonly Violation[] {
  const found = check(first);
  const isReadable = ({ operation }: Pick<MatchedRequest, 'operation'>) =>
    !Object.hasOwn(refused, operation.operationId);
  const isAccepted = found.length > 0 && others.some((other) => isReadable(other) && check(other).length === 0);
  return isAccepted ? [] : found;
}

function serverVariableViolations({ server, values }: MatchedServer): Violation[] {
  return Object.entries(values).flatMap(([name, text]) => {
    const value = percentDecoded(text);
    const pattern = server.variables[name]?.pattern;
    if (pattern === undefined || regularExpression(pattern).test(value)) return [];
    return [
      violation(place('request.server', '/request/url'), 'x-pattern', `a ${name} that matches ${pattern}`, value),
    ];
  });
}

/** Only for paths of an operation. Others already have a more important violation. */
function encodingViolations(path: string, problemIn: typeof pathEncodingProblem): Violation[] {
  const expected = problemIn(path);
  return expected ? [violation(place('request.path', '/request/url'), 'encoding', expected, path)] : [];
}

function place(location: Place['location'], pointer: string, operationId?: string): Place {
  return { operationId, location, pointer };
}

/** A server that a URL belongs to, and the path below it. */
export interface MatchedServer extends MatchedTemplate {
  readonly server: ServerDescriptor;
}

/** The servers of operations that have none of their own. */
export function serversOf({ server, servers = [server] }: Contract): readonly ServerDescriptor[] {
  return servers;
}

/** The servers that a URL belongs to, given its origin (which may be empty) and its path. */
export function matchServers(servers: readonly ServerDescriptor[], origin: string, path: string): MatchedServer[] {
  return servers.flatMap((server) => {
    const { origin: serverOrigin, path: serverPath } = partsOfServer(server.url);
    const match = matchTemplate(serverPath, path, true);
    return match && !(origin && serverOrigin && !isServedFrom(origin, serverOrigin)) ? [{ server, ...match }] : [];
  });
}

/** The origins of all servers of a contract, including those of single operations. */
export function originsOf(contract: Contract): string[] {
  const own = Object.values(contract.operations).flatMap(({ servers = [] }) => servers);
  const origins = [...serversOf(contract), ...own].map(({ url }) => partsOfServer(url).origin);
  return [...new Set(origins)].filter((origin) => origin !== '');
}

/** The raw texts of the `{names}` in a template, and the path after it. */
export interface MatchedTemplate {
  readonly values: Readonly<Record<string, string>>;
  readonly rest: string;
}

/** Matches a path, or its beginning, segment by segment. */
export function matchTemplate(template: string, path: string, asPrefix = false): MatchedTemplate | undefined {
  // Most templates of a document differ here, which is much cheaper to find out than by segments.
  const variable = template.indexOf('{');
  const isPlain = !MAYBE_ENCODED.test(path) && !template.includes('%');
  if (isPlain && !path.startsWith(variable < 0 ? template : template.slice(0, variable))) return undefined;
  const wanted = template.split('/');
  const given = path.split('/');
  if (asPrefix ? given.length < wanted.length : given.length !== wanted.length) return undefined;
  const values: [name: string, text: string][] = [];
  for (const [index, segment] of wanted.entries()) {
    const text = given[index] ?? '';
    const found = matchSegment(segment, text) ?? (isPlain ? undefined : matchEncoded(segment, text));
    if (!found) return undefined;
    values.push(...found);
  }
  return { values: Object.fromEntries(values), rest: `/${given.slice(wanted.length).join('/')}` };
}

/** Characters that can be written in two ways. */
const MAYBE_ENCODED = /[^\x20-\x24\x26-\x7e]/;

/** As {@link matchSegment}, where the literal text may be percent-encoded, in the template or in the path. */
function matchEncoded(template: string, text: string): [name: string, text: string][] | undefined {
  if (!template.includes('{')) return percentDecoded(template) === percentDecoded(text) ? [] : undefined;
  const literals = template.replace(/[^{}]+(?=\{|$)/g, normalized);
  return matchSegment(literals, normalized(text)) ?? matchSegment(literals, normalized(text, OF_PATHS));
}

/** With everything percent-encoded that has to be, and nothing else: two texts of the same meaning become equal. */
function normalized(text: string, decodable: RegExp = UNRESERVED): string {
  return text
    .replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character.replace(/\p{Surrogate}/u, '\ufffd')))
    .replace(/%[\da-f]{2}/gi, (octet) => {
      const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
      return decodable.test(character) ? character : octet.toUpperCase();
    });
}

const UNRESERVED = /[A-Za-z0-9._~-]/;

/** What a segment may have as it is (RFC 3986, 3.3). */
const OF_PATHS = /[A-Za-z0-9._~!$&'()*+,;=:@-]/;

/** Several names in one segment, such as `{name}.{extension}`, each end at the first occurrence of the text after them. */
function matchSegment(template: string, text: string): [name: string, text: string][] | undefined {
  if (!template.includes('{')) return template === text ? [] : undefined;
  const [before = '', ...others] = template.split(/\{([^{}]*)\}/);
  if (!text.startsWith(before)) return undefined;
  const values: [string, string][] = [];
  let at = before.length;
  for (let index = 0; index < others.length; index += 2) {
    const [name = '', after = ''] = others.slice(index, index + 2);
    const end = index + 2 < others.length ? text.indexOf(after, at + 1) : text.length - after.length;
    if (end <= at || !text.endsWith(after, end + after.length)) return undefined;
    values.push([name, text.slice(at, end)]);
    at = end + after.length;
  }
  return values;
}

/** Orders templates that match the same path: fewer variable segments first, then more literal text. */
export function byLiterals(one: string, other: string): number {
  const names = (template: string) => template.split(/\/\{[^{}]+\}(?=\/|$)/).length;
  const text = (template: string) => template.replace(/\{[^{}]*\}/g, '').length;
  return names(one) - names(other) || text(other) - text(one);
}
