import { type CustomersClient, InvalidRequestError, type RequestIssue, type RequestPreview } from '../../index.js';
import { FieldError, InputError, type SourceRecord } from './record.js';
import { type Item, portionsOf, type Task } from './task.js';

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

/** What would be sent. */
export interface Plan {
  readonly requestCount: number;
  /** The first few requests. */
  readonly requests: readonly RequestPreview[];
}

/**
 * Lets the client check all items and make their requests, without sending any.
 *
 * @throws InputError with the places of items that the client does not take.
 */
export async function planItems<Value>(
  client: CustomersClient,
  task: Task<Value>,
  items: readonly Item<Value>[],
): Promise<Plan> {
  let requestCount = 0;
  const requests: RequestPreview[] = [];
  const problems: string[] = [];
  for (const portion of portionsOf(items, task.portions.size)) {
    try {
      const plan = await task.preview(
        client,
        portion.map(({ value }) => value),
      );
      requestCount += plan.requests.length;
      requests.push(...plan.requests.slice(0, SHOWN_REQUESTS - requests.length));
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error;
      problems.push(...error.issues.map((issue) => describeIssue(issue, portion)));
    }
  }
  if (problems.length > 0) throw new InputError([...new Set(problems)]);
  return { requestCount, requests };
}

/** The client names positions in the list that it was given: `ids[16]`, `values[16].value`. */
function describeIssue({ path, message }: RequestIssue, portion: readonly Item<unknown>[]): string {
  const [, list, position, member] = /^(\w+)\[(\d+)\](?:\.(\w+))?$/.exec(path) ?? [];
  const item = portion[Number(position)];
  if (!item) return `${path} ${message}`;
  return `${item.source.place}: ${member ?? singular(list)} ${message}`;
}

function singular(list = ''): string {
  return list.replace(/s$/, '');
}

const SHOWN_REQUESTS = 5;
