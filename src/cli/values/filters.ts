import type { QueryParameterDescriptor } from '../../../generated/descriptor.js';
import { operations } from '../../../generated/operations.js';
import type { RequestIssue } from '../../index.js';
import { LIST } from '../../resources/list.js';

/** A filter of the API, and the option that sets it. */
export interface FilterFlag {
  /** `date-created-min` */
  readonly flag: string;
  /** `date_created:min` */
  readonly name: string;
  /** Whether it takes several, with commas in between. */
  readonly isList: boolean;
}

/** Pages are walked anyway. */
const PAGING = ['page', 'limit'];

const PARAMETERS: readonly QueryParameterDescriptor[] = operations[LIST].parameters.query;

/** One for each filter of the OpenAPI document: `customer_id:in` is `--customer-id`, `date_created:min` is `--date-created-min`. */
export const FILTER_FLAGS: readonly FilterFlag[] = PARAMETERS.filter(({ name }) => !PAGING.includes(name)).map(
  ({ name, explode }) => ({
    name,
    flag: name.replace(/:in$/, '').replaceAll(/[_:]/g, '-'),
    isList: explode === false,
  }),
);

/** Filters as the client takes them. What is no number stays a text, which the client refuses where it wants a number. */
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

/** What the client does not like about filters, by the options that they come from. */
export function describeIssues(issues: readonly RequestIssue[]): string {
  const lines = issues.map(({ path, message }) => {
    const filter = FILTER_FLAGS.find(({ name }) => path.startsWith(`filters[${JSON.stringify(name)}]`));
    return filter ? `--${filter.flag} ${message}` : `${path} ${message}`;
  });
  return lines.join('; ');
}
