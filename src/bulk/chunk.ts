import type { OperationId } from '../../generated/operations.js';
import { InvalidRequestError } from '../errors/invalid-request-error.js';

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
  /** Takes an entry. Returns the chunks that are complete now: the one it did not fit into, the one that it filled. */
  add(entry: Entry<Item>): Chunk<Item>[];
  /** Returns what is left, if anything. */
  end(): Chunk<Item>[];
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
    const complete = chunk;
    [chunk, length, keys] = [[], 0, new Set()];
    return complete.length > 0 ? [complete] : [];
  };

  const add = (entry: Entry<Item>) => {
    const itemLength = lengthOf(entry.item);
    const key = conflictKey?.(entry.item);
    const complete = length + itemLength > maxLength || keys.has(key) ? end() : [];
    chunk.push(entry);
    length += itemLength;
    if (conflictKey) keys.add(key);
    return chunk.length < maxItems ? complete : [...complete, ...end()];
  };

  return { add, end };
}

/** Splits entries into chunks. Every entry is in exactly one; an entry too long for any chunk has one to itself. */
export function splitIntoChunks<Item>(entries: readonly Entry<Item>[], limits: ChunkLimits<Item>): Chunk<Item>[] {
  const chunker = createChunker(limits);
  return [...entries.flatMap((entry) => chunker.add(entry)), ...chunker.end()];
}

/**
 * The items of a list that the caller passed, with their positions.
 *
 * @throws InvalidRequestError when it is no list, or has nothing in it.
 */
export function entriesOf<Item>(items: readonly Item[], argument: string, operationId: OperationId): Entry<Item>[] {
  const length = Array.isArray(items) ? items.length : 0;
  // By position and not by iterating, so that what was counted is what is sent. A hole counts as `undefined`.
  const entries = Array.from({ length }, (_, index) => ({ item: items[index] as Item, index }));
  if (entries.length > 0) return entries;
  const message = Array.isArray(items) ? 'must have at least one member' : 'must be a list';
  throw new InvalidRequestError([{ path: argument, message }], { operationId });
}

/** Entries without those whose item came before. */
export function withoutRepeats<Item>(entries: readonly Entry<Item>[]): Entry<Item>[] {
  const seen = new Set<Item>();
  return entries.filter(({ item }) => {
    const isNew = !seen.has(item);
    seen.add(item);
    return isNew;
  });
}
