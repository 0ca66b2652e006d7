import { isObject, ownMember, ownMembersOf } from '../json.js';

/** The position of a page. Some responses lack members of it, or all of them. */
export interface Pagination {
  readonly current_page?: number;
  readonly total_pages?: number;
  readonly total?: number;
}

export function paginationOf(body: unknown): Pagination {
  const pagination = ownMember(ownMember(body, 'meta'), 'pagination');
  return ownMembersOf(isObject(pagination) ? pagination : {});
}

/** Goes by the page count, because links to next pages are unreliable. A count of 0 beside records is ignored. */
export function isLastPage(body: Body, page: number): boolean {
  const { current_page: current = page, total_pages: total } = paginationOf(body);
  return body.data.length === 0 || (typeof total === 'number' && total > 0 && current >= total);
}

type Body = { readonly data: readonly unknown[] };
type IsSame = (one: unknown, other: unknown) => boolean;

/** Detects a store that ignores the page number, where iterating would never end. */
export function isRepeatedPage(body: Body, page: number, previous: readonly unknown[], isSame: IsSame): boolean {
  const { current_page: current, total_pages: total } = paginationOf(body);
  const isSuspicious = current !== page || typeof total !== 'number';
  return isSuspicious && isSameList(body.data, previous, isSame);
}

function isSameList(data: readonly unknown[], other: readonly unknown[], isSame: IsSame): boolean {
  return data.length > 0 && data.length === other.length && data.every((record, index) => isSame(record, other[index]));
}

/** What a walk over pages remembers, to notice that it would never end, or would end too early. */
export interface WalkCheck {
  /** Describes what makes a page unusable, if anything does. */
  findProblem(body: Body, page: number): string | undefined;
  /** To be called with every page that is usable. */
  note(data: readonly unknown[]): void;
}

export function createWalkCheck(isSame: IsSame): WalkCheck {
  let previous: readonly unknown[] = [];
  /** Brent's algorithm: if pages come round and round, one of those that are kept at powers of two comes again. */
  let landmark: readonly unknown[] = [];
  let count = 0;
  let emptyPages = 0;
  return {
    findProblem: (body, page) => {
      const isEmpty = body.data.length === 0;
      if (isEmpty && Number(paginationOf(body).total_pages) > page) return HOLLOW;
      if (isEmpty && emptyPages >= MOST_EMPTY_PAGES) return EMPTY;
      if (isRepeatedPage(body, page, previous, isSame)) return REPEATED;
      // A page like the one before can be right: new values have moved all of them.
      return landmark !== previous && isSameList(body.data, landmark, isSame) ? CIRCULAR : undefined;
    },
    note: (data) => {
      previous = data;
      count += 1;
      if (Number.isInteger(Math.log2(count))) landmark = data;
      emptyPages = data.length === 0 ? emptyPages + 1 : 0;
    },
  };
}

/** With the last page first, pages are empty whose values were deleted since they were counted. */
const MOST_EMPTY_PAGES = 100;

const HOLLOW = 'it lists nothing, and says that there are more pages';
const EMPTY = `it lists nothing, like the ${MOST_EMPTY_PAGES} pages before it`;
const REPEATED = 'it repeats the page before; asking for more would never end';
const CIRCULAR = 'it repeats an earlier page; asking for more would never end';

/**
 * Yields pages one after another. The next one is fetched while the caller works on the current one.
 *
 * @param positionAfter The position of the page after the given one, or `undefined` if that is the last.
 * @throws What `fetchPage` throws, when the page is due.
 */
export async function* walkPages<Position, Page>(
  first: Position,
  fetchPage: (position: Position) => Promise<Page>,
  positionAfter: (page: Page, position: Position) => Position | undefined,
): AsyncGenerator<Page, void, undefined> {
  let position: Position | undefined = first;
  let pending = fetchPage(first);
  while (position !== undefined) {
    const page: Page = await pending;
    position = positionAfter(page, position);
    if (position !== undefined) pending = fetchPage(position);
    // The caller may stop before it is due.
    pending.catch(() => {});
    yield page;
  }
}

/** A store that cannot list this many values has other troubles than the size of the page. */
const SMALLEST_PAGE = 10;

/** A page by its number among pages of a size. */
export interface PagePosition {
  readonly page: number;
  readonly limit: number;
}

/** The largest size of which several pages make up one of the given size exactly; `undefined` if that would be too small. */
export function smallerLimit(limit: number): number | undefined {
  let divisor = 2;
  while (limit % divisor > 0 && divisor < limit) divisor += 1;
  return limit / divisor < SMALLEST_PAGE ? undefined : limit / divisor;
}

/** The first, or the last, of the smaller pages that make up a page. */
export function pageWithin({ page, limit }: PagePosition, smaller: number, count = Number.NaN, isLast = false): number {
  const ratio = limit / smaller;
  const first = (page - 1) * ratio + 1;
  if (!isLast) return first;
  // The last page may not be full. Nobody knows what a store responds to pages beyond the end.
  const lastOfAll = Math.ceil(count / smaller);
  return lastOfAll >= first ? Math.min(page * ratio, lastOfAll) : page * ratio;
}
