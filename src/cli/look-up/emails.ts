import { chosenColumn, columnsNamed, type RecordKind, type WantedField } from '../data/columns.js';
import { FieldError, readWord, type SourceRecord, type SourceTable } from '../data/record.js';
import { hasUnseen, shown } from '../text.js';
import type { FoundCustomer } from './match-customers.js';

/** Columns with e-mail addresses, as lists of customers name them. */
export const EMAIL_COLUMNS = ['email', 'email_address'];

/** A record that has an e-mail address in place of an id. */
export interface EmailRecord {
  readonly email: string;
  /** The customer ids that the record has as well. */
  readonly claimedIds: readonly string[];
}

/**
 * Makes a reader for records with e-mail addresses.
 *
 * @param kind What the records should be about.
 * @param column The column of the addresses, where the user names it.
 * @throws InputError when there is no such column, or the records may be about something else.
 */
export function emailReader(
  table: SourceTable,
  kind: RecordKind,
  column: string | undefined,
): (record: SourceRecord) => readonly EmailRecord[] {
  const idColumns = isBareList(table) ? [BARE] : EMAIL_COLUMNS;
  const from = column === undefined && isBareList(table) ? BARE : chosenColumn(table, { ...kind, idColumns }, column);
  const claimed = columnsNamed(table, CUSTOMER_ID);
  return (record) => [
    { email: readEmail(record, from), claimedIds: claimed.flatMap((name) => textOf(record.fields[name]) ?? []) },
  ];
}

/** How records with addresses are looked up. Two that name different customers are not duplicates: one of them is wrong. */
export const EMAIL_LOOK_UP = {
  emailOf: ({ email }: EmailRecord) => email,
  topicOf: ({ claimedIds }: EmailRecord) => claimedIds.join(' '),
};

const CUSTOMER_ID: WantedField = { names: ['customer_id'] };

/** The member that a text by itself becomes. */
const BARE = 'id';

/** A JSON list of texts, or lines of texts. */
function isBareList({ csv, columns }: SourceTable): boolean {
  return csv === undefined && columns.length === 1 && columns[0] === BARE;
}

function textOf(field: unknown): string | undefined {
  const text = String(field ?? '').trim();
  return text === '' ? undefined : text;
}

/**
 * Reads an address without the spaces around it. The client checks its form.
 *
 * @throws FieldError when it is missing, or has characters that nobody sees: it could be another address than the one that is shown.
 */
export function readEmail(record: SourceRecord, column: string): string {
  const email = readWord(record, column);
  if (hasUnseen(email))
    throw new FieldError(
      `${column} ${shown(email)} has invisible characters, which are shown here by their codes; remove them`,
    );
  return email;
}

/**
 * The id of the customer that has the address of a record.
 *
 * @throws FieldError when the record names another customer.
 */
export function customerIdFor({ claimedIds }: EmailRecord, customer: FoundCustomer | undefined): number {
  if (!customer) throw new FieldError('the customer was not looked up');
  const claimedId = claimedIds.find((id) => id !== String(customer.id));
  if (claimedId !== undefined)
    throw new FieldError(`the record has customer_id ${shown(claimedId)}, but this address is customer ${customer.id}`);
  return customer.id;
}
