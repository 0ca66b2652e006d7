import type { OperationId } from '../../../generated/operations.js';
import type { BulkOperation } from '../../bulk/send-chunk.js';
import type { CustomersClient } from '../../index.js';
import { customerIdFor, EMAIL_LOOK_UP, type EmailRecord, emailReader } from '../look-up/emails.js';
import type { FoundCustomer, Included } from '../look-up/match-customers.js';
import { shown } from '../text.js';
import { chosenColumn, type RecordKind } from './columns.js';
import { FieldError, readInteger, type SourceRecord, type SourceTable } from './record.js';

/** A bulk operation of any kind. */
export type AnyOperation<Value> = BulkOperation<OperationId, Value, unknown>;

/**
 * What a command does with a list of any length.
 *
 * @typeParam Value What is sent.
 * @typeParam Read What the records of the input say: the same, or an e-mail address whose customer is looked up first.
 */
export interface Task<Value, Read = Value> {
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
   * Asks the store for what the reader needs to know.
   *
   * @param cancellation To be called before the first request.
   * @returns Whether there was anything to ask.
   */
  prepare?(client: CustomersClient, tables: readonly SourceTable[], cancellation: () => AbortSignal): Promise<boolean>;
  /**
   * Makes a reader for the records of one input. A record can ask for several things, one for each of some columns.
   *
   * @throws InputError when it does not have the columns, or is about something else.
   */
  reader(table: SourceTable): (record: SourceRecord) => readonly Read[];
  /** What people should know once all records have been read. */
  notes?(): readonly string[];
  /** Whether sending it would erase what the store has. */
  isBlank?(read: Read): boolean;
  /** Names it in messages. */
  describe(read: Read): string;
  /** The column that it is from, where each of several columns is for something of its own. */
  columnOf?(read: Read): string | undefined;
  /** Absent where records have ids. */
  readonly byEmail?: ByEmail<Read>;
  /**
   * Makes what is sent.
   *
   * @param customer The customer that has the e-mail address, where there is one.
   * @throws FieldError when there is nothing to send for this customer.
   */
  valueOf(read: Read, customer?: FoundCustomer): Value;
  /** How values are sent to the server at this URL. */
  operation(serverUrl: string): AnyOperation<Value>;
}

/** How the customers of records are looked up by e-mail address. */
export interface ByEmail<Read> {
  /** `undefined` for a record that has an id. */
  emailOf(read: Read): string | undefined;
  /** What it is about besides the customer, such as one of the customer's attributes. */
  topicOf?(read: Read): string;
  /** What has to be known of each customer besides its id. */
  readonly include?: Included;
}

/** What a record asks for, before its e-mail address is looked up. */
export interface Wanted<Read> {
  readonly read: Read;
  /** Only one of those with the same key is sent. */
  readonly key: string;
  readonly source: SourceRecord;
}

/** Something to send, with the record that it comes from. */
export interface Item<Value> {
  readonly value: Value;
  /** Identifies what it is about. */
  readonly key: string;
  readonly source: SourceRecord;
  /** The column of the record that it is from, where each of several columns is for something of its own. */
  readonly column?: string | undefined;
  /** The customer that was found by e-mail address. */
  readonly customerId?: number;
}

/** `1 customer`, `1,200 customers`. */
export function counted(count: number, { one, many }: Task<unknown>['nouns']): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** What the tasks that delete have in common. */
type Deletion = Pick<Task<number>, 'command' | 'nouns' | 'warning' | 'operation'>;

const DELETION = { participle: 'deleted', confirmed: 'accepted for deletion', verb: 'Delete' } as const;

/**
 * A task that deletes things by their numeric ids, one from each record.
 *
 * @param column The column of the ids, where the user names it.
 */
export function deletionTask(kind: RecordKind, column: string | undefined, task: Deletion): Task<number> {
  return {
    ...DELETION,
    ...task,
    reader: (table) => {
      const from = chosenColumn(table, kind, column);
      return (record) => [readId(record, from, kind)];
    },
    describe: (id) => `${task.nouns.one} ${id}`,
    valueOf: (id) => id,
  };
}

/** @throws FieldError when the field is no id. */
function readId(record: SourceRecord, column: string, { emailColumns }: RecordKind): number {
  const field = record.fields[column];
  if (emailColumns && typeof field === 'string' && field.includes('@'))
    throw new FieldError(`${column} ${shown(field)} is not an integer; it is an e-mail address: pass --by email`);
  return readInteger(record, column);
}

/** A task that deletes customers by their e-mail addresses, one from each record. */
export function deletionByEmail(
  kind: RecordKind,
  column: string | undefined,
  task: Deletion,
): Task<number, EmailRecord> {
  return {
    ...DELETION,
    ...task,
    reader: (table) => emailReader(table, kind, column),
    describe: () => 'this e-mail address',
    byEmail: EMAIL_LOOK_UP,
    valueOf: customerIdFor,
  };
}
