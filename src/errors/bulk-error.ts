import type { OperationId } from '../../generated/operations.js';
import type { BulkItems } from '../types.js';
import { BigCommerceError } from './base.js';

/** What became of the items of a bulk call. Each list holds the objects that you passed, in their order. */
export interface BulkReport<Item, Result> {
  /** The store has confirmed these. */
  readonly done: readonly Item[];
  /** The records that the store returned, one for each item of `done`. Empty for operations that return none. */
  readonly results: readonly Result[];
  /**
   * The store refused the request that these were in, and is likely to refuse it again. For some operations it is not
   * documented whether a refused request can take effect in part.
   */
  readonly failed: readonly Item[];
  /**
   * These were sent, and may or may not have taken effect: after a timeout, a broken connection, a 5xx, or a success that the
   * document does not declare or that does not confirm them.
   */
  readonly unknown: readonly Item[];
  /** These were not sent, or were turned away with 401, 403 or 429. They have not taken effect. */
  readonly unsent: readonly Item[];
  /** Why items are not done: one entry for each error. Items that were not even tried are in none of them. */
  readonly failures: readonly BulkFailure<Item>[];
}

/** Items of a bulk call that are not done because of the same error. */
export interface BulkFailure<Item> {
  readonly status: 'failed' | 'unknown' | 'unsent';
  /** In the order of your list. A refused item that was set aside from its request is here alone. */
  readonly items: readonly Item[];
  /** The position of each of `items` in your list, counted from 0. */
  readonly indexes: readonly number[];
  readonly error: BigCommerceError;
  /** Identifies the response to BigCommerce support, if there was one that says so. */
  readonly requestId: string | undefined;
}

/**
 * A bulk call that did not complete. Nothing that succeeded is lost: see `done` and `results`. `cause` is the error that
 * stopped the call, or else the first one, and `attempts` are the attempts of its request. To resume once the cause is dealt
 * with, pass `unknown` and `unsent` again, and those of `failed` that are worth another try: all bulk operations can be
 * repeated safely.
 *
 * It is thrown when the items took several requests and some may have taken effect, or when the store reports that a request
 * worked in part. If all items fit into one request, or nothing got past the first one, you get the error of that request.
 *
 * After `instanceof`, compare `operationId` with the operation that you called, and the compiler knows the types of the items.
 */
export class BulkError<Item = unknown, Result = unknown, Id extends OperationId = OperationId>
  extends BigCommerceError
  implements BulkReport<Item, Result>
{
  /** `instanceof` finds out which operations there are. A generic class by itself would be narrowed to `any` items. */
  declare static readonly [Symbol.hasInstance]: (value: unknown) => value is AnyBulkError;
  override readonly name = 'BulkError';
  declare readonly operationId: Id;
  declare readonly cause: BigCommerceError;
  readonly done: readonly Item[];
  readonly results: readonly Result[];
  readonly failed: readonly Item[];
  readonly unknown: readonly Item[];
  readonly unsent: readonly Item[];
  readonly failures: readonly BulkFailure<Item>[];

  constructor(report: BulkReport<Item, Result>, details: { operationId: Id; cause: BigCommerceError }) {
    const { done, failed, unknown, unsent, failures } = report;
    const { cause } = details;
    const total = done.length + failed.length + unknown.length + unsent.length;
    const counts = Object.entries({ failed, 'of unknown outcome': unknown, 'not sent': unsent })
      .filter(([, items]) => items.length > 0)
      .map(([label, items]) => `${items.length} ${label}`);
    const reason = failures.length > 1 ? `One of ${failures.length} reasons` : 'The reason';
    const indexes = failures.find(({ error }) => error === cause)?.indexes ?? [];
    // The store counts within one request, so its message alone would name another item.
    const where = indexes.length === 1 ? `, for item ${indexes[0]} of your list` : '';
    super(`${done.length} of ${total} items done, ${counts.join(', ')}. ${reason}${where}: ${cause.message}`, {
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

type AnyBulkError = {
  [Id in keyof BulkItems]: BulkError<BulkItems[Id]['item'], BulkItems[Id]['result'], Id>;
}[keyof BulkItems];
