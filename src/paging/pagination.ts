import { isObject, valueAt } from '../value-at.js';

/** Where a page stands, as far as the answer says so: some lists lack members, or all of it. */
export interface Pagination {
  readonly current_page?: number;
  readonly total_pages?: number;
}

export function paginationOf(body: unknown): Pagination {
  const pagination = valueAt(body, 'meta', 'pagination');
  return isObject(pagination) ? pagination : {};
}

/** Pages are counted: links between pages are not reliable. A count of no pages beside records is no reason to stop. */
export function isLastPage(body: { readonly data: readonly unknown[] }, page: number): boolean {
  const { current_page: current = page, total_pages: total } = paginationOf(body);
  return body.data.length === 0 || (typeof total === 'number' && total > 0 && current >= total);
}

/**
 * A store that ignores the page number answers with the same records again and again, and without a count nothing would
 * end it.
 */
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
