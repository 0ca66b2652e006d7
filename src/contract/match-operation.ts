import type { OperationDescriptor } from '../../generated/contract-descriptor.js';
import type { Violation } from '../errors/contract-violation-error.js';
import { bigcommerceContract, type Contract } from './contract.js';
import type { WireRequest } from './exchange.js';
import { isServedFrom, listedValues, partsOfServer } from './match-origin.js';
import { regularExpression } from './openapi/pattern.js';
import { type Place, violation } from './violations.js';
import { pathEncodingProblem, percentDecoded } from './wire-value.js';

/** The operation that a request calls, and the raw parts of its URL. */
export interface MatchedRequest {
  readonly operation: OperationDescriptor;
  /** Path parameters, percent-decoded. */
  readonly path: Readonly<Record<string, string>>;
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
  const { origin: serverOrigin, path: serverPath } = partsOfServer(contract.server.url);
  const server = matchTemplate(serverPath, rawPath, true);
  if (!server || (origin && serverOrigin && !isServedFrom(origin, serverOrigin, listedValues(contract)))) {
    return [
      violation(
        place('request.server', '/request/url'),
        'servers',
        `a URL of ${contract.server.url}`,
        (origin + rawPath).replace(/\/\/[^/]*@/, '//[redacted]@'),
      ),
    ];
  }
  const candidates = Object.values(contract.operations)
    .map((operation) => ({ operation, match: matchTemplate(operation.path, server.rest) }))
    .filter(({ match }) => match !== undefined)
    .sort((one, other) => one.operation.parameters.path.length - other.operation.parameters.path.length);
  if (candidates.length === 0)
    return [violation(place('request.path', '/request/url'), 'paths', 'a documented path', server.rest)];
  const called = candidates.find(({ operation }) => operation.method === method.toUpperCase());
  if (!called) {
    const methods = candidates.map(({ operation }) => operation.method).join(' or ');
    return [violation(place('request.method', '/request/method'), 'method', methods, method)];
  }
  return {
    operation: called.operation,
    path: called.match?.values ?? {},
    query,
    violations: [
      ...serverVariableViolations(server.values, contract),
      ...encodingViolations(rawPath),
      ...(fragment ? [violation(place('request.path', '/request/url'), 'fragment', 'no fragment', fragment)] : []),
    ],
  };
}

function serverVariableViolations(values: Readonly<Record<string, string>>, { server }: Contract): Violation[] {
  return Object.entries(values).flatMap(([name, value]) => {
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

/** Matches a path, or the beginning of one, segment by segment. */
function matchTemplate(template: string, path: string, asPrefix = false) {
  const wanted = template.split('/');
  const given = path.split('/');
  if (asPrefix ? given.length < wanted.length : given.length !== wanted.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const text = given[index] ?? '';
    const [, name] = /^\{(.+)\}$/.exec(segment) ?? [];
    if (name === undefined ? segment !== text : text === '') return undefined;
    if (name !== undefined) values[name] = percentDecoded(text) ?? text;
  }
  return { values, rest: `/${given.slice(wanted.length).join('/')}` };
}

function place(location: Place['location'], pointer: string): Place {
  return { operationId: undefined, location, pointer };
}
