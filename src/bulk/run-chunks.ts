import type { OperationId } from '../../generated/operations.js';
import { BulkError } from '../errors/bulk-error.js';
import type { Chunk } from './chunk.js';
import { isPartialFailure, outcomeOf } from './outcome.js';

/**
 * Sends chunks one after another and gathers their results.
 *
 * @throws BulkError when a chunk of several fails, or the store reports that one worked in part; the chunks after it are
 * not sent. A failure of the only chunk is thrown as it is.
 */
export async function runChunks<Item, Result>(
  operationId: OperationId,
  chunks: readonly Chunk<Item>[],
  send: (chunk: Chunk<Item>) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [position, chunk] of chunks.entries()) {
    try {
      results.push(...(await send(chunk)));
    } catch (error) {
      if (!(error instanceof Error) || (chunks.length === 1 && !isPartialFailure(error))) throw error;
      const stopped = { failed: [], unknown: [], unsent: [], [outcomeOf(error)]: itemsOf([chunk]) };
      const unsent = [...stopped.unsent, ...itemsOf(chunks.slice(position + 1))];
      const report = { ...stopped, done: itemsOf(chunks.slice(0, position)), results, unsent };
      throw new BulkError<Item, Result>(report, { operationId, cause: error });
    }
  }
  return results;
}

function itemsOf<Item>(chunks: readonly Chunk<Item>[]): Item[] {
  return chunks.flatMap((chunk) => chunk.map(({ item }) => item));
}
