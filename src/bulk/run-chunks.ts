import type { OperationId } from '../../generated/operations.js';
import { BulkError } from '../errors/bulk-error.js';
import type { Chunk } from './chunk.js';
import { isPartialFailure, outcomeOf } from './outcome.js';
import type { PreparedChunk } from './prepare-chunks.js';

/**
 * Sends chunks one after another and gathers their results. After a chunk that fails, no more are sent.
 *
 * @throws BulkError when some items may have taken effect and others not; otherwise the error of the chunk that failed.
 */
export async function runChunks<Id extends OperationId, Item, Result>(
  operationId: Id,
  chunks: readonly PreparedChunk<Id, Item>[],
  send: (chunk: PreparedChunk<Id, Item>) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [position, prepared] of chunks.entries()) {
    try {
      results.push(...(await send(prepared)));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const outcome = outcomeOf(error, prepared.chunk.length);
      const saysItAll = chunks.length === 1 ? !isPartialFailure(error) : position === 0 && outcome === 'unsent';
      if (saysItAll) throw error;
      const stopped = { failed: [], unknown: [], unsent: [], [outcome]: itemsOf([prepared]) };
      const unsent = [...stopped.unsent, ...itemsOf(chunks.slice(position + 1))];
      const report = { ...stopped, done: itemsOf(chunks.slice(0, position)), results, unsent };
      throw new BulkError<Item, Result>(report, { operationId, cause: error });
    }
  }
  return results;
}

function itemsOf<Item>(chunks: readonly { readonly chunk: Chunk<Item> }[]): Item[] {
  return chunks.flatMap(({ chunk }) => chunk.map(({ item }) => item));
}
