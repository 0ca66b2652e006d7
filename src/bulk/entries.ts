import type { OperationId } from '../../generated/operations.js';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import type { Chunk, Entry } from './chunk.js';

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
