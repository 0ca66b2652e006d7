/** How items are handed to the client. What a call has done is noted when it ends. */
export interface Portions {
  /** Items in one call. */
  readonly size: number;
  /** Calls at once. */
  readonly atOnce: number;
}

export function* portionsOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
