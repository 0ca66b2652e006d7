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
  /** Two items with the same key never share a chunk. */
  conflictKey?(item: Item): unknown;
}

/** Collects entries into chunks, in order. */
export interface Chunker<Item> {
  /** Takes an entry. Returns the chunk that it did not fit into any more, if there is one. */
  add(entry: Entry<Item>): Chunk<Item> | undefined;
  /** Returns what is left, if anything. */
  end(): Chunk<Item> | undefined;
}

export function createChunker<Item>({
  maxItems,
  maxLength = Infinity,
  lengthOf = () => 0,
  conflictKey,
}: ChunkLimits<Item>): Chunker<Item> {
  let chunk: Entry<Item>[] = [];
  let length = 0;
  let keys = new Set<unknown>();

  const end = () => {
    const full = chunk;
    [chunk, length, keys] = [[], 0, new Set()];
    return full.length > 0 ? full : undefined;
  };

  const add = (entry: Entry<Item>) => {
    const itemLength = lengthOf(entry.item);
    const key = conflictKey?.(entry.item);
    const fits = chunk.length < maxItems && length + itemLength <= maxLength && !keys.has(key);
    const full = fits ? undefined : end();
    chunk.push(entry);
    length += itemLength;
    if (conflictKey) keys.add(key);
    return full;
  };

  return { add, end };
}

/** Splits entries into chunks. Every entry is in exactly one; an entry too long for any chunk has one to itself. */
export function splitIntoChunks<Item>(entries: Iterable<Entry<Item>>, limits: ChunkLimits<Item>): Chunk<Item>[] {
  const chunker = createChunker(limits);
  const full = Array.from(entries, (entry) => chunker.add(entry));
  return [...full, chunker.end()].filter((chunk) => chunk !== undefined);
}

/** The items of a list with their positions. Holes of a sparse list count as `undefined`. */
export function entriesOf<Item>(items: readonly Item[]): Entry<Item>[] {
  return Array.from(items, (item, index) => ({ item, index }));
}

/** Entries without those whose item came before. */
export function withoutRepeats<Item>(entries: readonly Entry<Item>[]): Entry<Item>[] {
  const seen = new Set<Item>();
  return entries.filter(({ item }) => seen.size < seen.add(item).size);
}
