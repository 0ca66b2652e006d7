import { InputError } from '../command.js';
import { listed, shown } from '../text.js';
import type { SourceTable } from './record.js';

/** What a command needs from each record. */
export interface WantedField {
  /** Names that its column may have. */
  readonly names: readonly string[];
}

/**
 * Finds the columns of fields. Names match without regard to case, spaces and underscores: `Customer ID` is `customer_id`.
 *
 * @returns The names of the columns in the table, in the order of the fields.
 * @throws InputError with all fields that no column has, or with two columns that could both be meant.
 */
export function columnsOf(table: SourceTable, fields: readonly WantedField[], origin?: string): string[] {
  const found = fields.map(({ names }) => columnsNamed(table, names));
  const missing = fields.filter((_, at) => found[at]?.length === 0);
  if (missing.length > 0) {
    const names = listed(missing.map((field) => listed(field.names.map(shown), 'or')));
    const columns = table.columns.map(shown).join(', ');
    const advice = origin
      ? `${origin}; if their column has another name, pass --column`
      : `Rename ${missing.length === 1 ? 'it' : 'them'}, or pass --column`;
    throw new InputError([`${table.place}: no column ${names}; the columns are ${columns || 'none'}. ${advice}`]);
  }
  return found.map(([column = '', second]) => {
    if (second === undefined) return column;
    throw new InputError([
      `${table.place}: there are both ${shown(column)} and ${shown(second)}; choose one with --column, or remove one`,
    ]);
  });
}

function columnsNamed({ columns }: SourceTable, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    // A name as it stands in the file is not in doubt.
    if (columns.includes(name)) return [name];
    return columns.filter((column) => plainName(column) === plainName(name));
  });
}

function plainName(column: string): string {
  return column.toLowerCase().replace(/[\s_]+/g, '');
}

/** What people delete by a column of ids, with the columns that show that a file is about something else. */
export interface RecordKind {
  /** `customer`. */
  readonly noun: string;
  /** Names of the column with the ids. A bare `id` can be the id of anything. */
  readonly idColumns: readonly string[];
  /** Columns with the ids of something else, which cannot be chosen either. */
  readonly otherIds?: readonly string[];
  /** Where the ids come from. */
  readonly origin?: string;
  /** Columns that records of this kind have. */
  readonly own: readonly string[];
  /** Words in the names of columns that records of this kind do not have, besides those that only other things have. */
  readonly foreignWords?: readonly string[];
  /** Columns that rule out even a column with a full name, such as `customer_id`. */
  readonly foreignColumns?: readonly string[];
}

/** @throws InputError when there is no such column, or it has the ids of something else. */
export function chosenColumnOf(
  table: SourceTable,
  column: string,
  { noun, otherIds = [], origin }: RecordKind,
): string {
  if (otherIds.some((name) => plainName(name) === plainName(column))) {
    const from = origin === undefined ? '' : `. ${origin}`;
    throw new InputError([`${table.place}: ${shown(column)} is not the id of a ${noun}${from}`]);
  }
  return columnsOf(table, [{ names: [column] }])[0] ?? '';
}

/**
 * Finds the column of the ids.
 *
 * @throws InputError when there is none, or when other columns show that these are the ids of something else.
 */
export function idColumnOf(table: SourceTable, kind: RecordKind): string {
  const [column = ''] = columnsOf(table, [{ names: kind.idColumns }], kind.origin);
  const others = table.columns.filter((name) => name !== column);
  const foreign = others.find((name) => isForeign(name, column, kind));
  if (foreign === undefined) return column;
  const option = `--column ${/^\w+$/.test(column) ? column : JSON.stringify(column)}`;
  throw new InputError([
    `${table.place}: lists of ${kind.noun}s have no column ${shown(foreign)}, so ${shown(column)} may be the id of something else; pass ${option} if this is the right file`,
  ]);
}

function isForeign(
  name: string,
  idColumn: string,
  { own, foreignWords = [], foreignColumns = [] }: RecordKind,
): boolean {
  const plain = plainName(name);
  if (foreignColumns.some((column) => plainName(column) === plain)) return true;
  if (plainName(idColumn) !== 'id' || [...own, ...COMMON_COLUMNS].some((column) => plainName(column) === plain))
    return false;
  const words = wordsOf(name);
  const isOther = (word: string) => OTHER_THINGS.test(word) || foreignWords.includes(word);
  return /^(ids?|uuid|guid|key)$/.test(words.at(-1) ?? '') || words.some(isOther) || OTHER_COLUMNS.has(plain);
}

/** `Product ID`, `product_id` and `productId` are `product` and `id`. */
function wordsOf(name: string): string[] {
  const words = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase();
  return words.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** Columns that say nothing about what a record is. Failures files add the last two. */
const COMMON_COLUMNS =
  `note notes comment comments remark remarks reason date_created date_modified created_at updated_at
failure_status failure_reason`.split(/\s+/);

/** Words in the columns of products, orders and the like, as stores and their tools export them. */
const OTHER_THINGS = new RegExp(
  `^(${[
    'sku|product|variant|brand|categor(y|ie)|option|inventory|stock|quantity|qty|price|cost|weight|width|height|depth|upc|mpn|gtin|ean|isbn|barcode|image',
    'handle|slug|sales|permalink|vendor|supplier|manufacturer|warehouse|collection|blog|post|order|item|cart|checkout|payment|shipping|shipment|shipped|tracking|invoice|subtotal|total|tax|discount|refund|transaction|currency|coupon',
    'attribute|segment|channel|webhook|subscriber|wishlist|review|certificate|metafield|namespace|theme',
  ].join('|')})s?$`,
);

/** Columns of the same, whose words other columns can have as well. */
const OTHER_COLUMNS = new Set(
  'code type status title description page url customurl amount value balance enabled rating text isvisible isdefault expires'.split(
    ' ',
  ),
);
