import type { OperationDescriptor } from '../../generated/descriptor.js';
import { type OperationId, operations } from '../../generated/operations.js';
import type { Transport } from '../transport/transport.js';
import type { BulkOptions } from './bulk-options.js';
import type { Chunk } from './chunk.js';
import { inParallel } from './in-parallel.js';
import { createProgress } from './progress.js';
import { type BulkOperation, type ChunkPart, sendChunk } from './send-chunk.js';
import { createTurns } from './take-turns.js';

export interface RunSettings {
  /** All items, where that is known. */
  readonly total?: number;
  /** Chunks whose results may wait for those before them. */
  readonly maxAhead: number;
  readonly expiresAt?: number;
  /** Whether chunks are no longer sent because of what became of one. */
  readonly stopsAfter: (parts: readonly ChunkPart<unknown, unknown>[]) => boolean;
}

/** Sends chunks, as many at once as the operation allows, and yields what became of each, in order. */
export function runChunks<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  chunks: AsyncIterator<Chunk<Item>>,
  { isolateInvalid = true, onProgress, ...options }: BulkOptions,
  { total, maxAhead, stopsAfter, ...limits }: RunSettings,
): AsyncGenerator<ChunkPart<Item, Result>[], void, undefined> {
  const { maxConcurrency: parallel = UNDOCUMENTED_CONCURRENCY }: OperationDescriptor =
    operations[operation.operationId];
  const noteProgress = createProgress(transport.clock, total, onProgress);
  const takeTurns = createTurns();
  let isStopped = false;
  const send = async (chunk: Chunk<Item>): Promise<ChunkPart<Item, Result>[]> => {
    if (isStopped) return [{ status: 'unsent', chunk, results: [] }];
    const parts = await sendChunk(transport, operation, chunk, { ...options, ...limits, isolateInvalid });
    isStopped ||= stopsAfter(parts);
    return parts;
  };
  const run = async (chunk: Chunk<Item>) => {
    const parts = await takeTurns(
      chunk.map(({ item }) => operation.keyOf(item)),
      () => send(chunk),
    );
    noteProgress(parts);
    return parts;
  };
  return inParallel(chunks, run, { parallel, maxAhead });
}

/** Requests at once where no limit is documented. Until 2023 BigCommerce stated this number for most operations. */
const UNDOCUMENTED_CONCURRENCY = 3;
