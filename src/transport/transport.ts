import type { OperationResult } from '../../generated/client.js';
import type { OperationId } from '../../generated/operations.js';
import type { CallOptions } from './call-options.js';
import type { Clock } from './clock.js';
import { createExchange, type ExchangeSettings } from './exchange.js';
import { createGate } from './gate.js';
import type { Inspect } from './inspection.js';
import type { FindProblem } from './interpret-response.js';
import { type PreparedRequest, prepareRequest, type RequestDraft } from './prepare-request.js';
import { previewRequest, type RequestPreview } from './preview-request.js';
import { createRateWindow } from './rate-window.js';
import type { Redactor } from './redact.js';
import { type AttemptListener, createAttemptReporter } from './report-attempt.js';
import type { RetryPolicy } from './retry.js';
import { createSend } from './send.js';

/** What an operation answers with when it succeeds. */
export type SuccessBody<Id extends OperationId> = Extract<OperationResult<Id>, { error?: never }>['data'];

/** What one logical call takes besides its request. */
export interface SendOptions extends CallOptions {
  /** The clock's time after which the whole method must not go on, where several calls share it. */
  readonly expiresAt?: number;
  /** Says what is wrong with the body of a success, where it cannot be used. */
  readonly findProblem?: FindProblem | undefined;
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
