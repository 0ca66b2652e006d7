import type { OperationId } from '../../generated/operations.js';
import { BulkError } from '../errors/bulk-error.js';
import type { DryRun } from '../transport/preview-request.js';
import type { Transport } from '../transport/transport.js';
import type { BulkOptions } from './bulk-options.js';
import type { Chunk, Entry } from './chunk.js';
import { isAboutItems, isPartialFailure } from './outcome.js';
import { type PlannedChunk, planChunks } from './plan-chunks.js';
import { runChunks } from './run-chunks.js';
import type { BulkOperation, ChunkPart } from './send-chunk.js';

/** Tells which requests any number of items would become. */
export async function previewAll<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  entries: readonly Entry<Item>[],
  options: BulkOptions,
): Promise<DryRun> {
  const requests = planChunks(transport, operation, entries).map(async ({ chunk, request }) => {
    const preview = await transport.preview(request, options);
    return { ...preview, itemCount: chunk.length };
  });
  return { requests: await Promise.all(requests) };
}

/**
 * Sends any number of items. All are checked before the first is sent. After a failure that is not about the items
 * themselves, no further requests are made.
 *
 * @returns The results in the order of the items.
 * @throws BulkError when not everything is done; the error itself where one says it all.
 */
export async function sendAll<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  entries: readonly Entry<Item>[],
  options: BulkOptions,
): Promise<Result[]> {
  const { deadlineMs = transport.deadlineMs } = options;
  const expiresAt = transport.clock.now() + (deadlineMs ?? Infinity);
  const planned = planChunks(transport, operation, entries);
  const stopsAfter = (parts: readonly ChunkPart<unknown, unknown>[]) =>
    parts.some(({ status, error }) => status !== 'done' && !isAboutItems(error));
  const settings = { total: entries.length, maxAhead: Infinity, expiresAt, stopsAfter };
  const parts: ChunkPart<Item, Result>[] = [];
  for await (const some of runChunks(transport, operation, chunksOf(planned), options, settings)) parts.push(...some);
  return settle(operation.operationId, parts, planned.length);
}

/** The plan as an asynchronous source. */
async function* chunksOf<Id extends OperationId, Item>(planned: readonly PlannedChunk<Id, Item>[]) {
  for (const { chunk } of planned) yield chunk;
}

/** Turns what became of the parts into the results, or into one error. */
function settle<Item, Result>(
  operationId: OperationId,
  parts: readonly ChunkPart<Item, Result>[],
  chunkCount: number,
): Result[] {
  const those = (status: string) => inOrder(parts.filter((part) => part.status === status));
  const results = parts.flatMap((part) => part.results);
  const errors = parts.flatMap(({ error }) => error ?? []);
  // What stopped the call, if anything did.
  const cause = errors.find((error) => !isAboutItems(error)) ?? errors[0];
  if (!cause) return results;
  const [done, failed, unknown, unsent] = [those('done'), those('failed'), those('unknown'), those('unsent')];
  const isOneRequest = chunkCount === 1 && parts.length === 1;
  const saysItAll = isOneRequest ? !isPartialFailure(cause) : unsent.length === countOf(parts);
  if (saysItAll) throw cause;
  throw new BulkError({ done, results, failed, unknown, unsent }, { operationId, cause });
}

function countOf(parts: readonly { readonly chunk: Chunk<unknown> }[]): number {
  return parts.reduce((count, { chunk }) => count + chunk.length, 0);
}

function inOrder<Item>(parts: readonly { readonly chunk: Chunk<Item> }[]): Item[] {
  const entries = parts.flatMap(({ chunk }) => chunk);
  return entries.sort((one, other) => one.index - other.index).map(({ item }) => item);
}
