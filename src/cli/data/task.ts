import type { OperationId } from '../../../generated/operations.js';
import type { BulkOperation } from '../../bulk/send-chunk.js';
import { columnOf, readInteger, refuseColumns, type SourceRecord } from './record.js';

/** A bulk operation of any kind. */
export type AnyOperation<Value> = BulkOperation<OperationId, Value, unknown>;

/** What a command does with a list of any length. */
export interface Task<Value> {
  /** The command as it is typed: `customers delete`. */
  readonly command: string;
  /** What the command works on within the store, if anything: `segment 6f0f0c1e-…`. */
  readonly target?: string;
  readonly nouns: { readonly one: string; readonly many: string };
  /** Past participle for the summary: `deleted`. */
  readonly participle: string;
  /** Imperative for the question, for commands that ask before they send: `Delete`. */
  readonly verb?: string;
  /** What people should know before they agree. */
  readonly warning?: string;
  /** Makes a reader for the records of one input. */
  reader(records: readonly SourceRecord[], column: string | undefined): (record: SourceRecord) => Value;
  /** Names a value in messages. */
  describe(value: Value): string;
  /** How values are sent to the server at this URL. */
  operation(serverUrl: string): AnyOperation<Value>;
}

/** Something to send, with the record that it comes from. */
export interface Item<Value> {
  readonly value: Value;
  /** Items with the same key are about the same thing; only one of them is sent. */
  readonly key: string;
  readonly source: SourceRecord;
}

/** `1 customer`, `1,200 customers`. */
export function counted(count: number, { one, many }: Task<unknown>['nouns']): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/**
 * A task that deletes things by their numeric ids, one from each record.
 *
 * @param columns Names that the column of the ids may have.
 * @param foreignColumns Columns of other kinds of files. Such a file is refused unless the column of the ids is named.
 */
export function deletionTask(
  columns: readonly string[],
  task: Pick<Task<number>, 'command' | 'nouns' | 'warning' | 'operation'>,
  foreignColumns: readonly string[] = [],
): Task<number> {
  return {
    ...task,
    participle: 'deleted',
    verb: 'Delete',
    reader: (records, column) => {
      const from = columnOf(records, column === undefined ? columns : [column]);
      if (column === undefined) refuseColumns(records, foreignColumns, from);
      return (record) => readInteger(record, from);
    },
    describe: (id) => `${task.nouns.one} ${id}`,
  };
}
