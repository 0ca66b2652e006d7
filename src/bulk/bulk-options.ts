import { type CallOptions, checkCallOptions } from '../transport/call-options.js';
import { checkBoolean, checkFunction, type OptionCheck, optional } from '../transport/check-options.js';
import type { ProgressListener } from './progress.js';

/** Options of methods that take any number of items. */
export interface BulkOptions extends CallOptions {
  /**
   * When the store refuses a request and names the items that it does not accept, these are set aside, and the others are
   * sent again without them. Otherwise all items of the request count as failed.
   *
   * @default true
   */
  readonly isolateInvalid?: boolean | undefined;
  /** Is told how far the call has come, after each request. What it throws is ignored. */
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * Checks the options of a bulk method and copies them.
 *
 * @throws InvalidRequestError for an unknown option or an unusable value.
 */
export function checkBulkOptions<Options extends BulkOptions>(
  options: Options,
  more: Readonly<Record<string, OptionCheck>>,
): Options {
  return checkCallOptions(options, { ...more, ...CHECKS });
}

const CHECKS = { isolateInvalid: optional(checkBoolean), onProgress: optional(checkFunction) };
