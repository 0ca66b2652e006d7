import type { OperationInput } from '../../generated/client.js';
import type { OperationId } from '../../generated/operations.js';
import {
  ApiError,
  AuthenticationError,
  ConflictError,
  PermissionError,
  RateLimitError,
  ValidationError,
} from '../errors/api-errors.js';
import { BigCommerceError } from '../errors/base.js';
import { ContractViolationError } from '../errors/contract-violation.js';
import { InvalidRequestError } from '../errors/invalid-request.js';
import { valueAt } from '../json.js';
import { isPlainObject } from '../options.js';
import type { SendOptions } from '../transport/attempt.js';
import type { NameArgument, RequestDraft } from '../transport/request.js';
import { mayHaveTakenEffect } from '../transport/retry.js';
import type { SuccessBody, Transport } from '../transport/transport.js';
import { type Chunk, type ChunkLimits, lastOfEach } from './chunks.js';

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

/**
 * The entries that are to blame for the refusal of a request, as far as it names them by their positions.
 *
 * @param isAcceptable Whether the client would send an entry.
 */
export function invalidEntries<Item>(
  error: BigCommerceError,
  sent: Chunk<Item>,
  isAcceptable: (chunk: Chunk<Item>) => boolean,
): Chunk<Item> {
  if (error instanceof InvalidRequestError) return sent.filter((entry) => !isAcceptable([entry]));
  // Answers to batches have a list there, of which the positions are its own.
  if (!(error instanceof ValidationError) || !isPlainObject(error.errors)) return [];
  // A number alone may be an id as well.
  const named = new Set(Object.keys(error.errors).map((key) => /^(\d+)\./.exec(key)?.[1]));
  return sent.filter((_, position) => named.has(String(position)));
}

/** What an error says about the items of the request that it ended. */
export type ErrorOutcome = 'failed' | 'unknown' | 'unsent';

/** The store looks at credentials and quota before it looks at the request: it has not carried anything out. */
const TURNED_AWAY = [AuthenticationError, PermissionError, RateLimitError];

/** Decides what became of the items of a call that ended with an error. Without proof, their outcome is unknown. */
export function outcomeOf(error: BigCommerceError, itemCount: number): ErrorOutcome {
  if (error.attempts.slice(0, -1).some((attempt) => attempt.mayHaveTakenEffect)) return 'unknown';
  // An answer that breaks the contract still says what its status says.
  if (error instanceof ContractViolationError && error.cause instanceof BigCommerceError)
    return outcomeOf(error.cause, itemCount);
  const counted = error instanceof ApiError && outcomeByCount(error, itemCount);
  if (counted) return counted;
  if (mayHaveTakenEffect(error)) return 'unknown';
  const isRefused = error instanceof ApiError && !TURNED_AWAY.some((ErrorClass) => error instanceof ErrorClass);
  return isRefused ? 'failed' : 'unsent';
}

/** Answers to batches count what worked and what did not. */
function outcomeByCount({ status, body }: ApiError, itemCount: number): ErrorOutcome | undefined {
  const [success, failed] = [valueAt(body, 'meta', 'success'), valueAt(body, 'meta', 'failed')];
  if (status >= 500 || (success === undefined && failed === undefined)) return undefined;
  return !success && Number(failed) >= itemCount ? 'failed' : 'unknown';
}

/** Whether the store answered with success, but its answer reports failures. */
export function isPartialFailure(error: unknown): boolean {
  return error instanceof ApiError && error.status < 300;
}

/** Whether an error is about the items of one request, so that others may still work. */
export function isAboutItems(error: BigCommerceError | undefined): boolean {
  const isRefusal = error instanceof ValidationError || error instanceof ConflictError;
  return isRefusal || error instanceof InvalidRequestError || isPartialFailure(error);
}
