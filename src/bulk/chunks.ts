import { InvalidRequestError } from '#errors';
import type { OperationId } from '../../generated/operations.js';
import { isObject } from '../json.js';

/** An item as it is sent, with its position in the caller's list or stream. */
export interface Entry<Item> {
  readonly item: Item;
  readonly index: number;
}

/** Items that travel in one request. */
export type Chunk<Item> = readonly Entry<Item>[];

/** What fits into one request. */
export interface ChunkLimits<Item> {
  readonly maxItems: number;
  /** Maximum characters of all items of a request together; `lengthOf` counts those of one item. */
  readonly maxLength?: number;
  lengthOf?(item: Item): number;
}

/** Splits a list into chunks, in order. An item that exceeds `maxLength` by itself gets a chunk of its own. */
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

/** Collects what a source yields into chunks. If the source fails, the items before the failure still form a chunk. */
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
 * Copies the items of the caller's list, with their positions.
 *
 * @throws InvalidRequestError when the argument is not a list, or is empty.
 */
export function entriesOf<Item>(items: readonly Item[], argument: string, operationId: OperationId): Entry<Item>[] {
  const length = Array.isArray(items) ? items.length : 0;
  // By position rather than by iterator: an overridden iterator could yield something else. A hole becomes `undefined`.
  const entries: Entry<Item>[] = [];
  for (let index = 0; index < length; index += 1) entries.push({ item: copyOf(items[index] as Item), index });
  if (length > 0) return entries;
  const message = Array.isArray(items) ? 'must have at least one member' : 'must be a list';
  throw new InvalidRequestError([{ path: argument, message }], { operationId });
}

/** Copies an object, so that what was checked is what is sent even if the caller changes it in the meantime. */
export function copyOf<Item>(item: Item): Item {
  return isObject(item) && !Array.isArray(item) ? { ...item } : item;
}

/** Keeps the last entry for each key: the later of two values for the same thing is the one to be stored. */
export function lastOfEach<Item>(entries: Chunk<Item>, keyOf: (item: Item) => unknown): Chunk<Item> {
  const last = new Map<unknown, Entry<Item>>();
  for (const entry of entries) last.set(keyOf(entry.item), entry);
  return last.size === entries.length ? entries : [...last.values()].sort((one, other) => one.index - other.index);
}

/** Keeps the first entry for each key. */
export function withoutRepeats<Item>(
  entries: readonly Entry<Item>[],
  keyOf: (item: Item) => unknown,
): readonly Entry<Item>[] {
  const seen = new Set<unknown>();
  return entries.filter(({ item }) => seen.size < seen.add(keyOf(item)).size);
}
