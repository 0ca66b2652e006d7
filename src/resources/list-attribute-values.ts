import type { OperationInput } from '../../generated/client.js';
import type { Limits, QueryParameterDescriptor } from '../../generated/descriptor.js';
import { operations } from '../../generated/operations.js';
import { type CallOptions, checkCallOptions } from '../transport/call-options.js';
import { checkPlainObject, isPlainObject } from '../transport/check-options.js';
import type { FindProblem } from '../transport/interpret-response.js';
import type { Transport } from '../transport/transport.js';
import { isObject, valueAt } from '../value-at.js';
import type { AttributeValue, AttributeValueFilters, AttributeValuePage } from '../wire-types.js';
import { toDateFilter } from './date-filter.js';
import { recordsOf } from './records.js';

const OPERATION_ID = 'listCustomerAttributeValues';
const PARAMETERS: readonly QueryParameterDescriptor[] = operations[OPERATION_ID].parameters.query;
const { minimum: FIRST_PAGE = 1 } = limitsOf('page');
const { maximum: LARGEST_PAGE } = limitsOf('limit');

/** One page of attribute values. */
export async function listPage(
  transport: Transport,
  filters: AttributeValueFilters,
  options: CallOptions,
): Promise<AttributeValuePage> {
  checkPlainObject(filters, 'filters');
  return requestPage(transport, copyOf(filters), checkCallOptions(options));
}

/** Every attribute value, page after page. Pages are counted: links between pages are not reliable. */
export function listAllPages(
  transport: Transport,
  filters: AttributeValueFilters,
  options: CallOptions,
): AsyncGenerator<AttributeValue, void, undefined> {
  // Copied now and not when the first value is asked for, so that later changes of the filters do not widen the list.
  return walkPages(transport, copyOf(filters), options);
}

async function* walkPages(transport: Transport, filters: AttributeValueFilters, options: CallOptions) {
  checkPlainObject(filters, 'filters');
  const checkedOptions = checkCallOptions(options);
  let previous: readonly AttributeValue[] = [];
  for (let page = filters.page === undefined ? FIRST_PAGE : filters.page; ; page += 1) {
    const answer = await requestPage(transport, { limit: LARGEST_PAGE, ...filters, page }, checkedOptions, (body) =>
      isRepeated(body, previous, page) ? 'it repeats the page before; asking for more would never end' : undefined,
    );
    yield* answer.data;
    if (isLastPage(answer, page)) return;
    previous = answer.data;
  }
}

/** A copy without what is `undefined`. What is no plain object stays what it is, to be refused. */
function copyOf(filters: AttributeValueFilters): AttributeValueFilters {
  if (!isPlainObject(filters)) return filters;
  const members = Object.entries(filters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members.map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]));
}

async function requestPage(
  transport: Transport,
  filters: AttributeValueFilters,
  options: CallOptions,
  findProblem?: FindProblem,
): Promise<AttributeValuePage> {
  const request = transport.prepare({
    operationId: OPERATION_ID,
    input: { params: { query: toQuery(filters) } },
    nameArgument: nameFilter,
  });
  return transport.send(request, options, (body) =>
    recordsOf(body) ? findProblem?.(body) : 'its body has no list of records',
  );
}

type Query = NonNullable<OperationInput<typeof OPERATION_ID>['params']>['query'] & object;

/** Filters as the API takes them. Whether they are what their types say is checked afterwards. */
function toQuery(filters: AttributeValueFilters): Query {
  const dateFilters = PARAMETERS.filter(({ dateFilter }) => dateFilter).map(({ name }) => name);
  const members = Object.entries(filters);
  return Object.fromEntries(
    members.map(([name, value]) => [name, dateFilters.includes(name) ? toDateFilter(value) : value]),
  );
}

function nameFilter([, name, position]: readonly string[]): string {
  const filter = name === undefined ? 'filters' : `filters[${JSON.stringify(name)}]`;
  return position === undefined ? filter : `${filter}[${position}]`;
}

/** Where a page stands, with members that might be missing: some lists lack them, or all of it. */
function paginationIn(body: unknown): Partial<AttributeValuePage['meta']['pagination']> {
  const pagination = valueAt(body, 'meta', 'pagination');
  return isObject(pagination) ? pagination : {};
}

/** A count of no pages beside values is no reason to stop. */
function isLastPage(answer: AttributeValuePage, page: number): boolean {
  const { current_page: current = page, total_pages: total } = paginationIn(answer);
  return answer.data.length === 0 || (typeof total === 'number' && total > 0 && current >= total);
}

/** A store that ignores `page` answers with the same values again and again, and without a count nothing would end it. */
function isRepeated(body: unknown, previous: readonly AttributeValue[], page: number): boolean {
  const { current_page: current, total_pages: total } = paginationIn(body);
  return isSamePage(recordsOf(body) ?? [], previous) && (current !== page || typeof total !== 'number');
}

function isSamePage(page: readonly AttributeValue[], previous: readonly AttributeValue[]): boolean {
  const isSame = (value: AttributeValue, other: AttributeValue | undefined) =>
    value?.customer_id === other?.customer_id && value?.attribute_id === other?.attribute_id;
  return (
    page.length > 0 && page.length === previous.length && page.every((value, index) => isSame(value, previous[index]))
  );
}

function limitsOf(parameter: string): Limits {
  return PARAMETERS.find(({ name }) => name === parameter)?.limits ?? {};
}
