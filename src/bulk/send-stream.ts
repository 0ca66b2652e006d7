import type { OperationId } from '../../generated/operations.js';
import type { BigCommerceError } from '../errors/base.js';
import { InvalidRequestError } from '../errors/invalid-request.js';
import { checkCallOptions } from '../options.js';
import { followSignal, onAbort } from '../transport/abort.js';
import type { Transport } from '../transport/transport.js';
import { chunksFrom } from './chunks.js';
import { BULK_CHECKS, type BulkOptions, runChunks } from './run-chunks.js';
import type { BulkOperation, ChunkPart } from './send-chunk.js';

/** What became of items of a stream that were in one request. */
export type BatchOutcome<Item, Result> =
  | { readonly status: 'done'; readonly items: readonly Item[]; readonly values: readonly Result[] }
  | { readonly status: 'failed' | 'unknown'; readonly items: readonly Item[]; readonly error: BigCommerceError };

/**
 * Sends items as a source yields them, a few requests at once, and holds no more of them than that. Yields what became of
 * the items in their order; those that are set aside from a batch have an outcome of their own, before that of the batch.
 *
 * @throws InvalidRequestError when the source is none; and whatever the source throws.
 */
export async function* sendStream<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  source: Iterable<Item> | AsyncIterable<Item>,
  givenOptions: BulkOptions,
): AsyncGenerator<BatchOutcome<Item, Result>, void, undefined> {
  const { operationId, argument, limits } = operation;
  const options = checkCallOptions(givenOptions, BULK_CHECKS);
  if (!isIterable(source)) {
    const issue = { path: argument, message: 'must be an iterable of values' };
    throw new InvalidRequestError([issue], { operationId });
  }
  // When the caller stops early, what is under way or waits for its turn is given up.
  const { signal, abort, release } = followSignal(options.signal);
  const chunks = chunksFrom(untilAborted(source, signal), limits.maxItems);
  const settings = { maxAhead: MAX_BATCHES_AHEAD, stopsAfter: () => false };
  try {
    for await (const parts of runChunks(transport, operation, chunks, { ...options, signal }, settings)) {
      for (const part of parts) yield toOutcome(part);
    }
  } finally {
    abort();
    release();
    await chunks.return();
  }
}

function isIterable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);
}

function toOutcome<Item, Result>({
  status,
  chunk,
  results,
  error,
}: ChunkPart<Item, Result>): BatchOutcome<Item, Result> {
  const items = chunk.map(({ item }) => item);
  if (!error) return { status: 'done', items, values: results };
  return { status: status === 'unknown' ? status : 'failed', items, error };
}

/** Batches that may be complete while one before them still waits, so that a retry does not hold up all others. */
const MAX_BATCHES_AHEAD = 12;

/**
 * What a source yields, until it ends or a signal is aborted, even while the source makes us wait. Closes the source when
 * it is left before its end.
 */
export async function* untilAborted<Item>(
  source: Iterable<Item> | AsyncIterable<Item>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item, void, undefined> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  // Whether the source expects to be asked again, and so to be told that it will not be.
  let isOpen = false;
  try {
    while (!signal?.aborted) {
      const next = await nextUnlessAborted(iterator, signal);
      isOpen = next === ABORTED || !next.done;
      if (next === ABORTED || next.done) return;
      // A plain list may hold promises.
      yield await next.value;
      isOpen = false;
    }
    isOpen = true;
  } finally {
    const closed = isOpen ? Promise.resolve(iterator.return?.()) : undefined;
    // A source that makes us wait when the signal is aborted would also make us wait for its end.
    if (signal?.aborted) closed?.catch(() => {});
    else await closed;
  }
}

/** With a promise of its own for each item: a race against one that stays pending keeps what every item left behind. */
async function nextUnlessAborted<Item>(
  iterator: Iterator<Item> | AsyncIterator<Item>,
  signal: AbortSignal | undefined,
): Promise<IteratorResult<Item> | typeof ABORTED> {
  const next = iterator.next();
  // What is there already is not thrown away, even if taking it has aborted the signal.
  if (!signal || !('then' in next)) return next;
  let stopListening = () => {};
  const aborted = new Promise<typeof ABORTED>((resolve) => {
    stopListening = onAbort(signal, () => resolve(ABORTED));
  });
  return Promise.race([next, aborted]).finally(stopListening);
}

const ABORTED = Symbol('aborted');
