import type { OperationId } from '../../../generated/operations.js';
import type { BulkOperation } from '../../bulk/send-chunk.js';
import { chosenColumnOf, idColumnOf, type RecordKind } from './columns.js';
import { readInteger, type SourceRecord, type SourceTable } from './record.js';

/** A bulk operation of any kind. */
export type AnyOperation<Value> = BulkOperation<OperationId, Value, unknown>;

/** What a command does with a list of any length. */
export interface Task<Value> {
  /** The command as it is typed: `customers delete`. */
  readonly command: string;
  /** What the command works on within the store, if anything: `segment 6f0f0c1e-…`. */
  readonly target?: string;
  readonly nouns: { readonly one: string; readonly many: string };
  /** Past participle for plans: `deleted`. */
  readonly participle: string;
  /** What the store has confirmed once it has responded: `accepted for deletion`, where it does not say what it did. */
  readonly confirmed: string;
  /** Imperative for the question, for commands that ask before they send: `Delete`. */
  readonly verb?: string;
  /** What people should know before they confirm. */
  readonly warning?: string;
  /**
   * Makes a reader for the records of one input.
   *
   * @throws InputError when it does not have the columns, or is about something else.
   */
  reader(table: SourceTable): (record: SourceRecord) => Value;
  /** What people should know once all records have been read. */
  notes?(): readonly string[];
  /** Whether sending a value would erase what the store has. */
  isBlank?(value: Value): boolean;
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
 * @param column The column of the ids, where the user names it.
 */
export function deletionTask(
  kind: RecordKind,
  column: string | undefined,
  task: Pick<Task<number>, 'command' | 'nouns' | 'warning' | 'operation'>,
): Task<number> {
  return {
    ...task,
    participle: 'deleted',
    confirmed: 'accepted for deletion',
    verb: 'Delete',
    reader: (table) => {
      const from = chosenColumn(table, kind, column);
      return (record) => readInteger(record, from);
    },
    describe: (id) => `${task.nouns.one} ${id}`,
  };
}

/** The column that the user names, or else the one that the records should have. */
export function chosenColumn(table: SourceTable, kind: RecordKind, column: string | undefined): string {
  return column === undefined ? idColumnOf(table, kind) : chosenColumnOf(table, column, kind);
}
