import type { OperationId } from '../../generated/operations.js';
import { BigCommerceError } from './base.js';

/** What became of the items of a bulk call, each list in input order. */
export interface BulkReport<Item, Result> {
  /** The store has carried these out. */
  readonly done: readonly Item[];
  /** What the store answered for the items that are done, where it answers with records. */
  readonly results: readonly Result[];
  /**
   * The store has refused the request that these were in. Sending them again unchanged is likely to be refused again.
   * Whether such a request can take effect in part is not documented for every operation.
   */
  readonly failed: readonly Item[];
  /** These were sent, but the answer does not tell whether they had an effect. */
  readonly unknown: readonly Item[];
  /** These were not sent, or turned away at the door: too many requests, or a token that is not accepted. */
  readonly unsent: readonly Item[];
  /** Why items are not done: one entry for each error, with those that it is about. */
  readonly failures: readonly BulkFailure<Item>[];
}

/** Items of a bulk call that are not done for one and the same reason. */
export interface BulkFailure<Item> {
  readonly status: 'failed' | 'unknown' | 'unsent';
  /** In input order. Where one was set aside from a request that was refused, that one alone. */
  readonly items: readonly Item[];
  readonly error: BigCommerceError;
}

/**
 * A bulk call did not get through all of its items. Nothing that succeeded is lost: see `done` and `results`. The error
 * that stopped it, or else the first, is the `cause`, and `attempts` are those of the call that it ended. To resume when that is dealt with, pass `unknown` and `unsent` again, and what is worth
 * it of `failed`; all bulk operations may be repeated. Items are as they were when they were sent.
 *
 * Thrown when the items took several requests and something may have taken effect, or when the store reports that a
 * request worked in part. A call that fits into one request, or whose first request was turned away, throws that
 * request's own error.
 */
export class BulkError<Item = unknown, Result = unknown> extends BigCommerceError implements BulkReport<Item, Result> {
  override readonly name = 'BulkError';
  declare readonly cause: BigCommerceError;
  readonly done: readonly Item[];
  readonly results: readonly Result[];
  readonly failed: readonly Item[];
  readonly unknown: readonly Item[];
  readonly unsent: readonly Item[];
  readonly failures: readonly BulkFailure<Item>[];

  constructor(report: BulkReport<Item, Result>, details: { operationId: OperationId; cause: BigCommerceError }) {
    const { done, failed, unknown, unsent, failures } = report;
    const { cause } = details;
    const total = done.length + failed.length + unknown.length + unsent.length;
    const counts = Object.entries({ failed, 'of unknown outcome': unknown, 'not sent': unsent })
      .filter(([, items]) => items.length > 0)
      .map(([label, items]) => `${items.length} ${label}`);
    const reason = failures.length > 1 ? `One of ${failures.length} reasons` : 'The reason';
    super(`${done.length} of ${total} items done, ${counts.join(', ')}. ${reason}: ${cause.message}`, {
      ...details,
      attempts: cause.attempts,
    });
    this.done = done;
    this.results = report.results;
    this.failed = failed;
    this.unknown = unknown;
    this.unsent = unsent;
    this.failures = failures;
  }
}
