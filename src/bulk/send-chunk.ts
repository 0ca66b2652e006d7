import {
  ApiError,
  AuthenticationError,
  BigCommerceError,
  ConflictError,
  ContractViolationError,
  InvalidRequestError,
  PermissionError,
  RateLimitError,
  UnexpectedError,
  ValidationError,
} from '#errors';
import type { OperationInput } from '../../generated/client.js';
import type { OperationId } from '../../generated/operations.js';
import { isPlainObject, numberIn, ownMember, valueAt } from '../json.js';
import { expiryOf, type SendOptions } from '../transport/attempt.js';
import { originalOf } from '../transport/failure.js';
import type { NameArgument, RequestDraft } from '../transport/request.js';
import { mayHaveTakenEffect } from '../transport/retry.js';
import type { SuccessBody, Transport } from '../transport/transport.js';
import { type Chunk, type ChunkLimits, lastOfEach } from './chunks.js';

/** How items become requests of one operation, and responses become results. */
export interface BulkOperation<Id extends OperationId, Item, Result> {
  readonly operationId: Id;
  /** The name of the caller's list in error messages. */
  readonly argument: string;
  readonly limits: ChunkLimits<Item>;
  /** Identifies what an item is about. Two items with the same key are never under way at the same time. */
  keyOf(item: Item): unknown;
  /** Whether a later item replaces an earlier one with the same key. Otherwise repeating a key changes nothing. */
  readonly lastWins: boolean;
  toInput(items: Item[]): OperationInput<Id>;
  nameArgument(chunk: Chunk<Item>): NameArgument;
  /** Describes what makes the body of a successful response unusable, if anything does. */
  findProblem(body: unknown, sent: Chunk<Item>): string | undefined;
  /** Whether a body with a success has to confirm by its counts that all items worked. */
  readonly isCounted: boolean;
  /** One result for each entry, or an empty list if the operation returns no records. */
  readResults(body: SuccessBody<Id>, chunk: Chunk<Item>): readonly Result[];
}

/** The outcome of a chunk, or of a part of it: items that were set aside have an outcome of their own. */
export interface ChunkOutcome<Item, Result> {
  readonly status: 'done' | ErrorStatus;
  readonly entries: Chunk<Item>;
  /** One for each entry that is done, where the operation returns records. */
  readonly results: readonly Result[];
  /** Identifies the last response to BigCommerce support, if there was one that says so. */
  readonly requestId?: string | undefined;
  /** Absent from what is done, and from what was not sent because an earlier chunk had failed. */
  readonly error?: BigCommerceError;
}

/** The outcome of items whose request ended with an error. */
export type ErrorStatus = 'failed' | 'unknown' | 'unsent';

export interface ChunkOptions extends SendOptions {
  /** Whether items named in a refusal are set aside, and the rest of the chunk is sent again. */
  readonly isolateInvalid: boolean;
  /** Whether the items have been checked before. */
  readonly isChecked?: boolean | undefined;
}

/** Sends a chunk, again without the items that are refused, until every item has an outcome. Errors become outcomes. */
export async function sendChunk<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  chunk: Chunk<Item>,
  options: ChunkOptions,
): Promise<ChunkOutcome<Item, Result>[]> {
  // All requests for the chunk share one deadline.
  const { deadlineMs = transport.deadlineMs, expiresAt = expiryOf(deadlineMs, transport.clock) } = options;
  const outcomes: ChunkOutcome<Item, Result>[] = [];
  let rest = chunk;
  while (rest.length > 0) {
    const sent = lastOfEach(rest, operation.keyOf);
    let isSent = false;
    try {
      const draft = draftOf(operation, sent);
      const request = options.isChecked ? draft : transport.prepare(draft);
      const findProblem = (body: unknown) => operation.findProblem(body, sent);
      const countedItems = operation.isCounted ? sent.length : undefined;
      isSent = true;
      const { body, requestId } = await transport.send(request, { ...options, expiresAt, findProblem, countedItems });
      return [...outcomes, { status: 'done', entries: rest, results: operation.readResults(body, rest), requestId }];
    } catch (exception) {
      const error =
        exception instanceof BigCommerceError
          ? exception
          : new UnexpectedError({ operationId: operation.operationId, sent: isSent, cause: exception });
      const isAcceptable = (entries: Chunk<Item>) => canPrepare(transport, operation, entries);
      const invalid = options.isolateInvalid ? invalidEntries(error, sent, isAcceptable) : [];
      // The store may have carried out the valid part of a request that it refused.
      const wasRefused = outcomes.some((outcome) => outcome.error instanceof ValidationError);
      const status = wasRefused ? 'unknown' : outcomeOf(error, sent.length);
      const requestId = requestIdIn(error);
      if (invalid.length === 0) return [...outcomes, { status, entries: rest, results: [], error, requestId }];
      outcomes.push({ status: 'failed', entries: invalid, results: [], error, requestId });
      rest = rest.filter((entry) => !invalid.includes(entry));
    }
  }
  return outcomes;
}

function requestIdIn(error: BigCommerceError): string | undefined {
  const id = valueAt(error, 'requestId');
  return typeof id === 'string' ? id : error.attempts.at(-1)?.requestId;
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
 * The entries that caused a refusal, as far as the error names them by position.
 *
 * @param isAcceptable Whether the client's own checks accept these entries.
 */
export function invalidEntries<Item>(
  error: BigCommerceError,
  sent: Chunk<Item>,
  isAcceptable: (chunk: Chunk<Item>) => boolean,
): Chunk<Item> {
  if (error instanceof InvalidRequestError) return sent.filter((entry) => !isAcceptable([entry]));
  // In responses that count successes and failures, `errors` is a list whose positions say nothing about the items.
  const errors = error instanceof ValidationError && ownMember(originalOf(error), 'errors');
  if (!isPlainObject(errors)) return [];
  // Only `3.data` names a position: a bare `3` could be an id.
  const named = new Set(Object.keys(errors).map((key) => /^(\d+)\./.exec(key)?.[1]));
  return sent.filter((_, position) => named.has(String(position)));
}

/** The store checks credentials and quota before the request itself, so nothing was carried out. */
const TURNED_AWAY = [AuthenticationError, PermissionError, RateLimitError];

/** Decides the outcome of items whose request ended with an error: `unknown` unless there is proof. */
export function outcomeOf(error: BigCommerceError, itemCount: number): ErrorStatus {
  if (error.attempts.slice(0, -1).some((attempt) => attempt.mayHaveTakenEffect)) return 'unknown';
  // The status of a response counts even if the response breaks the contract.
  if (error instanceof ContractViolationError && error.cause instanceof BigCommerceError)
    return outcomeOf(error.cause, itemCount);
  const counted = error instanceof ApiError && outcomeByCount(error, itemCount);
  if (counted) return counted;
  if (mayHaveTakenEffect(error)) return 'unknown';
  const isRefused = error instanceof ApiError && !TURNED_AWAY.some((ErrorClass) => error instanceof ErrorClass);
  return isRefused ? 'failed' : 'unsent';
}

/** Some responses count successes and failures in `meta`. */
function outcomeByCount(error: ApiError, itemCount: number): ErrorStatus | undefined {
  const meta = ownMember(originalOf(error), 'meta');
  const countOf = (name: string) => ownMember(meta, name);
  const [total = itemCount, success, failed] = ['total', 'success', 'failed'].map(countOf);
  if (error.status >= 500 || (success === undefined && failed === undefined)) return undefined;
  const isNone = numberIn(success ?? 0) === 0 && numberIn(failed) === itemCount && numberIn(total) === itemCount;
  return isNone ? 'failed' : 'unknown';
}

/** Whether the error is a response with a success status that reports failures in its body. */
export function isPartialFailure(error: unknown): boolean {
  return error instanceof ApiError && error.status < 300;
}

/** Whether an error concerns the items of one request only, so that other requests can still succeed. */
export function isAboutItems(error: BigCommerceError | undefined): boolean {
  const isRefusal = error instanceof ValidationError || error instanceof ConflictError;
  return isRefusal || error instanceof InvalidRequestError || isPartialFailure(error);
}
