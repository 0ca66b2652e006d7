import type { BulkOptions, CustomersClient, DryRun } from '../../index.js';
import { columnOf, readInteger, refuseColumns, type SourceRecord } from './record.js';

/** One of the things that can be done with a list of any length, in terms of the client. */
export interface Task<Value> {
  /** As it is typed: `customers delete`. */
  readonly command: string;
  /** What it is done to, besides the store: the segment. */
  readonly target?: string;
  readonly nouns: { readonly one: string; readonly many: string };
  /** What was done: `deleted`. */
  readonly participle: string;
  /** What is going to be done, for commands that ask before: `Delete`. */
  readonly verb?: string;
  /** What else people should know before they agree. */
  readonly warning?: string;
  /** Makes a reader of records that all come from one input. */
  reader(records: readonly SourceRecord[], column: string | undefined): (record: SourceRecord) => Value;
  /** Of values with the same key, one is enough. */
  keyOf(value: Value): string;
  /** What a value is called where it stands twice. */
  describe(value: Value): string;
  /** Whether the last of several values with the same key is the one that counts. Otherwise they are the same anyway. */
  readonly lastCounts: boolean;
  readonly portions: Portions;
  send(client: CustomersClient, values: readonly Value[], options: BulkOptions): Promise<unknown>;
  preview(client: CustomersClient, values: readonly Value[]): Promise<DryRun>;
}

/** Something to send, and the record that it comes from. */
export interface Item<Value> {
  readonly value: Value;
  readonly key: string;
  readonly source: SourceRecord;
}

/** `1 customer`, `1,200 customers`. */
export function counted(count: number, { one, many }: Task<unknown>['nouns']): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/**
 * What all tasks have in common that take whole numbers, one of each record.
 *
 * @param columnsOfOthers A file with one of these is of something else, unless the column is named.
 */
export function idTask(
  columns: readonly string[],
  task: Pick<Task<number>, 'command' | 'nouns' | 'warning' | 'send' | 'preview'>,
  columnsOfOthers: readonly string[] = [],
): Task<number> {
  return {
    ...task,
    participle: 'deleted',
    verb: 'Delete',
    reader: (records, column) => {
      const from = columnOf(records, column === undefined ? columns : [column]);
      if (column === undefined) refuseColumns(records, columnsOfOthers, from);
      return (record) => readInteger(record, from);
    },
    keyOf: String,
    describe: (id) => `${task.nouns.one} ${id}`,
    lastCounts: false,
    portions: ID_PORTIONS,
  };
}

/** A request has some hundreds of ids. One call after the other, so that a mistake can be stopped. */
export const ID_PORTIONS = { size: 500, atOnce: 1 };

/** How items are handed to the client. What a call has done is noted when it ends. */
export interface Portions {
  /** Items in one call. */
  readonly size: number;
  /** Calls at once. */
  readonly atOnce: number;
}

export function* portionsOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
