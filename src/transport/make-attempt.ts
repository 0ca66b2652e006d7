import type { OperationId } from '../../generated/operations.js';
import { BigCommerceError } from '../errors/bigcommerce-error.js';
import { valueAt } from '../value-at.js';
import { attempt } from './attempt.js';
import type { Cancellation } from './cancellation.js';
import type { Clock } from './clock.js';
import { mayHaveTakenEffect } from './effect.js';
import type { Answer, Exchange } from './exchange.js';
import { explainFailure } from './explain-failure.js';
import { interpretResponse } from './interpret-response.js';
import { Interruption } from './interruption.js';
import type { LeanResponse } from './lean-fetch.js';
import type { LogicalCall } from './logical-call.js';
import { type RateLimit, readRateLimit } from './rate-limit.js';
import type { Redactor } from './redact.js';

export interface AttemptTools {
  readonly exchange: Exchange;
  readonly redact: Redactor;
  readonly clock: Clock;
}

/** How one request ended. */
export interface AttemptResult {
  /** The body of a success. */
  readonly body?: unknown;
  /** What went wrong, if anything did. */
  readonly failure?: BigCommerceError;
  readonly status: number | undefined;
  readonly rateLimit: RateLimit | undefined;
  readonly reason: string;
  readonly mayHaveTakenEffect: boolean;
}

/**
 * Makes one request of a call. What it throws came before the request was sent, or is a mistake in this package.
 *
 * @param observe Told what an answer says about the quota as soon as its headers are there.
 */
export async function makeAttempt<Id extends OperationId>(
  call: LogicalCall<Id>,
  { exchange, redact, clock }: AttemptTools,
  observe: (rateLimit: RateLimit | undefined) => void,
): Promise<AttemptResult> {
  const { request, operation, details, signal, headers, timeoutMs, findProblem } = call;
  const leftMs = call.expiresAt - clock.now();
  // Timers are late when the program was busy.
  if (leftMs <= 0) throw new Interruption('deadline');
  let sent = false;
  let rateLimit: RateLimit | undefined;
  const onSend = () => {
    sent = true;
  };
  const onAnswer = (response: LeanResponse) => {
    rateLimit = readRateLimit(response.headers, !response.ok);
    observe(rateLimit);
  };
  const run = (cancellation: Cancellation) => exchange(request, { cancellation, headers, onSend, onAnswer });
  let answer: Answer;
  try {
    answer = await attempt(run, { signal, timeoutMs: Math.min(timeoutMs, leftMs), clock });
  } catch (error) {
    const isLate = error instanceof Interruption && error.by === 'timeout' && leftMs < timeoutMs;
    const failure = explainFailure(isLate ? new Interruption('deadline') : error, call, sent, redact);
    if (!sent) throw failure;
    const reason = [failure.name, valueAt(failure, 'code')].filter(Boolean).join(' ');
    return {
      failure,
      status: undefined,
      rateLimit,

      reason,
      mayHaveTakenEffect: mayHaveTakenEffect(failure),
    };
  }
  const { status } = answer.response;
  const reason = `answered ${status}`;
  try {
    const body = interpretResponse(operation, details, { ...answer, rateLimit }, { redact, findProblem });
    return { body, status, rateLimit, reason, mayHaveTakenEffect: false };
  } catch (failure) {
    if (!(failure instanceof BigCommerceError)) throw failure;
    return { failure, status, rateLimit, reason, mayHaveTakenEffect: mayHaveTakenEffect(failure) };
  }
}
