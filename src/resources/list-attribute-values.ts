import type { OperationInput } from '../../generated/client.js';
import type { Limits, QueryParameterDescriptor } from '../../generated/descriptor.js';
import { operations } from '../../generated/operations.js';
import { type CallOptions, checkCallOptions } from '../transport/call-options.js';
import { checkObject } from '../transport/check-options.js';
import { prepareRequest } from '../transport/prepare-request.js';
import type { Transport } from '../transport/transport.js';
import type { AttributeValue, AttributeValueFilters, AttributeValuePage } from '../wire-types.js';
import { toDateFilter } from './date-filter.js';
import { recordsOf } from './records.js';

const OPERATION_ID = 'listCustomerAttributeValues';
const PARAMETERS: readonly QueryParameterDescriptor[] = operations[OPERATION_ID].parameters.query;
const { minimum: FIRST_PAGE = 1 } = limitsOf('page');
const { maximum: LARGEST_PAGE } = limitsOf('limit');

/** One page of attribute values. */
export function listPage(
  transport: Transport,
  filters: AttributeValueFilters,
  options: CallOptions,
): Promise<AttributeValuePage> {
  return requestPage(transport, filters, options, []);
}

/** Every attribute value, page after page. Pages are counted: links between pages are not reliable. */
export async function* listAllPages(
  transport: Transport,
  filters: AttributeValueFilters,
  options: CallOptions,
): AsyncGenerator<AttributeValue, void, undefined> {
  let previous: readonly AttributeValue[] = [];
  for (let page = filters?.page ?? FIRST_PAGE; ; page += 1) {
    const answer = await requestPage(transport, { limit: LARGEST_PAGE, ...filters, page }, options, previous);
    yield* answer.data;
    if (isLastPage(answer, page)) return;
    previous = answer.data;
  }
}

async function requestPage(
  transport: Transport,
  filters: AttributeValueFilters,
  options: CallOptions,
  previous: readonly AttributeValue[],
): Promise<AttributeValuePage> {
  checkCallOptions(options);
  checkObject(filters, 'filters');
  const request = prepareRequest(OPERATION_ID, { params: { query: toQuery(filters) } }, nameFilter);
  return transport.send(request, options, (body) => {
    const records = recordsOf(body);
    if (!records) return 'its body has no list of records';
    return isSamePage(records, previous) ? 'it repeats the page before; asking for more would never end' : undefined;
  });
}

type Query = NonNullable<OperationInput<typeof OPERATION_ID>['params']>['query'] & object;

/** Filters as the API takes them. Whether they are what their types say is checked afterwards, by `prepareRequest`. */
function toQuery(filters: AttributeValueFilters): Query {
  const members = Object.entries(filters).filter(([, value]) => value !== undefined);
  const dateFilters = PARAMETERS.filter(({ dateFilter }) => dateFilter).map(({ name }) => name);
  return Object.fromEntries(
    members.map(([name, value]) => [name, dateFilters.includes(name) ? toDateFilter(value) : value]),
  );
}

function nameFilter([, name, position]: readonly string[]): string {
  const filter = name === undefined ? 'filters' : `filters[${JSON.stringify(name)}]`;
  return position === undefined ? filter : `${filter}[${position}]`;
}

/** The members of pagination, and pagination itself, are looked at as if they might be missing: some lists lack them. */
function isLastPage(
  { data, meta }: { data: readonly unknown[]; meta?: { pagination?: Partial<Pagination> } },
  page: number,
): boolean {
  const { current_page: current = page, total_pages: total = Infinity } = meta?.pagination ?? {};
  return data.length === 0 || current >= total;
}

type Pagination = AttributeValuePage['meta']['pagination'];

/** A store that ignores `page` answers with the same values again and again. */
function isSamePage(page: readonly AttributeValue[], previous: readonly AttributeValue[]): boolean {
  return (
    page.length > 0 &&
    page.length === previous.length &&
    page.every((value, index) => isSameValue(value, previous[index]))
  );
}

function isSameValue(value: AttributeValue, other: AttributeValue | undefined): boolean {
  return value?.customer_id === other?.customer_id && value?.attribute_id === other?.attribute_id;
}

function limitsOf(parameter: string): Limits {
  return PARAMETERS.find(({ name }) => name === parameter)?.limits ?? {};
}
