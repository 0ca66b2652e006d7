import { CALL_CHECKS, type CallOptions } from '../transport/call-options.js';
import { checkBoolean, checkFunction, type OptionChecks, optional } from '../transport/check-options.js';
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

/** Checks for the options that methods with any number of items take. */
export const BULK_CHECKS: OptionChecks<BulkOptions> = {
  ...CALL_CHECKS,
  isolateInvalid: optional(checkBoolean),
  onProgress: optional(checkFunction),
};
