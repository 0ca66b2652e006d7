import type { OperationInput } from '../../generated/client.js';
import type { Limits, QueryParameterDescriptor } from '../../generated/descriptor.js';
import { operations } from '../../generated/operations.js';
import type { AttributeValueFilters } from '../wire-types.js';
import { toDateFilter } from './date-filter.js';

export const LIST = 'listCustomerAttributeValues';

const PARAMETERS: readonly QueryParameterDescriptor[] = operations[LIST].parameters.query;

type Query = NonNullable<OperationInput<typeof LIST>['params']>['query'] & object;

const DATE_FILTERS: readonly string[] = PARAMETERS.filter(({ dateFilter }) => dateFilter).map(({ name }) => name);

/**
 * Filters as the API takes them, in a copy without what is `undefined`. Whether they are what their types say is checked
 * afterwards.
 */
export function toQuery(filters: AttributeValueFilters): Query {
  const members: [string, unknown][] = [];
  for (const [name, value] of Object.entries(filters)) {
    if (value !== undefined) members.push([name, toQueryValue(name, value)]);
  }
  // It defines members, so that one called __proto__ stays a member.
  return Object.fromEntries(members);
}

function toQueryValue(name: string, value: unknown): unknown {
  if (DATE_FILTERS.includes(name)) return toDateFilter(value);
  return Array.isArray(value) ? [...value] : value;
}

/** Names a place in the query as the filter that it came from. */
export function nameFilter([, name, position]: readonly string[]): string {
  const filter = name === undefined ? 'filters' : `filters[${JSON.stringify(name)}]`;
  return position === undefined ? filter : `${filter}[${position}]`;
}

/** The bounds that the document sets on a filter. */
export function limitsOf(parameter: string): Limits {
  return PARAMETERS.find(({ name }) => name === parameter)?.limits ?? {};
}
