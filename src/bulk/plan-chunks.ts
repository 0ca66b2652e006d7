import type { OperationId } from '../../generated/operations.js';
import { InvalidRequestError, type RequestIssue } from '../errors/invalid-request-error.js';
import type { Transport } from '../transport/transport.js';
import { type Chunk, type Entry, splitIntoChunks } from './chunk.js';
import { type BulkOperation, draftOf } from './send-chunk.js';

/**
 * Splits entries into chunks and makes requests of all of them, to check everything before the first is sent.
 *
 * @throws InvalidRequestError with what is wrong in any of them.
 */
export function planChunks<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  entries: readonly Entry<Item>[],
): Chunk<Item>[] {
  const chunks = splitIntoChunks(entries, operation.limits);
  const issues: RequestIssue[] = [];
  for (const chunk of chunks) {
    try {
      transport.prepare(draftOf(operation, chunk));
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error;
      issues.push(...error.issues);
      if (issues.length >= ENOUGH_ISSUES) break;
    }
  }
  if (issues.length === 0) return chunks;
  // What all requests have in common, such as a path parameter, is wrong in each of them.
  const distinct = new Map(issues.map((issue) => [`${issue.path} ${issue.message}`, issue]));
  throw new InvalidRequestError([...distinct.values()], { operationId: operation.operationId });
}

/** Enough to see what is wrong with a list. A million of them would help nobody. */
const ENOUGH_ISSUES = 100;
