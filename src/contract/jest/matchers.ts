import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import {
  bigcommerceContract,
  type CheckOptions,
  type Contract,
  checkExchange,
  checkRequest,
  checkResponse,
  isPlatformRequest,
  isPlatformResponse,
  operationIdOf,
  toWireRequest,
  toWireResponse,
  violation,
  type WireRequest,
  type WireResponse,
} from '#contract';
import type { Violation } from '#errors';
import { rulePlace } from '../../errors/rule-place.js';
import { isObject } from '../../json.js';

export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** At once for wire objects, later for objects of the platform, whose body has to be read. */
export type MatcherOutcome = MatcherResult | Promise<MatcherResult>;

/** A type and no interface, because `expect.extend` takes objects with any names. */
export type ContractMatchers = {
  toMatchContractRequest(this: MatcherTools, request: unknown, operationId?: string): MatcherOutcome;
  toMatchContractResponse(this: MatcherTools, response: unknown, operation: unknown): MatcherOutcome;
};

/**
 * Matchers for `expect.extend` that judge by a given contract, strictly where the options say so. With a pattern in
 * `strict.allow` that is none, they throw a TypeError.
 */
export function createContractMatchers(
  contract: Contract = bigcommerceContract,
  options: CheckOptions = {},
): ContractMatchers {
  return {
    toMatchContractRequest(request, operationId) {
      const argument = operationId === undefined ? '' : JSON.stringify(operationId);
      const call: MatcherCall = { name: 'toMatchContractRequest', subject: 'request', argument };
      const judge = (wire: WireRequest) =>
        resultOf(this, call, contract, [
          ...checkRequest(wire, contract, options),
          ...callsAnother(wire, operationId, contract),
        ]);
      const wire = requestFrom(request, call.name);
      return wire instanceof Promise ? wire.then(judge) : judge(wire);
    },
    toMatchContractResponse(response, operation) {
      const argument = typeof operation === 'string' ? JSON.stringify(operation) : 'request';
      const call: MatcherCall = { name: 'toMatchContractResponse', subject: 'response', argument };
      const judge = (wire: WireResponse, of: string | WireRequest) =>
        resultOf(this, call, contract, responseViolations(wire, of, contract, options));
      const wire = responseFrom(response, call.name);
      const of = typeof operation === 'string' ? operation : requestFrom(operation, `the argument of ${call.name}`);
      if (!(wire instanceof Promise || of instanceof Promise)) return judge(wire, of);
      return Promise.all([wire, of]).then((both) => judge(...both));
    },
  };
}

function resultOf(
  tools: MatcherTools,
  call: MatcherCall,
  { file }: Contract,
  violations: readonly Violation[],
): MatcherResult {
  return { pass: violations.length === 0, message: () => failureMessage(tools, call, violations, file) };
}

/** What is wrong with a response alone: a request that stands for the operation is not judged. */
function responseViolations(
  response: WireResponse,
  operation: string | WireRequest,
  contract: Contract,
  options: CheckOptions,
): Violation[] {
  if (typeof operation === 'string') return checkResponse(response, operation, contract, options);
  const violations = checkExchange({ request: operation, response }, contract, options);
  if (operationIdOf(operation, contract) !== undefined)
    return violations.filter(({ location }) => location.startsWith('response.'));
  throw new TypeError(`the request calls no operation of the contract: ${violations[0]?.message}`);
}

function callsAnother(request: WireRequest, wanted: string | undefined, contract: Contract): Violation[] {
  if (wanted === undefined) return [];
  if (!Object.hasOwn(contract.operations, wanted)) throw new TypeError(`the contract has no operation ${wanted}`);
  const called = operationIdOf(request, contract);
  // That no operation is called at all has been found already.
  if (called === wanted || called === undefined) return [];
  const place = { operationId: called, location: 'request.path', pointer: '/request/url' } as const;
  return [violation(place, 'operationId', `a call of ${wanted}`, called)];
}

function requestFrom(value: unknown, where: string): WireRequest | Promise<WireRequest> {
  if (isObject(value) && isPlatformRequest(value)) return toWireRequest(value);
  if (isWireRequest(value)) return value;
  throw new TypeError(`${where} needs a request: { method, url, headers, body } or a Request`);
}

function responseFrom(value: unknown, where: string): WireResponse | Promise<WireResponse> {
  if (isObject(value) && isPlatformResponse(value)) return toWireResponse(value);
  if (isWireResponse(value)) return value;
  throw new TypeError(`${where} needs a response: { status, headers, body } or a Response`);
}

function isWireRequest(value: unknown): value is WireRequest {
  return (
    isObject(value) &&
    'method' in value &&
    typeof value.method === 'string' &&
    'url' in value &&
    typeof value.url === 'string'
  );
}

function isWireResponse(value: unknown): value is WireResponse {
  return isObject(value) && 'status' in value && typeof value.status === 'number';
}

/** What the matchers look like behind `expect(…)`. For a Request or a Response, the assertion must be awaited. */
export interface ContractAssertions<Result, Subject = unknown> {
  /**
   * That a request is what the contract allows, and calls the given operation where one is given.
   *
   * @example
   * expect({ method: 'DELETE', url, headers }).toMatchContractRequest('someOperationId');
   * await expect(new Request(url, { method: 'DELETE', headers })).toMatchContractRequest();
   */
  toMatchContractRequest(operationId?: string): Subject extends Request ? Promise<void> : Result;
  /**
   * That a response is what the contract allows an operation to answer. The operation is given by its operationId or by a
   * request that calls it, which is not judged itself.
   *
   * @example
   * expect({ status: 204 }).toMatchContractResponse('someOperationId');
   * await expect(await fetch(request.clone())).toMatchContractResponse(request);
   */
  toMatchContractResponse<Operation extends string | WireRequest | Request>(
    operation: Operation,
  ): Subject extends Response ? Promise<void> : Operation extends Request ? Promise<void> : Result;
}

/** What a test runner gives matchers to write with. Jest has all of it; others may have less. */
export interface MatcherTools {
  readonly isNot?: boolean;
  readonly promise?: string;
  readonly utils?: {
    matcherHint?(name: string, received?: string, expected?: string, options?: object): string;
    EXPECTED_COLOR?(text: string): string;
    printReceived?(value: unknown): string;
  };
}

/** What a matcher was called with. */
export interface MatcherCall {
  readonly name: string;
  readonly subject: 'request' | 'response';
  /** The argument as a title shows it. */
  readonly argument: string;
}

/** Says what a test expected, and each violation on lines of its own, with the line of the rule in the document. */
export function failureMessage(
  { isNot = false, promise = '', utils = {} }: MatcherTools,
  { name, subject, argument }: MatcherCall,
  violations: readonly Violation[],
  document?: string,
): string {
  const hint =
    utils.matcherHint?.(name, subject, argument, { isNot, promise }) ??
    `expect(${subject})${isNot ? '.not' : ''}.${name}(${argument})`;
  if (violations.length === 0)
    return `${hint}\n\nExpected the ${subject} to break a rule of the contract, but it conforms.`;
  const printReceived = utils.printReceived ?? asText;
  const count = violations.length === 1 ? 'one rule' : `${violations.length} rules`;
  const markExpected = utils.EXPECTED_COLOR ?? ((text: string) => text);
  const details = violations.map((violation) => describe(violation, { markExpected, printReceived, document }));
  return [`${hint}\n\nThe ${subject} breaks ${count} of the contract:`, ...details].join('\n\n');
}

interface Presentation {
  markExpected(text: string): string;
  printReceived(value: unknown): string;
  readonly document: string | undefined;
}

function describe(
  { operationId, location, pointer, expected, actual, keyword, rule }: Violation,
  { markExpected, printReceived, document }: Presentation,
): string {
  return [
    `  ${pointer} (${[operationId, location].filter(Boolean).join(', ')})`,
    `    expected: ${markExpected(expected)}`,
    `    received: ${indent(shortened(printReceived(actual)))}`,
    `    rule:     ${keyword}${rule ? ` (${rulePlace(rule, document)})` : ''}`,
  ].join('\n');
}

/** Where the runner prints nothing itself. */
function asText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'a value that cannot be shown';
  }
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n              ');
}

function shortened(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** Characters of a value. A whole page of records would bury what is said about it. */
const LONGEST_VALUE = 500;

/** A body as text. One that is not what its Content-Encoding says is text as it is: the contract will say the rest. */
export function decodedText(body: Buffer, contentEncoding: string | undefined): string {
  const decode = DECODERS.get(contentEncoding?.trim().toLowerCase() ?? '');
  try {
    return (decode?.(body) ?? body).toString('utf8');
  } catch {
    return body.toString('utf8');
  }
}

const DECODERS = new Map([
  ['gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
]);
