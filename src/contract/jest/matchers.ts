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
import { isObject } from '../../json.js';
import { failureMessage, type MatcherCall, type MatcherTools } from './failure-message.js';

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

/** Gives matchers to what may be an `expect`: not every runner has a global one, and not each can be extended. */
export function extendExpect(expect: unknown, matchers: ContractMatchers): void {
  if (typeof expect === 'function' && 'extend' in expect && typeof expect.extend === 'function')
    expect.extend(matchers);
}
