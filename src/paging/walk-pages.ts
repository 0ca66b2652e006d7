/** Fetches a page by its number. */
export type FetchPage<Page> = (page: number) => Promise<Page>;

/**
 * Yields pages one after another. The next one is fetched while the caller works on the one before.
 *
 * @param numberAfter The number of the page that follows one, or `undefined` where it is the last.
 * @throws Whatever `fetchPage` throws, when its page is due.
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
    // Nobody may ever look at it.
    pending.catch(() => {});
    yield page;
  }
}
