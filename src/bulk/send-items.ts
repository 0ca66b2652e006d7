import type { OperationId } from '../../generated/operations.js';
import type { BigCommerceError } from '../errors/base.js';
import { BulkError, type BulkFailure } from '../errors/bulk-error.js';
import { InvalidRequestError, type RequestIssue } from '../errors/invalid-request.js';
import { checkBoolean, checkCallOptions, optional } from '../options.js';
import type { DryRun, DryRunOption } from '../transport/request.js';
import type { Transport } from '../transport/transport.js';
import { type Chunk, type Entry, entriesOf, lastOfEach, splitIntoChunks, withoutRepeats } from './chunks.js';
import { BULK_CHECKS, type BulkOptions, runChunks } from './run-chunks.js';
import { type BulkOperation, type ChunkPart, draftOf, isAboutItems, isPartialFailure } from './send-chunk.js';

/**
 * Sends any number of items, or tells what would be sent. An empty list is refused: a request without items can mean all.
 *
 * @throws InvalidRequestError, BulkError, and everything that {@link Transport.send} throws.
 */
export async function sendItems<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  items: readonly Item[],
  options: BulkOptions & Partial<DryRunOption>,
): Promise<Result[] | DryRun> {
  const { dryRun, ...checked } = checkCallOptions(options, CHECKS);
  const all = entriesOf(items, operation.argument, operation.operationId);
  const entries = operation.sendsRepeats ? all : withoutRepeats(all, operation.keyOf);
  return dryRun ? previewAll(transport, operation, entries, checked) : sendAll(transport, operation, entries, checked);
}

const CHECKS = { ...BULK_CHECKS, dryRun: optional(checkBoolean) };

/** Tells which requests any number of items would become. */
export async function previewAll<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  entries: readonly Entry<Item>[],
  options: BulkOptions,
): Promise<DryRun> {
  const requests = planChunks(transport, operation, entries).map(async (chunk) => {
    const draft = draftOf(operation, lastOfEach(chunk, operation.keyOf));
    const preview = await transport.preview(transport.prepare(draft), options);
    return { ...preview, itemCount: chunk.length };
  });
  return { requests: await Promise.all(requests) };
}

/**
 * Sends any number of items. All are checked before the first is sent. After a failure that is not about the items
 * themselves, no further chunks are begun; those that are under way go on.
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
  return settle(operation, parts, planned.length);
}

/** The plan as an asynchronous source. */
async function* chunksOf<Item>(planned: readonly Chunk<Item>[]) {
  yield* planned;
}

/** Turns what became of the parts into the results, or into one error. */
function settle<Id extends OperationId, Item, Result>(
  { operationId, keyOf }: BulkOperation<Id, Item, Result>,
  parts: readonly ChunkPart<Item, Result>[],
  chunkCount: number,
): Result[] {
  const errors = parts.flatMap(({ error }) => error ?? []);
  // What stopped the call, if anything did.
  const cause = errors.find((error) => !isAboutItems(error)) ?? errors[0];
  if (!cause) return parts.flatMap((part) => part.results);
  const outcomes = outcomesOf(parts, keyOf);
  const those = (status: string) =>
    outcomes.filter((outcome) => outcome.status === status).map(({ entry }) => entry.item);
  const results = outcomes.flatMap((outcome) => outcome.results);
  const [done, failed, unknown, unsent] = [those('done'), those('failed'), those('unknown'), those('unsent')];
  if (done.length === outcomes.length) return results;
  const isOneRequest = chunkCount === 1 && parts.length === 1;
  const saysItAll = isOneRequest ? !isPartialFailure(cause) : unsent.length === outcomes.length;
  if (saysItAll) throw cause;
  const failures = failuresOf(outcomes);
  throw new BulkError({ done, results, failed, unknown, unsent, failures }, { operationId, cause });
}

/** What became of one item, and what the store answered for it. */
interface Outcome<Item, Result> extends Pick<ChunkPart<Item, Result>, 'status' | 'results'> {
  readonly entry: Entry<Item>;
  readonly error: BigCommerceError | undefined;
}

/** Why items are not done, by error. Those that were not even tried have none. */
function failuresOf<Item, Result>(outcomes: readonly Outcome<Item, Result>[]): BulkFailure<Item>[] {
  const itemsOf = new Map<BigCommerceError, Item[]>();
  const failures: BulkFailure<Item>[] = [];
  for (const { status, error, entry } of outcomes) {
    if (status === 'done' || !error) continue;
    const items = itemsOf.get(error) ?? [];
    if (items.push(entry.item) === 1) failures.push({ status, items, error });
    itemsOf.set(error, items);
  }
  return failures;
}

/**
 * What became of each item, in input order. What is done stands for items before it that have the same key and an unknown
 * outcome: to send those again would undo it.
 */
function outcomesOf<Item, Result>(
  parts: readonly ChunkPart<Item, Result>[],
  keyOf: (item: Item) => unknown,
): Outcome<Item, Result>[] {
  const done = new Map<unknown, Outcome<Item, Result>>();
  const outcomes = parts.flatMap(({ status, chunk, results, error }) =>
    chunk.map((entry, index) => ({ status, entry, error, results: results.slice(index, index + 1) })),
  );
  const lastFirst = outcomes
    .sort((one, other) => other.entry.index - one.entry.index)
    .map((outcome) => {
      const key = keyOf(outcome.entry.item);
      if (outcome.status === 'done') done.set(key, outcome);
      return outcome.status === 'unknown' ? { ...outcome, ...done.get(key), entry: outcome.entry } : outcome;
    });
  return lastFirst.reverse();
}

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
