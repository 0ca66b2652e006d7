import type { OperationResult } from '../../generated/client.js';
import type { OperationId } from '../../generated/operations.js';
import type { RequestPreview } from '../dry-run.js';
import type { BigCommerceError } from '../errors/base.js';
import { type AttemptListener, createAttemptReporter } from '../notify.js';
import type { CallOptions } from '../options.js';
import { Interruption } from './abort.js';
import {
  type AttemptResult,
  type AttemptTools,
  beginCall,
  type LogicalCall,
  makeAttempt,
  pause,
  type SendOptions,
  type TransportSettings,
} from './attempt.js';
import type { Clock } from './clock.js';
import { createExchange, previewRequest } from './exchange.js';
import { explainFailure } from './failure.js';
import { createGate, type Gate } from './queue.js';
import { createRateWindow, type RateLimit, type RateLimiter } from './rate-limit.js';
import { type PreparedRequest, prepareRequest, type RequestDraft } from './request.js';
import { isPassing, retryDelayMs } from './retry.js';

/** What an operation answers with when it succeeds. */
export type SuccessBody<Id extends OperationId> = Extract<OperationResult<Id>, { error?: never }>['data'];

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
  /** Tells what would be sent. */
  preview<Id extends OperationId>(request: PreparedRequest<Id>, options: CallOptions): Promise<RequestPreview>;
  /**
   * Sends a request when the store can take it, and again where that may help and does no harm.
   *
   * @throws ApiError or the subclass for the status, MalformedResponseError, UnexpectedRedirectError, NetworkError,
   * TimeoutError, AbortError, ContractViolationError: that of the last attempt, with all of them in `attempts`.
   */
  send<Id extends OperationId>(request: PreparedRequest<Id>, options: SendOptions): Promise<SuccessBody<Id>>;
}

export function createTransport(settings: TransportSettings): Transport {
  const { serverUrl, clock, deadlineMs, redact, maxConcurrency, reserve, onAttempt, inspect } = settings;
  const limiter = createRateWindow(clock.now, reserve);
  const gate = createGate({ clock, limiter, maxConcurrency });
  const exchange = createExchange(settings);
  const tools = { gate, limiter, exchange, redact, clock, serverUrl, inspect };
  return {
    serverUrl,
    clock,
    deadlineMs,
    prepare: (draft) => prepareRequest(draft, redact),
    preview: (request, { headers }) => previewRequest(exchange, request, headers),
    send: createSend(settings, { ...tools, report: createAttemptReporter(onAttempt) }),
  };
}

interface SendTools extends AttemptTools {
  readonly gate: Gate;
  readonly limiter: RateLimiter;
  readonly report: AttemptListener;
}

/** Creates what carries logical calls: it waits for its turn, sends, and sends again where that may help and does no harm. */
export function createSend(settings: TransportSettings, tools: SendTools): Transport['send'] {
  const { retry, clock, redact } = settings;
  const { gate, limiter, report } = tools;

  /** Makes the next request of a call when it may be sent. */
  const sendOnce = async <Id extends OperationId>(call: LogicalCall<Id>, idleSince: number) => {
    const { attempts, laneSize, signal, expiresAt, request } = call;
    const { operationId } = request;
    const leave = await gate.enter({ operationId, laneSize, signal, expiresAt, isRetry: attempts.length > 0 });
    const sentAt = clock.now();
    let isObserved = false;
    const observe = (rateLimit?: RateLimit) => {
      if (isObserved) return;
      isObserved = true;
      limiter.observe(rateLimit, sentAt);
      gate.wake();
    };
    let result: AttemptResult;
    try {
      result = await makeAttempt(call, tools, observe);
    } finally {
      observe();
      leave();
    }
    const retryInMs = delayBeforeRetry(call, result);
    const attempt = Object.freeze({
      operationId,
      attempt: attempts.length + 1,
      status: result.status,
      reason: result.reason,
      durationMs: clock.now() - sentAt,
      waitedMs: sentAt - idleSince,
      retryInMs,
      rateLimit: result.rateLimit,
      mayHaveTakenEffect: result.mayHaveTakenEffect,
    });
    attempts.push(attempt);
    report(attempt);
    return { result, retryInMs };
  };

  /** How long to wait before the next attempt; `undefined` when there is to be none. */
  const delayBeforeRetry = <Id extends OperationId>(
    call: LogicalCall<Id>,
    { failure, status, rateLimit }: AttemptResult,
  ) => {
    const retries = call.attempts.length;
    if (retries >= call.maxRetries || !isPassing(failure, call.operation.method === 'GET')) return undefined;
    const delayMs = retryDelayMs(retry, retries, clock.random(), status, rateLimit);
    return delayMs !== undefined && clock.now() + delayMs < call.expiresAt ? delayMs : undefined;
  };

  return async <Id extends OperationId>(request: PreparedRequest<Id>, options: SendOptions) => {
    const call = beginCall(request, options, settings);
    let failure: BigCommerceError | undefined;
    let idleSince = clock.now();
    try {
      for (;;) {
        const { result, retryInMs } = await sendOnce(call, idleSince);
        failure = result.failure;
        // What arrived is what the document promises, as far as the client looks. Contract checks look at the rest.
        if (!failure) return result.body as SuccessBody<Id>;
        idleSince = clock.now();
        if (retryInMs === undefined) throw failure;
        await pause(retryInMs, call.signal, clock);
      }
    } catch (error) {
      if (!(error instanceof Interruption)) throw error;
      // What went wrong before says more than that there is no time for another attempt.
      throw (error.by === 'deadline' && failure) || explainFailure(error, call, false, redact);
    }
  };
}
