import { type Attempt, BigCommerceError } from '#errors';
import type { OperationResult } from '../../generated/client.js';
import type { OperationId } from '../../generated/operations.js';
import type { RequestPreview } from '../dry-run.js';
import { ownMembersOf, valueAt } from '../json.js';
import { createAttemptReporter, notify } from '../notify.js';
import type { CallOptions } from '../options.js';
import { Cancelled, pause } from './abort.js';
import {
  type Call,
  type RequestResult,
  type SendOptions,
  sendOnce,
  startCall,
  type TransportSettings,
} from './attempt.js';
import type { Clock } from './clock.js';
import { explainException, explainFailure } from './failure.js';
import { createLimiter } from './limiter.js';
import { createRequestQueue } from './queue.js';
import { statedWaitMs } from './rate-limit.js';
import { type PreparedRequest, prepareRequest, previewOf, type RequestDraft, toWireRequest } from './request.js';
import {
  historyOf,
  isRepeatable,
  isServerFailure,
  isTransient,
  mayHaveTakenEffect,
  mayRetry,
  retryDelayMs,
} from './retry.js';

/** What an operation responds with when it succeeds. */
export type SuccessBody<Id extends OperationId> = Extract<OperationResult<Id>, { error?: never }>['data'];

/** A success, as the operation responds with it. */
export interface Success<Id extends OperationId> {
  /** Taken on trust, except for its outline and what the client itself reads. Contract checks look at the rest. */
  readonly body: SuccessBody<Id>;
  /** Identifies the response to BigCommerce support. */
  readonly requestId: string | undefined;
}

/** Carries prepared requests to the store and brings back data or one typed error. */
export interface Transport {
  /** The URL that paths of operations are appended to. */
  readonly serverUrl: string;
  readonly clock: Clock;
  /** Milliseconds that a call may take, unless its options say otherwise. */
  readonly deadlineMs: number | undefined;
  /**
   * Checks a request against the OpenAPI document.
   *
   * @throws InvalidRequestError with everything that is wrong. Nothing is sent.
   */
  prepare<Id extends OperationId>(draft: RequestDraft<Id>): PreparedRequest<Id>;
  /** Shows what would be sent. */
  preview<Id extends OperationId>(request: PreparedRequest<Id>, options: CallOptions): Promise<RequestPreview>;
  /**
   * Sends a request when the store can take it, and again if that may help and is harmless.
   *
   * @throws ApiError or the subclass for the status, MalformedResponseError, UnexpectedRedirectError, NetworkError,
   * TimeoutError, AbortError, ContractViolationError: that of the last attempt, with all of them in `attempts`.
   */
  send<Id extends OperationId>(request: PreparedRequest<Id>, options: SendOptions): Promise<Success<Id>>;
}

export function createTransport(settings: TransportSettings): Transport {
  const { serverUrl, clock, deadlineMs, redact, retry, maxConcurrency, reserve } = settings;
  const limiter = settings.limiter ?? createLimiter(clock, { ...retry, reserve });
  const queue = createRequestQueue({ clock, limiter, maxConcurrency });
  const tools = { ...settings, queue };
  const reporter = createAttemptReporter(settings.onAttempt);

  /** Milliseconds until the next attempt; `undefined` if there is to be none. */
  const delayBeforeRetry = <Id extends OperationId>(call: Call<Id>, { failure, status, rateLimit }: RequestResult) => {
    if (isServerFailure({ status }) && call.attempts.filter(isServerFailure).length + 1 >= call.maxServerErrors)
      return undefined;
    const history = historyOf(call.attempts);
    if (!mayRetry(history, call.maxRetries, status, rateLimit)) return undefined;
    if (!isTransient(failure, call.method === 'GET') || !isRepeatable(call.operation, call.request.input))
      return undefined;
    const delayMs = retryDelayMs(retry, history, clock.random(), status, rateLimit);
    return delayMs !== undefined && clock.now() + delayMs < call.expiresAt ? delayMs : undefined;
  };

  /** Adds an attempt to those of the call, and reports it. */
  const record = <Id extends OperationId>(
    { operationId, method, attempts, onAttempt }: Call<Id>,
    { failure, status, rateLimit, requestId, sentAt }: RequestResult,
    idleSince: number,
    retryInMs: number | undefined,
  ) => {
    const attempt: Attempt = Object.freeze({
      operationId,
      attempt: attempts.length + 1,
      status,
      requestId,
      reason:
        status === undefined ? [failure?.name, valueAt(failure, 'code')].filter(Boolean).join(' ') : `HTTP ${status}`,
      durationMs: clock.now() - sentAt,
      waitedMs: sentAt - idleSince,
      retryInMs,
      rateLimit,
      mayHaveTakenEffect: method !== 'GET' && failure !== undefined && mayHaveTakenEffect(failure),
    });
    attempts.push(attempt);
    reporter.report(attempt);
    notify(onAttempt, attempt);
  };

  const send = async <Id extends OperationId>(request: PreparedRequest<Id>, options: SendOptions) => {
    const call = startCall(request, options, settings);
    let failure: BigCommerceError | undefined;
    let idleSince = clock.now();
    try {
      for (;;) {
        const result = await sendOnce(call, tools);
        failure = result.failure;
        const retryInMs = failure && delayBeforeRetry(call, result);
        // The attempts of a successful call are only seen by listeners.
        if (failure || call.onAttempt || reporter.isHeard()) record(call, result, idleSince, retryInMs);
        if (!failure) return { body: result.body as SuccessBody<Id>, requestId: result.requestId };
        idleSince = clock.now();
        if (retryInMs === undefined) throw failure;
        if (retryInMs > 0 && statedWaitMs(result.status, result.rateLimit) !== undefined) call.onWait?.(retryInMs);
        await pause(retryInMs, call.signal, clock);
      }
    } catch (error) {
      if (error instanceof BigCommerceError) throw error;
      if (!(error instanceof Cancelled)) throw explainException(error, call, true, redact);
      // The failure before it says more than that there is no time for another attempt.
      throw (error.by !== 'signal' && failure) || explainFailure(error, call, false, redact);
    }
  };

  return {
    serverUrl,
    clock,
    deadlineMs,
    prepare: (draft) => prepareRequest(draft, redact),
    preview: async (request, options) =>
      previewOf(request.operationId, toWireRequest(request, ownMembersOf(options).headers, settings, redact)),
    send,
  };
}
