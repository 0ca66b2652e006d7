import type { OperationId } from '../../generated/operations.js';
import { BigCommerceError } from '../errors/bigcommerce-error.js';
import { valueAt } from '../value-at.js';
import { attempt } from './attempt.js';
import type { Clock } from './clock.js';
import { mayHaveTakenEffect } from './effect.js';
import type { Exchange } from './exchange.js';
import { explainFailure } from './explain-failure.js';
import { interpretResponse } from './interpret-response.js';
import { Interruption } from './interruption.js';
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

/** Makes one request of a call. What it throws came before the request was sent, or is a mistake in this package. */
export async function makeAttempt<Id extends OperationId>(
  call: LogicalCall<Id>,
  { exchange, redact, clock }: AttemptTools,
): Promise<AttemptResult> {
  const { request, operation, details, signal, headers, timeoutMs, findProblem } = call;
  let sent = false;
  let status: number | undefined;
  let rateLimit: RateLimit | undefined;
  try {
    const leftMs = call.expiresAt - clock.now();
    const onSend = () => {
      sent = true;
    };
    const run = (attemptSignal: AbortSignal) => exchange(request, { signal: attemptSignal, headers, onSend });
    const { response, payload } = await attempt(run, {
      signal,
      timeoutMs: Math.min(timeoutMs, leftMs),
      clock,
    }).catch((error: unknown) => {
      const isLate = error instanceof Interruption && error.by === 'timeout' && leftMs < timeoutMs;
      throw explainFailure(isLate ? new Interruption('deadline') : error, call, sent, redact);
    });
    status = response.status;
    rateLimit = readRateLimit(response.headers);
    const body = interpretResponse(operation, details, { response, payload, rateLimit }, { redact, findProblem });
    return { body, status, rateLimit, reason: `answered ${status}`, mayHaveTakenEffect: false };
  } catch (failure) {
    if (!sent || !(failure instanceof BigCommerceError)) throw failure;
    const reason = status ? `answered ${status}` : [failure.name, valueAt(failure, 'code')].filter(Boolean).join(' ');
    return { failure, status, rateLimit, reason, mayHaveTakenEffect: mayHaveTakenEffect(failure) };
  }
}
