import type { OperationId } from '../../generated/operations.js';
import type { BigCommerceError } from '../errors/bigcommerce-error.js';
import { pause } from './attempt.js';
import { explainFailure } from './explain-failure.js';
import type { Gate } from './gate.js';
import { Interruption } from './interruption.js';
import { beginCall, type LogicalCall } from './logical-call.js';
import { type AttemptResult, type AttemptTools, makeAttempt } from './make-attempt.js';
import type { PreparedRequest } from './prepare-request.js';
import type { RateLimit } from './rate-limit.js';
import type { RateLimiter } from './rate-window.js';
import type { AttemptListener } from './report-attempt.js';
import { isPassing, retryDelayMs } from './retry.js';
import type { SendOptions, SuccessBody, Transport, TransportSettings } from './transport.js';

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
