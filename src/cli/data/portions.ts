/**
 * Items that are handed to the client at once. How many requests these become, and when they are sent, is the client's
 * business; this is how often it is noted what is done.
 */
export const PORTION_SIZE = 500;

export function* portionsOf<Item>(items: readonly Item[], size = PORTION_SIZE): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
