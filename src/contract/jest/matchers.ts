import {
  bigcommerceContract,
  type CheckOptions,
  type Contract,
  checkExchange,
  checkRequest,
  checkResponse,
  createChecker,
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
import { isObject } from '../../json.js';
import { answerFrom } from './answers.js';
import { createAwaitedAssertions } from './awaited.js';
import { failureMessage, type MatcherCall, type MatcherTools } from './failure-message.js';
import { noteInRun } from './reporter.js';

export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** A promise for platform objects, whose body has to be read. */
export type MatcherOutcome = MatcherResult | Promise<MatcherResult>;

/** A type alias, because an interface has no implicit index signature, which `expect.extend` requires. */
export type ContractMatchers = {
  toMatchContractRequest(this: MatcherTools, request: unknown, operationId?: string): MatcherOutcome;
  toMatchContractResponse(this: MatcherTools, response: unknown, operation: unknown): MatcherOutcome;
};

/**
 * Makes matchers for `expect.extend` that check against a given contract. They throw a TypeError if `allow` has an invalid
 * pattern.
 */
export function createContractMatchers(
  contract: Contract = bigcommerceContract,
  options: CheckOptions = {},
): ContractMatchers {
  // Invalid patterns are refused here, not in each test.
  createChecker({ contract, ...options });
  return {
    toMatchContractRequest(request, operationId) {
      const argument = operationId === undefined ? '' : JSON.stringify(operationId);
      const call: MatcherCall = { name: 'toMatchContractRequest', subject: 'request', argument };
      const check = (wire: WireRequest) => {
        const violations = [...checkRequest(wire, contract, options), ...callsAnother(wire, operationId, contract)];
        // Of a request of an unknown path that `allow` permits, nothing is checked.
        const isChecked = violations.length > 0 || operationIdOf(wire, contract) !== undefined;
        return resultOf(this, call, contract, violations, isChecked);
      };
      noteCall();
      const wire = requestFrom(request, call.name);
      return wire instanceof Promise ? assertions.track(wire.then(check), call.name) : check(wire);
    },
    toMatchContractResponse(response, operation) {
      const argument = typeof operation === 'string' ? JSON.stringify(operation) : 'request';
      const call: MatcherCall = { name: 'toMatchContractResponse', subject: 'response', argument };
      const check = (wire: WireResponse, of: string | WireRequest) =>
        resultOf(this, call, contract, responseViolations(wire, of, contract, options));
      noteCall();
      const wire = responseFrom(response, call.name);
      const of = typeof operation === 'string' ? operation : requestFrom(operation, `the argument of ${call.name}`);
      if (!(wire instanceof Promise || of instanceof Promise)) return check(wire, of);
      return assertions.track(
        Promise.all([wire, of]).then((both) => check(...both)),
        call.name,
      );
    },
  };
}

/** All matchers of a test file share them, so that one hook is enough. */
const assertions = createAwaitedAssertions();
let calls = 0;
let checks = 0;

/** How many requests and responses matchers have checked in this test file. */
export function matcherChecks(): number {
  return checks;
}

function noteCall(): void {
  calls += 1;
  noteInRun('called');
}

/**
 * Fails the test file that calls it, if no matcher has checked anything when its tests are done. For a whole run, use the
 * reporter.
 *
 * @param afterAll That of the test runner.
 * @example
 * failUnchecked(afterAll);
 */
export function failUnchecked(afterAll: (hook: () => void) => unknown): void {
  // Runners may keep modules from one file to the next.
  const before = { calls, checks };
  afterAll(() => {
    if (checks > before.checks) return;
    const cause =
      calls > before.calls
        ? 'matchers were called only with requests that the option allow leaves out, or whose bodies were never read (await the assertion)'
        : 'no test called toMatchContractRequest or toMatchContractResponse';
    throw new Error(`no matcher checked anything in this test file: ${cause}`);
  });
}

/**
 * Fails tests in which an assertion about a platform `Request` or `Response` fails that nobody awaits. Without it, such an
 * assertion is an unhandled rejection, which ends the process or fails another test. Where `afterEach` is global, importing this
 * module is enough.
 *
 * @param afterEach That of the test runner.
 * @example
 * import { afterEach } from '@jest/globals';
 * failUnawaited(afterEach);
 */
export function failUnawaited(afterEach: (hook: () => Promise<void>) => unknown): void {
  afterEach(() => assertions.settle());
  assertions.watch();
}

function resultOf(
  tools: MatcherTools,
  call: MatcherCall,
  { file }: Contract,
  violations: readonly Violation[],
  isCounted = true,
): MatcherResult {
  if (isCounted) {
    checks += 1;
    noteInRun('checked');
  }
  return { pass: violations.length === 0, message: () => failureMessage(tools, call, violations, file) };
}

/** Violations of the response only: a request that identifies the operation is not checked. */
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
  const [reason] = checkRequest(operation, contract);
  throw new TypeError(`the request calls no operation of the contract: ${reason?.message}`);
}

function callsAnother(request: WireRequest, wanted: string | undefined, contract: Contract): Violation[] {
  if (wanted === undefined) return [];
  if (!Object.hasOwn(contract.operations, wanted)) throw new TypeError(`the contract has no operation ${wanted}`);
  const called = operationIdOf(request, contract);
  // A request that calls no operation already has a violation.
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
  const answer = answerFrom(value);
  if (answer) return answer;
  throw new TypeError(
    `${where} needs a response: { status, headers, body }, a Response, or that of axios, got or superagent`,
  );
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

/** The matchers as methods of `expect(…)`. With a platform Request or Response, await the assertion. */
export interface ContractAssertions<Result, Subject = unknown> {
  /**
   * Asserts that a request conforms to the contract and, if an operation is given, calls it.
   *
   * @example
   * expect({ method: 'DELETE', url, headers }).toMatchContractRequest('someOperationId');
   * await expect(new Request(url, { method: 'DELETE', headers })).toMatchContractRequest();
   */
  toMatchContractRequest(operationId?: string): Subject extends Request ? Promise<void> : Result;
  /**
   * Asserts that a response conforms to the contract. Give the operation by its operationId or by a request that calls it,
   * which is not checked itself.
   *
   * @example
   * expect({ status: 204 }).toMatchContractResponse('someOperationId');
   * await expect(await fetch(request.clone())).toMatchContractResponse(request);
   */
  toMatchContractResponse<Operation extends string | WireRequest | Request>(
    operation: Operation,
  ): Subject extends Response ? Promise<void> : Operation extends Request ? Promise<void> : Result;
}

/** Extends a value that may be an `expect`: not every runner has a global one, or one that can be extended. */
export function extendExpect(expect: unknown, matchers: ContractMatchers): void {
  if (typeof expect === 'function' && 'extend' in expect && typeof expect.extend === 'function')
    expect.extend(matchers);
}
