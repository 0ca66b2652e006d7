import { type BigCommerceError, InvalidRequestError } from '#errors';
import type { OperationId } from '../../generated/operations.js';
import { isObject } from '../json.js';
import { checkCallOptions } from '../options.js';
import { followSignal, onAbort } from '../transport/abort.js';
import type { Transport } from '../transport/transport.js';
import { chunksFrom } from './chunks.js';
import { BULK_CHECKS, type BulkOptions, runBulk } from './run-bulk.js';
import type { BulkOperation, ChunkOutcome } from './send-chunk.js';

/** The outcome of items of a stream that were in one request. */
export type BatchOutcome<Item, Result> =
  | (BatchResponse<Item> & { readonly status: 'done'; readonly values: readonly Result[] })
  | (BatchResponse<Item> & { readonly status: 'failed' | 'unknown'; readonly error: BigCommerceError });

interface BatchResponse<Item> {
  readonly items: readonly Item[];
  /** Identifies the last response to BigCommerce support, if there was one that says so. */
  readonly requestId?: string | undefined;
}

/**
 * Sends items as a source yields them, a few requests at once, and holds only a few batches in memory. Yields outcomes in
 * the order of the source; items that are set aside have an outcome of their own, before that of their batch.
 *
 * @throws InvalidRequestError when the source is not iterable; whatever the source throws.
 */
export async function* sendBatches<Id extends OperationId, Item, Result>(
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
  // When the caller stops early, requests under way are cancelled, and so are those that wait to be sent.
  const { signal, abort, release } = followSignal(options.signal);
  const chunks = chunksFrom(untilAborted(source, signal), limits.maxItems);
  const settings = { maxAhead: MAX_BATCHES_AHEAD, stopsOnFailure: false };
  try {
    for await (const outcomes of runBulk(transport, operation, chunks, { ...options, signal }, settings)) {
      for (const outcome of outcomes) yield toBatchOutcome(outcome);
    }
  } finally {
    abort();
    release();
    await chunks.return();
  }
}

function isIterable(value: unknown): boolean {
  return isObject(value) && (Symbol.asyncIterator in value || Symbol.iterator in value);
}

function toBatchOutcome<Item, Result>({
  status,
  entries,
  results,
  error,
  requestId,
}: ChunkOutcome<Item, Result>): BatchOutcome<Item, Result> {
  const items = entries.map(({ item }) => item);
  if (!error) return { status: 'done', items, values: results, requestId };
  return { status: status === 'unknown' ? status : 'failed', items, error, requestId };
}

/** Batches that may be complete while an earlier one is still being retried. */
const MAX_BATCHES_AHEAD = 12;

/**
 * Yields what a source yields, until it ends or the signal is aborted, even while the next item is pending. Closes the
 * source if it has not ended.
 */
export async function* untilAborted<Item>(
  source: Iterable<Item> | AsyncIterable<Item>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item, void, undefined> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  // Whether the source expects to be asked for more, so that it has to be told to close.
  let isOpen = false;
  try {
    while (!signal?.aborted) {
      const next = await nextUnlessAborted(iterator, signal);
      isOpen = next === ABORTED || !next.done;
      if (next === ABORTED || next.done) return;
      // A plain iterable may yield promises.
      yield await next.value;
      isOpen = false;
    }
    isOpen = true;
  } finally {
    const closed = isOpen ? Promise.resolve(iterator.return?.()) : undefined;
    // A source whose next item is pending may never finish closing.
    if (signal?.aborted) closed?.catch(() => {});
    else await closed;
  }
}

/** Makes a promise for each item: racing against a single pending one would retain the result of every race. */
async function nextUnlessAborted<Item>(
  iterator: Iterator<Item> | AsyncIterator<Item>,
  signal: AbortSignal | undefined,
): Promise<IteratorResult<Item> | typeof ABORTED> {
  const next = iterator.next();
  // An item that is there already is kept, even if taking it has aborted the signal.
  if (!signal || !('then' in next)) return next;
  let stopListening = () => {};
  const aborted = new Promise<typeof ABORTED>((resolve) => {
    stopListening = onAbort(signal, () => resolve(ABORTED));
  });
  return Promise.race([next, aborted]).finally(stopListening);
}

const ABORTED = Symbol('aborted');
