import type { OperationDescriptor } from '../../generated/descriptor.js';
import { type OperationId, operations } from '../../generated/operations.js';
import { type Attempt, BigCommerceError, type CallDetails } from '../errors/base.js';
import { ContractViolationError, type Inspect, type Inspection } from '../errors/contract-violation.js';
import { valueAt } from '../json.js';
import type { AttemptListener } from '../notify.js';
import type { CallOptions } from '../options.js';
import type { Redactor } from '../redact.js';
import { Cancellation, Interruption, onAbort } from './abort.js';
import type { Clock } from './clock.js';
import type { Answer, Exchange, ExchangeSettings, LeanResponse, OutgoingRequest } from './exchange.js';
import { explainFailure } from './failure.js';
import { breachOf } from './inspection.js';
import { type RateLimit, readRateLimit } from './rate-limit.js';
import type { PreparedRequest } from './request.js';
import { type FindProblem, interpretResponse } from './response.js';
import { isRepeatable, mayHaveTakenEffect, type RetryPolicy } from './retry.js';

/** What one logical call takes besides its request. */
export interface SendOptions extends CallOptions {
  /** The clock's time after which the whole method must not go on, where several calls share it. */
  readonly expiresAt?: number;
  /** Says what is wrong with the body of a success, where it cannot be used. */
  readonly findProblem?: FindProblem | undefined;
}

export interface TransportSettings extends ExchangeSettings {
  readonly timeoutMs: number;
  readonly deadlineMs: number | undefined;
  readonly retry: RetryPolicy;
  /** Requests of each rate-limit window to leave to other apps on the store. */
  readonly reserve: number;
  /** Requests of all operations that may be under way at once. */
  readonly maxConcurrency: number;
  readonly onAttempt: AttemptListener | undefined;
  readonly inspect: Inspect | undefined;
  readonly redact: Redactor;
  readonly clock: Clock;
}

/** A call with all that is decided about it before its first attempt, and the attempts so far. */
export interface LogicalCall<Id extends OperationId> {
  readonly request: PreparedRequest<Id>;
  readonly operation: OperationDescriptor;
  readonly attempts: Attempt[];
  /** For errors. */
  readonly details: CallDetails;
  readonly signal: AbortSignal | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly timeoutMs: number;
  readonly deadlineMs: number | undefined;
  /** The clock's time after which nothing is sent, and nothing waited for. */
  readonly expiresAt: number;
  readonly laneSize: number;
  readonly maxRetries: number;
  readonly findProblem: FindProblem | undefined;
}

export function beginCall<Id extends OperationId>(
  request: PreparedRequest<Id>,
  options: SendOptions,
  { clock, retry, ...defaults }: TransportSettings,
): LogicalCall<Id> {
  const { operationId, input } = request;
  const operation: OperationDescriptor = operations[operationId];
  const { method, path, maxConcurrency: laneSize = Infinity } = operation;
  const { signal, headers, findProblem, timeoutMs = defaults.timeoutMs, deadlineMs = defaults.deadlineMs } = options;
  const { expiresAt = clock.now() + (deadlineMs ?? Infinity) } = options;
  const { maxRetries = retry.maxRetries } = isRepeatable(operation, input) ? options : { maxRetries: 0 };
  const attempts: Attempt[] = [];
  const details = { operationId, method, path, attempts };
  return {
    request,
    operation,
    attempts,
    details,
    signal,
    headers,
    findProblem,
    timeoutMs,
    deadlineMs,
    expiresAt,
    laneSize,
    maxRetries,
  };
}

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

export interface AttemptLimits {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/**
 * Runs something that can be cancelled, until it is done, the caller's signal is aborted or the time is up. Leaves no
 * timer and no listener behind, and ends in time even when what it runs ignores the cancellation.
 *
 * @throws Interruption when the signal or the timer came first; otherwise whatever `run` throws.
 */
export function attempt<Result>(
  run: (cancellation: Cancellation) => Promise<Result>,
  { signal, timeoutMs, clock }: AttemptLimits,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new Interruption('signal'));
    const cancellation = new Cancellation();
    const stopWaiting = () => {
      stopTimer();
      stopListening?.();
    };
    const interrupt = (by: Interruption['by']) => {
      stopWaiting();
      reject(new Interruption(by));
      cancellation.abort();
    };
    const stopTimer = clock.startTimer(() => interrupt('timeout'), timeoutMs);
    const stopListening = signal && onAbort(signal, () => interrupt('signal'));
    run(cancellation).then(
      (result) => {
        stopWaiting();
        resolve(result);
      },
      (error: unknown) => {
        stopWaiting();
        reject(error);
      },
    );
  });
}

/** Waits, unless the signal is aborted before the time is up. */
export async function pause(delayMs: number, signal: AbortSignal | undefined, clock: Clock): Promise<void> {
  const forever = () => new Promise<never>(() => {});
  await attempt(forever, { signal, timeoutMs: delayMs, clock }).catch((error: unknown) => {
    if (!(error instanceof Interruption && error.by === 'timeout')) throw error;
  });
}
