import { copyOf } from './entries.js';

/** An item of a list, with its position in the list that the caller passed. */
export interface Entry<Item> {
  readonly item: Item;
  readonly index: number;
}

/** Items that travel in one request. */
export type Chunk<Item> = readonly Entry<Item>[];

/** What one request can take. */
export interface ChunkLimits<Item> {
  readonly maxItems: number;
  /** Characters that the items may take together, and how many of them one takes. */
  readonly maxLength?: number;
  lengthOf?(item: Item): number;
}

/** Splits a list into chunks, in order. Every entry is in exactly one; one that is too long for any has one to itself. */
export function splitIntoChunks<Item>(
  entries: readonly Entry<Item>[],
  { maxItems, maxLength = Infinity, lengthOf = () => 0 }: ChunkLimits<Item>,
): Chunk<Item>[] {
  const chunks: Entry<Item>[][] = [];
  let length = Infinity;
  for (const entry of entries) {
    const current = chunks.at(-1);
    const itemLength = lengthOf(entry.item);
    if (current && current.length < maxItems && length + itemLength <= maxLength) {
      current.push(entry);
      length += itemLength;
    } else {
      chunks.push([entry]);
      length = itemLength;
    }
  }
  return chunks;
}

/** Collects what a source yields into chunks. When the source fails, what came before is a chunk as well. */
export async function* chunksFrom<Item>(
  source: AsyncIterable<Item>,
  maxItems: number,
): AsyncGenerator<Chunk<Item>, void, undefined> {
  let chunk: Entry<Item>[] = [];
  let index = 0;
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const item of source) {
      chunk.push({ item: copyOf(item), index });
      index += 1;
      if (chunk.length < maxItems) continue;
      yield chunk;
      chunk = [];
    }
  } catch (error) {
    failure = { error };
  }
  if (chunk.length > 0) yield chunk;
  if (failure) throw failure.error;
}
