import { isObject, valueAt } from '../json.js';

/** The position of a page. Some responses lack members of it, or all of them. */
export interface Pagination {
  readonly current_page?: number;
  readonly total_pages?: number;
  readonly total?: number;
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
