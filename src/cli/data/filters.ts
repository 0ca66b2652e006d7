import type { ClientQueryParameter } from '../../../generated/descriptor.js';
import { operations } from '../../../generated/operations.js';
import type { RequestIssue } from '../../index.js';
import { LIST_VALUES } from '../../resources/attribute-values.js';
import type { ManualPage } from '../command.js';

/** A filter of the API, with the option that sets it. */
export interface FilterFlag {
  /** `date-created-min` */
  readonly flag: string;
  /** `date_created:min` */
  readonly name: string;
  /** Whether it takes several values, separated by commas. */
  readonly isList: boolean;
  /** Whether it takes a moment. */
  readonly isDate: boolean;
}

/** The command lists all pages. */
const PAGING = ['page', 'limit'];

const PARAMETERS: readonly ClientQueryParameter[] = operations[LIST_VALUES.operationId].parameters.query;

/** An option for each filter in the OpenAPI document: `--customer-id` for `customer_id:in`, and so on. */
export const FILTER_FLAGS: readonly FilterFlag[] = PARAMETERS.filter(({ name }) => !PAGING.includes(name)).map(
  ({ name, list = false, dateFilter = false }) => ({
    name,
    flag: name.replace(/:in$/, '').replaceAll(/[_:]/g, '-'),
    isList: list,
    isDate: dateFilter,
  }),
);

/** Converts options to filters. What is not a number stays a text, and the client refuses it if it needs a number. */
export function readFilters(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = FILTER_FLAGS.flatMap(({ flag, name, isList }) => {
    const value = values[flag];
    if (typeof value !== 'string') return [];
    return [[name, isList ? value.split(',').map(toNumber) : value] as const];
  });
  return Object.fromEntries(given);
}

function toNumber(text: string): number | string {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : text;
}

/** Describes problems with filters by the names of their options, one for each. */
export function describeIssues(issues: readonly RequestIssue[]): string {
  const byOption = new Map<string, string[]>();
  for (const { path, message } of issues) {
    const filter = FILTER_FLAGS.find(({ name }) => path.startsWith(`filters[${JSON.stringify(name)}]`));
    const option = filter ? `--${filter.flag}` : path;
    byOption.set(option, [...(byOption.get(option) ?? []), message]);
  }
  const lines = [...byOption].map(([option, [first, ...more]]) =>
    more.length > 0 ? `${option} ${first}, and ${more.length} more like this` : `${option} ${first}`,
  );
  return lines.join('; ');
}

/** What the filters do. Their first sentences are those of the OpenAPI document. */
const TEXTS: Readonly<Record<string, string>> = {
  'customer_id:in': 'Only values of these customers: --customer-id 23,24.',
  'attribute_id:in': 'Only values of these attributes: --attribute-id 3.',
  name: 'Only values of the attribute with this name: --name "Loyalty tier". Whether it matches in part is not documented.',
  date_created: 'Only values created at this moment. For a whole day, use the next two options.',
  'date_created:min': 'Only values created since this moment: --date-created-min 2026-03-02.',
  'date_created:max': 'Only values created until this moment: --date-created-max 2026-03-02T23:59:59Z.',
  date_modified: 'Only values last changed at this moment. For a whole day, use the next two options.',
  'date_modified:min': 'Only values last changed since this moment.',
  'date_modified:max': 'Only values last changed until this moment.',
};

/** The options of the filters, for the manual page. */
export const FILTER_OPTIONS: ManualPage['options'] = FILTER_FLAGS.map(({ flag, name, isList, isDate }) => ({
  flags: `--${flag} ${isList ? 'ID[,ID…]' : isDate ? 'DATE' : 'TEXT'}`,
  text: `${TEXTS[name] ?? ''} The filter ${name} of the API. Default: all values.`.trim(),
}));
