import type { OperationId } from '../../generated/operations.js';
import { BigCommerceError } from '../errors/bigcommerce-error.js';
import { ContractViolationError } from '../errors/contract-violation-error.js';
import { valueAt } from '../value-at.js';
import { attempt } from './attempt.js';
import { breachOf } from './breach.js';
import type { Cancellation } from './cancellation.js';
import type { Clock } from './clock.js';
import { mayHaveTakenEffect } from './effect.js';
import type { Answer, Exchange } from './exchange.js';
import { explainFailure } from './explain-failure.js';
import type { Inspect, Inspection } from './inspection.js';
import { interpretResponse } from './interpret-response.js';
import { Interruption } from './interruption.js';
import type { LeanResponse } from './lean-fetch.js';
import type { LogicalCall } from './logical-call.js';
import type { OutgoingRequest } from './outgoing-request.js';
import { type RateLimit, readRateLimit } from './rate-limit.js';
import type { Redactor } from './redact.js';

export interface AttemptTools {
  readonly exchange: Exchange;
  readonly redact: Redactor;
  readonly clock: Clock;
  /** The URL that paths of operations are appended to. */
  readonly serverUrl: string;
  readonly inspect: Inspect | undefined;
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
  { exchange, redact, clock, serverUrl, inspect }: AttemptTools,
  observe: (rateLimit: RateLimit | undefined) => void,
): Promise<AttemptResult> {
  const { request, operation, details, signal, headers, timeoutMs, findProblem } = call;
  const leftMs = call.expiresAt - clock.now();
  // Timers are late when the program was busy.
  if (leftMs <= 0) throw new Interruption('deadline');
  let sent = false;
  let inspection: Inspection | undefined;
  let rateLimit: RateLimit | undefined;
  const onSend = ({ method, url, headers, body }: OutgoingRequest) => {
    const { operationId } = request;
    inspection = inspect?.({ operationId, serverUrl, method, url, headers, body });
    const breach = breachOf(inspection?.violations ?? [], details, redact);
    if (breach) throw breach;
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
    if (!sent && error instanceof ContractViolationError) throw error;
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
  const { status, headers: answerHeaders } = answer.response;
  const found = inspection?.findInAnswer({ status, headers: answerHeaders, body: answer.payload }) ?? [];
  const reason = `answered ${status}`;
  let failure: BigCommerceError | undefined;
  let body: unknown;
  try {
    body = interpretResponse(operation, details, { ...answer, rateLimit }, { redact, findProblem });
  } catch (error) {
    if (!(error instanceof BigCommerceError)) throw error;
    failure = error;
  }
  failure = breachOf(found, details, redact, { status, cause: failure }) ?? failure;
  if (!failure) return { body, status, rateLimit, reason, mayHaveTakenEffect: false };
  return { failure, status, rateLimit, reason, mayHaveTakenEffect: mayHaveTakenEffect(failure) };
}
