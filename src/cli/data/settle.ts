import { isAboutItems, outcomeOf } from '../../bulk/send-chunk.js';
import { BulkError } from '../../errors/bulk-error.js';
import type { BigCommerceError } from '../../index.js';
import { reasonsFor } from './reasons.js';
import type { Item } from './task.js';

/** An item that is not done, and why. */
export interface Failure<Value> {
  readonly item: Item<Value>;
  readonly status: 'failed' | 'unknown' | 'unsent';
  readonly reason: string;
}

/** What became of a portion whose call ended with an error. */
export interface Settled<Value> {
  readonly done: readonly Item<Value>[];
  readonly failures: readonly Failure<Value>[];
  /** Whether what is wrong would be wrong for other items as well. */
  readonly isHopeless: boolean;
}

export function settle<Value>(
  error: BigCommerceError,
  portion: readonly Item<Value>[],
  keyOf: (value: Value) => string,
): Settled<Value> {
  if (!(error instanceof BulkError)) {
    const status = outcomeOf(error, portion.length);
    const reasons = reasonsFor(error, portion.length);
    const failures = portion.map((item, at) => ({ item, status, reason: reasons[at] ?? error.message }));
    return { done: [], failures, isHopeless: !isAboutItems(error) };
  }
  const report: BulkError<Value> = error;
  const done = new Set(report.done.map(keyOf));
  const reasons = new Map(
    report.failures.flatMap(({ items, error }) => {
      const each = reasonsFor(error, items.length);
      return items.map((item, at) => [keyOf(item), each[at]]);
    }),
  );
  const failed = new Set(report.failed.map(keyOf));
  const unknown = new Set(report.unknown.map(keyOf));
  const failures = portion
    .filter(({ key }) => !done.has(key))
    .map((item): Failure<Value> => {
      const status = failed.has(item.key) ? 'failed' : unknown.has(item.key) ? 'unknown' : 'unsent';
      return { item, status, reason: reasons.get(item.key) ?? `not sent after: ${report.cause.message}` };
    });
  return {
    done: portion.filter(({ key }) => done.has(key)),
    failures,
    isHopeless: !isAboutItems(report.cause),
  };
}
