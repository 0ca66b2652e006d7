import { FieldError } from './fields.js';
import { InputError } from './input-error.js';
import type { SourceRecord } from './source-record.js';
import type { Item, Task } from './task.js';

/**
 * Reads what is to be sent out of records.
 *
 * @throws InputError with everything that is wrong in them.
 */
export function readItems<Value>(
  task: Task<Value>,
  records: readonly SourceRecord[],
  column: string | undefined,
): Item<Value>[] {
  // A file that is empty by accident must not look like a job that is done.
  if (records.length === 0) throw new InputError([`there are no ${task.nouns.many} in the input`]);
  const read = task.reader(records, column);
  const problems: string[] = [];
  const items = records.flatMap((source): Item<Value>[] => {
    try {
      const value = read(source);
      return [{ value, key: task.keyOf(value), source }];
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      problems.push(`${source.place}: ${error.message}`);
      return [];
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return items;
}

export interface Distinct<Value> {
  /** One for each key, in the order of the input. */
  readonly items: readonly Item<Value>[];
  /** A line for each item that is left out. */
  readonly notes: readonly string[];
}

/** Leaves one item of each key, and says which ones stand more than once. */
export function distinctItems<Value>(task: Task<Value>, all: readonly Item<Value>[]): Distinct<Value> {
  const kept = new Map<string, Item<Value>>();
  const notes: string[] = [];
  for (const item of all) {
    const former = kept.get(item.key);
    if (!former || task.lastCounts) kept.set(item.key, item);
    if (!former) continue;
    const counts = task.lastCounts ? `; ${item.source.place} counts` : '';
    notes.push(`${item.source.place}: ${task.describe(item.value)} stands at ${former.source.place} already${counts}`);
  }
  return { items: all.filter((item) => kept.get(item.key) === item), notes };
}
