import type { OperationId } from '../../generated/operations.js';
import { InvalidRequestError, type RequestIssue } from '../errors/invalid-request-error.js';
import type { PreparedRequest, RequestDraft } from '../transport/prepare-request.js';
import type { Transport } from '../transport/transport.js';
import type { Chunk } from './chunk.js';

/** A chunk and the request that carries it. */
export interface PreparedChunk<Id extends OperationId, Item> {
  readonly chunk: Chunk<Item>;
  readonly request: PreparedRequest<Id>;
}

/**
 * Makes requests of all chunks, and so checks all of them before the first is sent.
 *
 * @throws InvalidRequestError with what is wrong in any of them.
 */
export function prepareChunks<Id extends OperationId, Item>(
  transport: Transport,
  operationId: Id,
  chunks: readonly Chunk<Item>[],
  draftOf: (chunk: Chunk<Item>) => RequestDraft<Id>,
): PreparedChunk<Id, Item>[] {
  const prepared: PreparedChunk<Id, Item>[] = [];
  const issues: RequestIssue[] = [];
  for (const chunk of chunks) {
    try {
      prepared.push({ chunk, request: transport.prepare(draftOf(chunk)) });
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error;
      issues.push(...error.issues);
      if (issues.length >= ENOUGH_ISSUES) break;
    }
  }
  if (issues.length === 0) return prepared;
  // What all requests have in common, such as a path parameter, is wrong in each of them.
  const distinct = new Map(issues.map((issue) => [`${issue.path} ${issue.message}`, issue]));
  throw new InvalidRequestError([...distinct.values()], { operationId });
}

/** Enough to see what is wrong with a list. A million of them would help nobody. */
const ENOUGH_ISSUES = 100;
