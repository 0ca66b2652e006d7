import type { OperationInput } from '../../generated/client.js';
import type { Limits, QueryParameterDescriptor } from '../../generated/descriptor.js';
import { operations } from '../../generated/operations.js';
import { isPlainObject } from '../transport/check-options.js';
import type { AttributeValueFilters } from '../wire-types.js';
import { toDateFilter } from './date-filter.js';

export const LIST = 'listCustomerAttributeValues';

const PARAMETERS: readonly QueryParameterDescriptor[] = operations[LIST].parameters.query;

/** A copy without what is `undefined`. What is no plain object stays what it is, to be refused. */
export function copyFilters(filters: AttributeValueFilters): AttributeValueFilters {
  if (!isPlainObject(filters)) return filters;
  const members = Object.entries(filters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members.map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]));
}

type Query = NonNullable<OperationInput<typeof LIST>['params']>['query'] & object;

const DATE_FILTERS: readonly string[] = PARAMETERS.filter(({ dateFilter }) => dateFilter).map(({ name }) => name);

/** Filters as the API takes them. Whether they are what their types say is checked afterwards. */
export function toQuery(filters: AttributeValueFilters): Query {
  const members = Object.entries(copyFilters(filters));
  return Object.fromEntries(
    members.map(([name, value]) => [name, DATE_FILTERS.includes(name) ? toDateFilter(value) : value]),
  );
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
