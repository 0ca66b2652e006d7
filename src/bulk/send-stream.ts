import type { OperationId } from '../../generated/operations.js';
import type { BigCommerceError } from '../errors/bigcommerce-error.js';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { checkCallOptions } from '../transport/call-options.js';
import { followSignal } from '../transport/follow-signal.js';
import type { Transport } from '../transport/transport.js';
import { BULK_CHECKS, type BulkOptions } from './bulk-options.js';
import { chunksFrom } from './chunk.js';
import { runChunks } from './run-chunks.js';
import type { BulkOperation, ChunkPart } from './send-chunk.js';
import { untilAborted } from './until-aborted.js';

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
