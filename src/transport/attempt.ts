import { type Attempt, BigCommerceError, type Inspect } from '#errors';
import type { ClientOperation } from '../../generated/descriptor.js';
import { type OperationId, operations } from '../../generated/operations.js';
import { ownMembersOf } from '../json.js';
import type { AttemptListener } from '../notify.js';
import type { CallOptions } from '../options.js';
import type { Redactor } from '../redact.js';
import { type Cancellation, Cancelled, runCancellable } from './abort.js';
import type { Clock } from './clock.js';
import { dispatch, type Fetch, type HttpResponse, readPayload } from './exchange.js';
import { bodyFlawOf, explainException, explainFailure } from './failure.js';
import { breachIn, inspectRequest } from './inspection.js';
import type { RequestQueue } from './queue.js';
import { type RateLimit, type RateLimiter, readRateLimit } from './rate-limit.js';
import { type PreparedRequest, type ServerSettings, toWireRequest, type WireRequest } from './request.js';
import {
  type FindProblem,
  interpretResponse,
  malformedResponse,
  type ReceivedResponse,
  type RespondedCall,
  requestIdOf,
} from './response.js';
import { isRepeatable, type RetryPolicy } from './retry.js';
import type { QueuedRequest, WaitListener } from './waiting.js';

/** What one call takes besides its request. */
export interface SendOptions extends CallOptions {
  /** The clock's time after which nothing more is sent, if several calls share a deadline. */
  readonly expiresAt?: number | undefined;
  /** When aborted, nothing more is waited for or sent, but a request under way is completed. Replaces `signal` for waits. */
  readonly stop?: AbortSignal | undefined;
  /** Describes what makes the body of a successful response unusable, if anything does. */
  readonly findProblem?: FindProblem | undefined;
  /** Called when a wait for the rate limit begins. */
  readonly onWait?: WaitListener | undefined;
  /** Responses with HTTP 5xx after which the request is not sent again. */
  readonly maxServerErrors?: number;
  /** How many items are sent, if a body with a success has to confirm by its counts that all of them worked. */
  readonly countedItems?: number | undefined;
}

export interface TransportSettings extends ServerSettings {
  readonly fetch: Fetch | undefined;
  readonly timeoutMs: number;
  readonly deadlineMs: number | undefined;
  readonly maxResponseBytes: number;
  readonly retry: RetryPolicy;
  /** Shared with other clients; the client's own if there is none. */
  readonly limiter: RateLimiter | undefined;
  /** Requests of each rate-limit window to leave to other apps on the store. */
  readonly reserve: number | undefined;
  /** Requests of all operations that may be under way at once. */
  readonly maxConcurrency: number;
  readonly onAttempt: AttemptListener | undefined;
  readonly inspect: Inspect | undefined;
  readonly redact: Redactor;
  readonly clock: Clock;
}

/** The state of one call: everything decided before its first attempt, and the attempts so far. */
export interface Call<Id extends OperationId> extends QueuedRequest, RespondedCall {
  readonly operationId: Id;
  readonly request: PreparedRequest<Id>;
  readonly wire: WireRequest;
  readonly attempts: Attempt[];
  /** Cancels a request under way. The signal of the call ends waits. */
  readonly requestSignal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly deadlineMs: number | undefined;
  readonly maxRetries: number;
  readonly maxServerErrors: number;
  /** The caller's listener for the attempts of this call alone. */
  readonly onAttempt: AttemptListener | undefined;
}

/** @throws InvalidRequestError when the request cannot be written as a URL or as JSON. */
export function startCall<Id extends OperationId>(
  request: PreparedRequest<Id>,
  given: SendOptions,
  settings: TransportSettings,
): Call<Id> {
  const options = ownMembersOf(given);
  const { operationId } = request;
  const operation: ClientOperation = operations[operationId];
  const { method, path, maxConcurrency: operationLimit = Infinity } = operation;
  const { signal, stop, findProblem, countedItems, onWait, onAttempt, maxServerErrors = Infinity } = options;
  const { timeoutMs = settings.timeoutMs, deadlineMs = settings.deadlineMs } = options;
  const { expiresAt = expiryOf(deadlineMs, settings.clock), maxRetries = settings.retry.maxRetries } = options;
  const wire = toWireRequest(request, options.headers, settings, settings.redact);
  return {
    operationId,
    request,
    wire,
    operation,
    method,
    path,
    attempts: [],
    signal: stop ?? signal,
    requestSignal: signal,
    findProblem,
    onWait,
    countedItems,
    onAttempt,
    timeoutMs,
    deadlineMs,
    expiresAt,
    operationLimit,
    maxRetries,
    maxServerErrors,
  };
}

/** The clock's time at which a deadline is over. */
export function expiryOf(deadlineMs: number | undefined, clock: Clock): number {
  return deadlineMs === undefined ? Infinity : clock.now() + deadlineMs;
}

export interface SendTools extends TransportSettings {
  readonly queue: RequestQueue;
}

/** How one request of a call ended. */
export interface RequestResult {
  /** The body of a success. */
  readonly body?: unknown;
  /** What went wrong, if anything did. */
  readonly failure?: BigCommerceError | undefined;
  readonly status: number | undefined;
  readonly rateLimit: RateLimit | undefined;
  /** Identifies the response to BigCommerce support, if its headers came and say so. */
  readonly requestId: string | undefined;
  /** The clock's time when it was sent. */
  readonly sentAt: number;
}

/**
 * Sends one request of a call when the store can take it.
 *
 * @throws Cancelled or ContractViolationError, when the request was not sent.
 */
export async function sendOnce<Id extends OperationId>(call: Call<Id>, tools: SendTools): Promise<RequestResult> {
  const { queue, redact, clock } = tools;
  const { operationId, requestSignal, timeoutMs, expiresAt } = call;
  const entering = queue.enter(call, call.attempts.length > 0);
  const leave = typeof entering === 'function' ? entering : await entering;
  const sentAt = clock.now();
  const leftMs = expiresAt - sentAt;
  let isSent = false;
  let isObserved = false;
  let rateLimit: RateLimit | undefined;
  let requestId: string | undefined;
  /** From when its headers are there. */
  let response: HttpResponse | undefined;
  let received: ReceivedResponse | undefined;
  const observe = (status: number | undefined) => {
    if (isObserved) return;
    isObserved = true;
    queue.observe({ operationId, status, rateLimit, elapsedMs: clock.now() - sentAt });
  };
  const exchange = async (cancellation: Cancellation) => {
    isSent = true;
    response = await dispatch(call.wire, cancellation, {
      fetch: tools.fetch,
      maxResponseBytes: tools.maxResponseBytes,
      isRepeatable: isRepeatable(call.operation, call.request.input),
    });
    rateLimit = readRateLimit(response.headers, clock.wallNow, !response.ok);
    // Before the body arrives: other requests may be waiting for what the headers say about the quota.
    observe(response.status);
    requestId = requestIdOf(response.headers, redact);
    const payload = await readPayload(response, tools.maxResponseBytes, cancellation);
    return { response, payload, rateLimit, requestId };
  };
  try {
    // Timers are late when the program was busy.
    if (leftMs <= 0) throw new Cancelled('deadline');
    const inspection = inspectRequest(call, tools);
    received = await runCancellable(exchange, { signal: requestSignal, timeoutMs: Math.min(timeoutMs, leftMs), clock });
    const { body, failure } = interpretResponse(call, received, redact);
    const breach = inspection && breachIn(call, received, inspection, failure, redact);
    return { sentAt, rateLimit, requestId, status: received.response.status, body, failure: breach ?? failure };
  } catch (error) {
    const isExpected = error instanceof Cancelled || error instanceof BigCommerceError;
    if (!isSent) throw isExpected ? error : explainException(error, call, false, redact);
    const result = { sentAt, rateLimit, requestId, status: response?.status };
    // An exception after the response was read is a bug, of this package or of what inspects exchanges for the caller.
    if (received) return { ...result, failure: explainException(error, call, true, redact) };
    const flaw = response && bodyFlawOf(error, response.status, tools.maxResponseBytes);
    if (response && flaw) {
      const failure = malformedResponse(call, response.status, response.headers, flaw, redact);
      return { ...result, failure };
    }
    const isLate = error instanceof Cancelled && error.by === 'timeout' && leftMs < timeoutMs;
    const failure = explainFailure(isLate ? new Cancelled('deadline') : error, call, true, redact);
    return { ...result, status: undefined, failure };
  } finally {
    observe(undefined);
    leave();
  }
}
