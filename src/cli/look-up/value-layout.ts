import type { Attribute } from '../../index.js';
import { valueAt } from '../../json.js';
import { InputError } from '../command.js';
import { ADDED, columnsNamed, columnsOf, isEmptyColumn, plainName, type WantedField } from '../data/columns.js';
import type { SourceTable } from '../data/record.js';
import { listed, shown } from '../text.js';
import { LookUpError } from './attempts.js';
import { EMAIL_COLUMNS } from './emails.js';

/** The fields of a value, with the names that their columns may have: `values list` writes attribute_value. */
export const FIELDS = {
  customer_id: ['customer_id'],
  email: EMAIL_COLUMNS,
  attribute_id: ['attribute_id'],
  attribute: ['attribute', 'attribute_name'],
  value: ['value', 'attribute_value'],
} as const;

export type Field = keyof typeof FIELDS;

/** Columns that the user names. */
export type ChosenColumns = ReadonlyMap<Field, string>;

/** Where a table of values has what. */
export interface ValueLayout {
  /** Whose value it is, by id or by e-mail address. */
  readonly customer: { readonly column: string; readonly isEmail: boolean };
  /** One value in each record, or one in each column that is named after an attribute. */
  readonly values:
    | { readonly attribute: string; readonly isName: boolean; readonly value: string }
    | { readonly columns: readonly AttributeColumn[] };
}

/** A column that has the values of one attribute. */
export interface AttributeColumn {
  readonly column: string;
  readonly attributeId: number;
}

/** Whether a table has names of attributes, which have to be looked up. */
export function hasNames(table: SourceTable, chosen: ChosenColumns): boolean {
  return table.records.length > 0 && formOf(table, chosen) !== 'ids';
}

/**
 * Finds out where a table has what.
 *
 * @param attributes Those of the store, for a table that {@link hasNames}.
 * @throws InputError when columns are missing, or are not attributes of the store.
 */
export function layoutOf(
  table: SourceTable,
  chosen: ChosenColumns,
  attributes: readonly NamedAttribute[],
): ValueLayout {
  const isEmail = hasField(table, chosen, 'email') && !chosen.has('customer_id') && !hasPlainId(table, chosen);
  const customerField = wanted(chosen, isEmail ? 'email' : 'customer_id');
  const form = formOf(table, chosen);
  if (form !== 'columns') {
    const attributeField = wanted(chosen, form === 'names' ? 'attribute' : 'attribute_id');
    const fields = [customerField, attributeField, wanted(chosen, 'value')];
    const [customer = '', attribute = '', value = ''] = columnsOf(table, fields);
    return { customer: { column: customer, isEmail }, values: { attribute, isName: form === 'names', value } };
  }
  const [column = ''] = columnsOf(table, [customerField]);
  const columns = attributeColumns(table, { column, isChosen: customerField.isChosen === true }, attributes);
  return { customer: { column, isEmail }, values: { columns } };
}

/** An id outranks an address, unless the user names the column of addresses. */
function hasPlainId(table: SourceTable, chosen: ChosenColumns): boolean {
  return !chosen.has('email') && hasField(table, chosen, 'customer_id');
}

/** Ids or names of attributes in a column, or columns that are named after attributes. */
function formOf(table: SourceTable, chosen: ChosenColumns): 'ids' | 'names' | 'columns' {
  const has = (field: Field) => hasField(table, chosen, field);
  if (has('attribute_id')) return 'ids';
  if (has('attribute')) return 'names';
  return has('value') || !(has('customer_id') || has('email')) ? 'ids' : 'columns';
}

function hasField(table: SourceTable, chosen: ChosenColumns, field: Field): boolean {
  return chosen.has(field) || columnsNamed(table, wanted(chosen, field)).length > 0;
}

function wanted(chosen: ChosenColumns, field: Field): WantedField {
  const column = chosen.get(field);
  return column === undefined ? { names: FIELDS[field] } : { names: [column], isChosen: true };
}

/** Every other column has to be an attribute: a name with a typing error would leave its values out. */
function attributeColumns(
  table: SourceTable,
  customer: { readonly column: string; readonly isChosen: boolean },
  attributes: readonly NamedAttribute[],
): readonly AttributeColumn[] {
  const isOneOf = (list: readonly string[], name: string) => list.map(plainName).includes(plainName(name));
  const others = table.columns.filter((name) => name !== customer.column);
  const ignored = others.filter((name) => isOneOf([...FIELDS.customer_id, ...FIELDS.email], name));
  const names = others.filter(
    (name) => !ignored.includes(name) && !isOneOf(ADDED, name) && !isEmptyColumn(table, name),
  );
  const problems: string[] = [];
  const byId = new Map<number, string>();
  // Of two columns that can say whose values these are, one may be meant as an attribute.
  const doubtful = ignored.length === 0 || customer.isChosen ? ignored : [customer.column, ...ignored];
  for (const name of doubtful)
    if (
      isOneOf(
        attributes.map((attribute) => attribute.name),
        name,
      )
    )
      problems.push(
        `${table.place}: ${shown(name)} is a column of customers, and the name of an attribute; rename the column, or use attribute_id`,
      );
  for (const name of names) {
    const attribute = attributeNamed(attributes, name);
    const former = typeof attribute === 'string' ? undefined : byId.get(attribute.id);
    if (typeof attribute === 'string') problems.push(`${table.place}: ${attribute}`);
    else if (former !== undefined)
      problems.push(`${table.place}: ${shown(former)} and ${shown(name)} are the same attribute; remove one`);
    else byId.set(attribute.id, name);
  }
  if (names.length === 0) problems.push(`${table.place}: no column is named after an attribute`);
  if (problems.length > 0) throw new InputError(problems);
  return [...byId].map(([attributeId, column]) => ({ column, attributeId }));
}

/** What has to be known of an attribute. */
export type NamedAttribute = Pick<Attribute, 'id' | 'name'>;

/**
 * Reads the attributes of answers, each once: pages that move while they are read can repeat one.
 *
 * @throws LookUpError when it is not certain which there are.
 */
export function readAttributes(answered: readonly unknown[]): readonly NamedAttribute[] {
  const read = new Map<number, NamedAttribute>();
  for (const attribute of answered) {
    const [id, name] = ['id', 'name'].map((member) => valueAt(attribute, member));
    if (typeof id !== 'number' || typeof name !== 'string')
      throw new LookUpError('the store responded with attributes without an id or a name');
    read.set(id, { id, name });
  }
  return [...read.values()];
}

/**
 * Finds the attribute with a name: the one that has exactly this name, or else the one whose name differs only in case, spaces
 * and underscores.
 *
 * @returns The attribute, or why it is none, as a phrase about the name.
 */
export function attributeNamed(attributes: readonly NamedAttribute[], name: string): NamedAttribute | string {
  const exact = attributes.filter((attribute) => attribute.name === name);
  const close = attributes.filter((attribute) => plainName(attribute.name) === plainName(name));
  const [found, second] = exact.length > 0 ? exact : close;
  if (!found) return `no attribute is named ${shown(name)}; ${knownNames(attributes)}`;
  if (!second) return found;
  const ids = (exact.length > 0 ? exact : close).map((attribute) => `${attribute.id} (${shown(attribute.name)})`);
  return `${shown(name)} can be attribute ${listed(ids, 'or')}; use attribute_id`;
}

function knownNames(attributes: readonly NamedAttribute[]): string {
  if (attributes.length === 0) return 'the store has no attributes';
  return `the attributes of the store are ${listed(attributes.map(({ name }) => shown(name)))}`;
}
