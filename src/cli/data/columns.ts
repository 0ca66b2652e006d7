import { InputError } from '../command.js';
import { listed, shown } from '../text.js';
import type { SourceTable } from './record.js';

/** What a command needs from each record. */
export interface WantedField {
  /** Names that its column may have. */
  readonly names: readonly string[];
  /** Whether the user named the column. Then the very name is not in doubt. */
  readonly isChosen?: boolean;
}

/**
 * Finds the columns of fields. Names match without regard to case, spaces and underscores: `Customer ID` is `customer_id`.
 *
 * @returns The names of the columns in the table, in the order of the fields.
 * @throws InputError with all fields that no column has, or with two columns that could both be meant.
 */
export function columnsOf(
  table: SourceTable,
  fields: readonly WantedField[],
  { origin, emailColumns = [] }: Pick<RecordKind, 'origin' | 'emailColumns'> = {},
): string[] {
  const found = fields.map((field) => columnsNamed(table, field));
  const missing = fields.filter((_, at) => found[at]?.length === 0);
  if (missing.length > 0) {
    const names = listed(missing.map((field) => listed(field.names.map(shown), 'or')));
    const columns = table.columns.map(shown).join(', ');
    const advice = origin
      ? `${origin}; if their column has another name, pass --column`
      : `Rename ${missing.length === 1 ? 'it' : 'them'}, or pass --column`;
    const hasEmails = columnsNamed(table, { names: emailColumns }).length > 0;
    const more = hasEmails ? '. To look customers up by e-mail address, pass --by email' : '';
    throw new InputError([
      `${table.place}: no column ${names}; the columns are ${columns || 'none'}. ${advice}${more}`,
    ]);
  }
  return found.map(([column = '', second]) => {
    if (second === undefined) return column;
    throw new InputError([
      `${table.place}: there are both ${shown(column)} and ${shown(second)}; choose one with --column, or remove one`,
    ]);
  });
}

/** The columns that a field could be in, if any. */
export function columnsNamed(
  { columns }: Pick<SourceTable, 'columns'>,
  { names, isChosen = false }: WantedField,
): string[] {
  return names.flatMap((name) => {
    if (isChosen && columns.includes(name)) return [name];
    return columns.filter((column) => plainName(column) === plainName(name));
  });
}

/** For comparing names without regard to case, spaces and underscores. */
export function plainName(column: string): string {
  return column.toLowerCase().replace(/[\s_]+/g, '');
}

/** What people delete by a column of ids. */
export interface RecordKind {
  /** `customer`. */
  readonly noun: string;
  /** Names of the column with the ids. A bare `id` can be the id of anything. */
  readonly idColumns: readonly string[];
  /** Columns with the ids of something else, which cannot be chosen either. */
  readonly otherIds?: readonly string[];
  /** Where the ids come from. */
  readonly origin?: string;
  /** Columns that show that a file is about this kind. */
  readonly own: readonly string[];
  /** Columns that records of this kind have, and others as well, besides {@link COMMON_COLUMNS}. */
  readonly shared?: readonly string[];
  /** Columns that rule out even a column with a full name, such as `customer_id`. */
  readonly foreign?: readonly string[];
  /** Columns of e-mail addresses, where those can be in place of ids. */
  readonly emailColumns?: readonly string[];
}

/** The column that the user names, or else the one that the records should have. */
export function chosenColumn(table: SourceTable, kind: RecordKind, column: string | undefined): string {
  return column === undefined ? idColumnOf(table, kind) : chosenColumnOf(table, column, kind);
}

/** @throws InputError when there is no such column, or it has the ids of something else. */
function chosenColumnOf(table: SourceTable, column: string, { noun, otherIds = [], origin }: RecordKind): string {
  if (includesName(otherIds, column)) {
    const from = origin === undefined ? '' : `. ${origin}`;
    throw new InputError([`${table.place}: ${shown(column)} is not the id of a ${noun}${from}`]);
  }
  return columnsOf(table, [{ names: [column], isChosen: true }])[0] ?? '';
}

/**
 * Finds the column of the ids. A bare `id` has to be the only column, or the others have to show whose id it is: deleting the
 * wrong records cannot be undone, and no list of the columns of everything else is complete.
 *
 * @throws InputError when there is none, or when these may be the ids of something else.
 */
function idColumnOf(table: SourceTable, kind: RecordKind): string {
  const [column = ''] = columnsOf(table, [{ names: kind.idColumns }], kind);
  const others = table.columns.filter(
    (name) => name !== column && !isEmptyColumn(table, name) && !includesName(ADDED, name),
  );
  const doubt = doubtOf(column, others, kind);
  if (doubt === undefined) return column;
  const option = `--column ${/^\w+$/.test(column) ? column : JSON.stringify(column)}`;
  throw new InputError([`${table.place}: ${doubt}; pass ${option} if this is the right file`]);
}

/** Why other columns leave it open what a column has the ids of, if so. */
function doubtOf(column: string, others: readonly string[], kind: RecordKind): string | undefined {
  const { noun, own, shared = [], foreign = [] } = kind;
  const isBare = plainName(column) === 'id';
  const known = [...own, ...shared, ...COMMON_COLUMNS];
  const stranger = others.find((name) => includesName(foreign, name) || (isBare && !includesName(known, name)));
  if (stranger !== undefined)
    return `lists of ${noun}s have no column ${shown(stranger)}, so ${shown(column)} may be the id of something else`;
  if (!isBare || others.length === 0 || others.some((name) => includesName(own, name))) return undefined;
  return `lists of other things have ${listed([column, ...others].map(shown))} as well, so ${shown(column)} may not be the id of a ${noun}`;
}

function includesName(names: readonly string[], column: string): boolean {
  return names.some((name) => plainName(name) === plainName(column));
}

/** Spreadsheets write columns without names and contents where something was cleared. */
export function isEmptyColumn({ records }: SourceTable, column: string): boolean {
  return column === '' && records.every(({ fields }) => fields[column] === undefined);
}

/** Columns that failures files add. */
export const ADDED = ['failure_status', 'failure_reason'];

/** Columns that say nothing about what a record is. */
const COMMON_COLUMNS =
  'note notes comment comments remark remarks reason date_created date_modified created_at updated_at'.split(' ');
