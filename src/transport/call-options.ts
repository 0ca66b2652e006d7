import { checkHeaders } from './check-headers.js';
import {
  checkBoolean,
  checkMilliseconds,
  checkOptions,
  checkSignal,
  checkWholeNumber,
  isPlainObject,
  type OptionCheck,
  type OptionChecks,
  optional,
} from './check-options.js';

/** Options that every method takes as its last argument. */
export interface CallOptions {
  /** Aborts the call: requests under way are cancelled, and nothing more is waited for or sent. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds that one request may take, from sending it until its answer has arrived completely.
   *
   * @default the client's `timeoutMs`
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds that the call may take with all its requests, retries and waits; of `listAll` and `upsertBatches`, each
   * page and each batch. A wait that would take longer is not begun: the error of the attempt before is thrown at once,
   * or a TimeoutError where there was none.
   *
   * @default the client's `deadlineMs`
   */
  readonly deadlineMs?: number | undefined;
  /**
   * How often a request that failed is sent again, where that is harmless and may help. 0 turns that off.
   *
   * @default the client's `retry.maxRetries`
   */
  readonly maxRetries?: number | undefined;
  /** Headers to send in addition, for tracing for example. Those that the client itself sends cannot be replaced. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Checks for the options that every method takes. */
export const CALL_CHECKS: OptionChecks<CallOptions> = {
  signal: optional(checkSignal),
  timeoutMs: optional(checkMilliseconds),
  deadlineMs: optional(checkMilliseconds),
  maxRetries: optional(checkWholeNumber),
  headers: optional(checkHeaders),
};

/** Checks for the options of methods that make one request. */
export const SINGLE_CHECKS = { ...CALL_CHECKS, dryRun: optional(checkBoolean) };

/**
 * Checks the options of a call and copies them.
 *
 * @param checks For all options that the method takes.
 * @throws InvalidRequestError for an unknown option or an unusable value.
 */
export function checkCallOptions<Options extends CallOptions>(
  options: Options,
  checks: Readonly<Record<string, OptionCheck>>,
): Options {
  if (!isPlainObject(options) || !isPlainObject(options.headers)) return checkOptions(options, checks);
  return checkOptions({ ...options, headers: { ...options.headers } }, checks);
}
