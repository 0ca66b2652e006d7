import type { OperationInput } from '../../generated/client.js';
import type { OperationId } from '../../generated/operations.js';
import { BigCommerceError } from '../errors/bigcommerce-error.js';
import { ValidationError } from '../errors/validation-error.js';
import type { NameArgument, RequestDraft } from '../transport/prepare-request.js';
import type { SendOptions, SuccessBody, Transport } from '../transport/transport.js';
import type { Chunk, ChunkLimits } from './chunk.js';
import { lastOfEach } from './entries.js';
import { invalidEntries } from './invalid-entries.js';
import { type ErrorOutcome, outcomeOf } from './outcome.js';

/** How items become requests of one operation, and answers become results. */
export interface BulkOperation<Id extends OperationId, Item, Result> {
  readonly operationId: Id;
  /** The caller's name for the list. */
  readonly argument: string;
  readonly limits: ChunkLimits<Item>;
  /** Items with the same key never travel at the same time, and the last one stays. */
  keyOf(item: Item): unknown;
  /** Whether an item may be sent again after one with the same key. Otherwise the first is enough. */
  readonly sendsRepeats: boolean;
  toInput(items: Item[]): OperationInput<Id>;
  nameArgument(chunk: Chunk<Item>): NameArgument;
  /** Says what is wrong with the body of a success. */
  findProblem(body: unknown, sent: Chunk<Item>): string | undefined;
  /** One result for each of the items, or none at all. */
  readResults(body: Awaited<SuccessBody<Id>>, chunk: Chunk<Item>): readonly Result[];
}

/** What became of some items that were in one chunk. */
export interface ChunkPart<Item, Result> {
  readonly status: 'done' | ErrorOutcome;
  readonly chunk: Chunk<Item>;
  readonly results: readonly Result[];
  readonly error?: BigCommerceError;
}

export interface ChunkOptions extends SendOptions {
  /** Whether items that a refusal names are set aside, and the others sent again. */
  readonly isolateInvalid: boolean;
}

/** Sends the items of a chunk until something definite can be said about each. Does not throw errors of this package. */
export async function sendChunk<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  chunk: Chunk<Item>,
  { isolateInvalid, ...options }: ChunkOptions,
): Promise<ChunkPart<Item, Result>[]> {
  // One deadline for all requests that the chunk takes.
  const { deadlineMs = transport.deadlineMs, expiresAt = transport.clock.now() + (deadlineMs ?? Infinity) } = options;
  const sendOptions = { ...options, expiresAt };
  const parts: ChunkPart<Item, Result>[] = [];
  let rest = chunk;
  while (rest.length > 0) {
    const sent = lastOfEach(rest, operation.keyOf);
    try {
      const findProblem = (body: unknown) => operation.findProblem(body, sent);
      const body = await transport.send(transport.prepare(draftOf(operation, sent)), { ...sendOptions, findProblem });
      return [...parts, { status: 'done', chunk: rest, results: operation.readResults(body, rest) }];
    } catch (error) {
      if (!(error instanceof BigCommerceError)) throw error;
      const isAcceptable = (entries: Chunk<Item>) => canPrepare(transport, operation, entries);
      const invalid = isolateInvalid ? invalidEntries(error, sent, isAcceptable) : [];
      // A request that was refused for some of its items may have been carried out for the others.
      const wasRefused = parts.some((part) => part.error instanceof ValidationError);
      const status = wasRefused ? 'unknown' : outcomeOf(error, sent.length);
      if (invalid.length === 0) return [...parts, { status, chunk: rest, results: [], error }];
      parts.push({ status: 'failed', chunk: invalid, results: [], error });
      rest = rest.filter((entry) => !invalid.includes(entry));
    }
  }
  return parts;
}

function canPrepare<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  chunk: Chunk<Item>,
): boolean {
  try {
    transport.prepare(draftOf(operation, chunk));
    return true;
  } catch {
    return false;
  }
}

export function draftOf<Id extends OperationId, Item, Result>(
  { operationId, toInput, nameArgument }: BulkOperation<Id, Item, Result>,
  chunk: Chunk<Item>,
): RequestDraft<Id> {
  return { operationId, input: toInput(chunk.map(({ item }) => item)), nameArgument: nameArgument(chunk) };
}
