import { type BigCommerceError, InvalidRequestError, ServerError } from '#errors';
import type { OperationId } from '../../generated/operations.js';
import { ownMember } from '../json.js';
import { notify } from '../notify.js';
import {
  CALL_CHECKS,
  type CallOptions,
  checkCallOptions,
  checkFunction,
  checkPlainObject,
  isPlainObject,
  type OptionCheck,
  type OptionChecks,
  optional,
} from '../options.js';
import { followSignal } from '../transport/abort.js';
import { expiryOf } from '../transport/attempt.js';
import { isServerFailure } from '../transport/retry.js';
import type { Transport } from '../transport/transport.js';
import { type AnyFilters, type AnyPage, type ListOperation, limitsOf, prepareList, sendList, toQuery } from './list.js';
import {
  createWalkCheck,
  isLastPage,
  type PagePosition,
  pageWithin,
  paginationOf,
  smallerLimit,
  walkPages,
} from './pages.js';

/** Options of `listAll`. */
export interface ListAllOptions extends CallOptions {
  /**
   * Which page comes first. Use `last-page-first` to delete what you list: deletions then do not move the pages that are
   * still to come. Values within a page keep the store's order, and pages added in the meantime are not visited.
   *
   * @default 'first-page-first'
   */
  readonly order?: (typeof ORDERS)[number] | undefined;
  /**
   * Called when the store has failed twice (HTTP 500, 502, 503 or 504) on a page of 20 values or more, so that listing goes
   * on with smaller pages. After a while, pages of the first size are tried again. Errors thrown by the listener are ignored.
   */
  readonly onSmallerPages?: ((event: SmallerPages) => void) | undefined;
}

/** Listing goes on with smaller pages. */
export interface SmallerPages {
  /** Values in a page from now on. */
  readonly limit: number;
  /** Values in the page that the store failed on. */
  readonly previousLimit: number;
  /** How it failed, with all attempts. */
  readonly error: BigCommerceError;
}

const ORDERS = ['first-page-first', 'last-page-first'] as const;

/** The first page, unless the document says otherwise. */
const FIRST_PAGE = 1;

/** Iterates over the records of a list operation, page after page. */
export function listAllRecords<Id extends OperationId, Item extends object>(
  transport: Transport,
  operation: ListOperation<Id, AnyPage<Item>>,
  filters: AnyFilters,
  options: ListAllOptions,
): AsyncGenerator<Item, void, undefined> {
  // Copied before the first record is asked for: a filter that is removed in the meantime would widen the list.
  const query = isPlainObject(filters) ? toQuery(operation.operationId, filters) : filters;
  return walkRecords(transport, operation, query, options);
}

async function* walkRecords<Id extends OperationId, Item extends object>(
  transport: Transport,
  operation: ListOperation<Id, AnyPage<Item>>,
  filters: AnyFilters,
  givenOptions: ListAllOptions,
): AsyncGenerator<Item, void, undefined> {
  checkPlainObject(filters, 'filters');
  const { operationId } = operation;
  const { maximum: largestPage = Number.NaN } = limitsOf(operationId, 'limit');
  const { order, onSmallerPages, ...options } = checkCallOptions(givenOptions, CHECKS);
  const isBackwards = order === 'last-page-first';
  if (isBackwards && filters.page !== undefined) throw new InvalidRequestError([PAGE_IN_ORDER], { operationId });
  // When the caller stops early, the request for the next page is cancelled.
  const { signal, abort, release } = followSignal(options.signal);
  const query = { limit: largestPage, ...filters };
  const { limit: fullLimit = largestPage } = filters;
  const deadlineMs = options.deadlineMs ?? transport.deadlineMs;
  let check = createWalkCheck(isSameRecord);
  let count: number | undefined;
  let pagesUntilFull = 0;
  let patience = FIRST_PATIENCE;

  const send = async ({ page, limit }: PagePosition, expiresAt: number) => {
    const request = prepareList(transport, operation, { ...query, limit, page });
    const limits = { expiresAt, maxServerErrors: smallerLimit(limit) ? REPEATED_FAILURES : Infinity };
    const fetched = await sendList(transport, operation, request, { ...options, ...limits, signal }, (body) => {
      const isUncounted = isBackwards && pageCount(body) === undefined;
      return check.findProblem(body, page) ?? (isUncounted ? UNCOUNTED : undefined);
    });
    check.note(fetched.data);
    count = Number(paginationOf(fetched).total ?? Number.NaN);
    pagesUntilFull -= 1;
    return fetched;
  };

  /** @param fromEnd Whether the last of several smaller pages comes first. */
  const fetchPage = async (wanted: PagePosition, fromEnd = isBackwards) => {
    const expiresAt = expiryOf(deadlineMs, transport.clock);
    for (let position = wanted; ; ) {
      try {
        return { ...(await send(position, expiresAt)), position };
      } catch (error) {
        if (!hasFailedRepeatedly(error)) throw error;
        const limit = smallerLimit(position.limit);
        if (!limit) throw error;
        notify(onSmallerPages, { limit, previousLimit: position.limit, error });
        position = { limit, page: pageWithin(position, limit, fromEnd ? count : undefined, fromEnd) };
        pagesUntilFull = patience;
        patience *= 2;
      }
    }
  };

  const positionAfter = (fetched: AnyPage & { readonly position: PagePosition }) => {
    const { page, limit } = fetched.position;
    if (isBackwards ? page <= FIRST_PAGE : isLastPage(fetched, page)) return undefined;
    // Values before the next page, or up to and with it.
    const values = (isBackwards ? page - 1 : page) * limit;
    if (pagesUntilFull > 0 || values % fullLimit > 0) return { limit, page: isBackwards ? page - 1 : page + 1 };
    return { limit: fullLimit, page: values / fullLimit + (isBackwards ? 0 : 1) };
  };

  try {
    let start: PagePosition = { page: filters.page ?? FIRST_PAGE, limit: fullLimit };
    if (isBackwards) {
      // The first page says how many there are. It is fetched again at the end, when its values may have changed.
      const first = await fetchPage(start, false);
      start = { ...first.position, page: pageCount(first) ?? FIRST_PAGE };
    }
    check = createWalkCheck(isSameRecord);
    for await (const { data } of walkPages(start, fetchPage, positionAfter)) yield* data;
  } finally {
    abort();
    release();
  }
}

/** Failures of the store on one page after which smaller ones are tried. */
const REPEATED_FAILURES = 2;

/** Smaller pages before one of the first size is tried again; twice as many each time. */
const FIRST_PATIENCE = 10;

function hasFailedRepeatedly(error: unknown): error is ServerError {
  const failures = error instanceof ServerError ? error.attempts.filter(isServerFailure) : [];
  return failures.length >= REPEATED_FAILURES;
}

const checkOrder: OptionCheck = (value) =>
  ORDERS.some((order) => order === value) ? undefined : `must be one of ${ORDERS.join(', ')}`;

const CHECKS: OptionChecks<ListAllOptions> = {
  ...CALL_CHECKS,
  order: optional(checkOrder),
  onSmallerPages: optional(checkFunction),
};

const PAGE_IN_ORDER = { path: 'filters["page"]', message: 'cannot be chosen when the last page comes first' };

const UNCOUNTED = 'it does not tell how many pages there are';

/** At least one: stores may count an empty list as no pages. */
function pageCount(body: AnyPage): number | undefined {
  const { total_pages: total } = paginationOf(body);
  return Number.isSafeInteger(total) ? Math.max(Number(total), FIRST_PAGE) : undefined;
}

/** Goes by what identifies records: their own ids, and those of what they belong to. */
function isSameRecord(one: unknown, other: unknown): boolean {
  const ids = Object.keys(Object(one)).filter((name) => /^(.+_)?id$/.test(name));
  return ids.length > 0
    ? ids.every((name) => ownMember(one, name) === ownMember(other, name))
    : JSON.stringify(one) === JSON.stringify(other);
}
