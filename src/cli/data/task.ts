import type { BulkOptions, CustomersClient, DryRun } from '../../index.js';
import type { Portions } from './portions.js';
import type { SourceRecord } from './source-record.js';

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
