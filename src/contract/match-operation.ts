import type { OperationDescriptor } from '../../generated/contract-descriptor.js';
import type { Violation } from '../errors/contract-violation-error.js';
import { bigcommerceContract, type Contract } from './contract.js';
import type { WireRequest } from './exchange.js';
import { type MatchedServer, matchServers, serversOf } from './match-server.js';
import { byLiterals, matchTemplate } from './match-template.js';
import { regularExpression } from './openapi/pattern.js';
import { type Place, violation } from './violations.js';
import { pathEncodingProblem, percentDecoded } from './wire-value.js';

/** The operation that a request calls, and the raw parts of its URL. */
export interface MatchedRequest {
  readonly operation: OperationDescriptor;
  /** Path parameters, as they were sent. */
  readonly rawPath: ReadonlyMap<string, string>;
  /** The query as it was sent, without the question mark; `undefined` where there is none. */
  readonly query: string | undefined;
  readonly violations: readonly Violation[];
}

/** The operationId of the operation that a request calls; `undefined` where the contract has none for it. */
export function operationIdOf(request: WireRequest, contract: Contract = bigcommerceContract): string | undefined {
  const match = matchOperation(request, contract);
  return 'operation' in match ? match.operation.operationId : undefined;
}

/** Finds the operation that a request calls, or says why there is none. */
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
    // The longest server leaves the shortest path.
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
  return {
    operation: called.operation,
    rawPath: new Map(Object.entries(called.match?.values ?? {})),
    query,
    violations: [
      ...serverVariableViolations(called.server),
      ...encodingViolations(rawPath),
      ...(fragment ? [violation(place('request.path', '/request/url'), 'fragment', 'no fragment', fragment)] : []),
    ],
  };
}

function serverVariableViolations({ server, values }: MatchedServer): Violation[] {
  return Object.entries(values).flatMap(([name, text]) => {
    const value = percentDecoded(text) ?? text;
    const pattern = server.variables[name]?.pattern;
    if (pattern === undefined || regularExpression(pattern).test(value)) return [];
    return [
      violation(place('request.server', '/request/url'), 'x-pattern', `a ${name} that matches ${pattern}`, value),
    ];
  });
}

/** Only paths that lead to an operation: of others, there is worse to say. */
function encodingViolations(path: string): Violation[] {
  const expected = pathEncodingProblem(path);
  return expected ? [violation(place('request.path', '/request/url'), 'encoding', expected, path)] : [];
}

function place(location: Place['location'], pointer: string, operationId?: string): Place {
  return { operationId, location, pointer };
}
