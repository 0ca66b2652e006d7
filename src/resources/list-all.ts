import { InvalidRequestError } from '#errors';
import { isObject, valueAt } from '../json.js';
import {
  CALL_CHECKS,
  type CallOptions,
  checkCallOptions,
  checkPlainObject,
  isPlainObject,
  type OptionCheck,
  type OptionChecks,
  optional,
} from '../options.js';
import { followSignal } from '../transport/abort.js';
import type { Transport } from '../transport/transport.js';
import type { AttributeValue, AttributeValueFilters, AttributeValuePage } from '../types.js';
import { LIST, limitsOf, prepareList, sendList, toQuery } from './list.js';

/** Options of `listAll`. */
export interface ListAllOptions extends CallOptions {
  /**
   * Which page comes first. Use `last-page-first` to delete what you list: deletions then do not move the pages that are
   * still to come. Values within a page keep the store's order, and pages added in the meantime are not visited.
   *
   * @default 'first-page-first'
   */
  readonly order?: (typeof ORDERS)[number] | undefined;
}

const ORDERS = ['first-page-first', 'last-page-first'] as const;

const { minimum: FIRST_PAGE = 1 } = limitsOf('page');
const { maximum: LARGEST_PAGE } = limitsOf('limit');

/** Iterates over attribute values, page after page. */
export function listAllValues(
  transport: Transport,
  filters: AttributeValueFilters,
  options: ListAllOptions,
): AsyncGenerator<AttributeValue, void, undefined> {
  // Copied before the first value is asked for: a filter that is removed in the meantime would widen the list.
  return walkValues(transport, isPlainObject(filters) ? toQuery(filters) : filters, options);
}

async function* walkValues(transport: Transport, filters: AttributeValueFilters, givenOptions: ListAllOptions) {
  checkPlainObject(filters, 'filters');
  const { order, ...options } = checkCallOptions(givenOptions, CHECKS);
  const isBackwards = order === 'last-page-first';
  if (isBackwards && filters.page !== undefined) throw new InvalidRequestError([PAGE_IN_ORDER], { operationId: LIST });
  // When the caller stops early, the request for the next page is cancelled.
  const { signal, abort, release } = followSignal(options.signal);
  let previous: readonly AttributeValue[] = [];
  const fetchPage = async (page: number) => {
    const request = prepareList(transport, { limit: LARGEST_PAGE, ...filters, page });
    const fetched = await sendList(transport, request, { ...options, signal }, (body) => {
      if (isRepeatedPage(body, page, previous, isSamePair)) return REPEATED;
      return isBackwards && pageCount(body) === undefined ? UNCOUNTED : undefined;
    });
    previous = fetched.data;
    return fetched;
  };
  const numberAfter = (fetched: AttributeValuePage, page: number) => {
    if (isBackwards) return page > FIRST_PAGE ? page - 1 : undefined;
    return isLastPage(fetched, page) ? undefined : page + 1;
  };
  try {
    // The first page says how many there are. It is fetched again at the end, when its values may have changed.
    const start = isBackwards ? pageCount(await fetchPage(FIRST_PAGE)) : filters.page;
    previous = [];
    for await (const { data } of walkPages(start ?? FIRST_PAGE, fetchPage, numberAfter)) yield* data;
  } finally {
    abort();
    release();
  }
}

const checkOrder: OptionCheck = (value) =>
  ORDERS.some((order) => order === value) ? undefined : `must be one of ${ORDERS.join(', ')}`;

const CHECKS: OptionChecks<ListAllOptions> = { ...CALL_CHECKS, order: optional(checkOrder) };

const PAGE_IN_ORDER = { path: 'filters["page"]', message: 'cannot be chosen when the last page comes first' };

const REPEATED = 'it repeats the page before; asking for more would never end';

const UNCOUNTED = 'it does not tell how many pages there are';

/** At least one: stores may count an empty list as no pages. */
function pageCount(body: AttributeValuePage): number | undefined {
  const { total_pages: total } = paginationOf(body);
  return Number.isSafeInteger(total) ? Math.max(Number(total), FIRST_PAGE) : undefined;
}

function isSamePair(one: unknown, other: unknown): boolean {
  return ['customer_id', 'attribute_id'].every((name) => valueAt(one, name) === valueAt(other, name));
}

/** The position of a page. Some responses lack members of it, or all of them. */
export interface Pagination {
  readonly current_page?: number;
  readonly total_pages?: number;
}

export function paginationOf(body: unknown): Pagination {
  const pagination = valueAt(body, 'meta', 'pagination');
  return isObject(pagination) ? pagination : {};
}

/** Goes by the page count, because links to next pages are unreliable. A count of 0 beside records is ignored. */
export function isLastPage(body: { readonly data: readonly unknown[] }, page: number): boolean {
  const { current_page: current = page, total_pages: total } = paginationOf(body);
  return body.data.length === 0 || (typeof total === 'number' && total > 0 && current >= total);
}

/** Detects a store that ignores the page number, where iterating would never end. */
export function isRepeatedPage(
  body: { readonly data: readonly unknown[] },
  page: number,
  previous: readonly unknown[],
  isSame: (one: unknown, other: unknown) => boolean,
): boolean {
  const { current_page: current, total_pages: total } = paginationOf(body);
  const hasSameLength = body.data.length > 0 && body.data.length === previous.length;
  const isSuspicious = current !== page || typeof total !== 'number';
  return isSuspicious && hasSameLength && body.data.every((record, index) => isSame(record, previous[index]));
}

/** Fetches a page by its number. */
export type FetchPage<Page> = (page: number) => Promise<Page>;

/**
 * Yields pages one after another. The next one is fetched while the caller works on the current one.
 *
 * @param numberAfter The number of the page after the given one, or `undefined` if that is the last.
 * @throws What `fetchPage` throws, when the page is due.
 */
export async function* walkPages<Page>(
  first: number,
  fetchPage: FetchPage<Page>,
  numberAfter: (page: Page, number: number) => number | undefined,
): AsyncGenerator<Page, void, undefined> {
  let number: number | undefined = first;
  let pending = fetchPage(first);
  while (number !== undefined) {
    const page: Page = await pending;
    number = numberAfter(page, number);
    if (number !== undefined) pending = fetchPage(number);
    // The caller may stop before it is due.
    pending.catch(() => {});
    yield page;
  }
}
