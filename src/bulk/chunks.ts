import type { OperationId } from '../../generated/operations.js';
import { InvalidRequestError } from '../errors/invalid-request.js';

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

/**
 * The items of a list that the caller passed, with their positions.
 *
 * @throws InvalidRequestError when it is no list, or has nothing in it.
 */
export function entriesOf<Item>(items: readonly Item[], argument: string, operationId: OperationId): Entry<Item>[] {
  const length = Array.isArray(items) ? items.length : 0;
  // By position and not by iterating, so that what was counted is what is sent. A hole counts as `undefined`.
  const entries = Array.from({ length }, (_, index) => ({ item: copyOf(items[index] as Item), index }));
  if (entries.length > 0) return entries;
  const message = Array.isArray(items) ? 'must have at least one member' : 'must be a list';
  throw new InvalidRequestError([{ path: argument, message }], { operationId });
}

/** Of an object, a copy: what is checked is what is sent, whatever the caller does to it meanwhile. */
export function copyOf<Item>(item: Item): Item {
  return typeof item === 'object' && item !== null && !Array.isArray(item) ? { ...item } : item;
}

/** Of entries with the same key the last one, so that what comes later in the input is what stays. */
export function lastOfEach<Item>(entries: Chunk<Item>, keyOf: (item: Item) => unknown): Chunk<Item> {
  const last = new Map(entries.map((entry) => [keyOf(entry.item), entry]));
  return last.size === entries.length ? entries : entries.filter((entry) => last.get(keyOf(entry.item)) === entry);
}

/** Entries without those whose item came before. */
export function withoutRepeats<Item>(
  entries: readonly Entry<Item>[],
  keyOf: (item: Item) => unknown,
): readonly Entry<Item>[] {
  const seen = new Set<unknown>();
  return entries.filter(({ item }) => seen.size < seen.add(keyOf(item)).size);
}
