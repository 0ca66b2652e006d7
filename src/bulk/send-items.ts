import { type BigCommerceError, BulkError, InvalidRequestError, type RequestIssue } from '#errors';
import type { OperationId } from '../../generated/operations.js';
import { type CallResult, type DryRun, type DryRunOption, previewOrSend } from '../dry-run.js';
import { checkBoolean, checkCallOptions, optional } from '../options.js';
import { expiryOf } from '../transport/attempt.js';
import type { Transport } from '../transport/transport.js';
import { type Chunk, type Entry, entriesOf, lastOfEach, splitIntoChunks, withoutRepeats } from './chunks.js';
import { BULK_CHECKS, type BulkOptions, runBulk } from './run-bulk.js';
import {
  type BulkOperation,
  type ChunkOutcome,
  draftOf,
  type ErrorStatus,
  isAboutItems,
  isPartialFailure,
} from './send-chunk.js';

/**
 * Sends the items of a list in as many requests as they take. All of them are checked before the first is sent. After a
 * failure that does not concern single items, requests under way are completed and no further one is sent. An empty list is
 * refused: the API takes a request without items to mean all of them.
 *
 * @param toOutput Makes what the call resolves to from the results, which are in the order of the items.
 * @throws InvalidRequestError; BulkError when not everything is done, or the error of a request that tells the whole story.
 */
export async function sendItems<Id extends OperationId, Item, Result, Output, IsDryRun extends boolean | undefined>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  items: readonly Item[],
  options: BulkOptions & DryRunOption<IsDryRun>,
  toOutput: (results: Result[]) => Output,
): Promise<CallResult<Output, IsDryRun>> {
  const { dryRun, ...checked } = checkCallOptions(options, CHECKS);
  const { deadlineMs = transport.deadlineMs } = checked;
  const expiresAt = expiryOf(deadlineMs, transport.clock);
  const all = entriesOf(items, operation.argument, operation.operationId);
  const entries = operation.lastWins ? all : withoutRepeats(all, operation.keyOf);
  // A report has the caller's own objects. The list itself may change in the meantime.
  const given = all.map(({ index }) => items[index] as Item);
  const chunks = planChunks(transport, operation, entries);
  return previewOrSend(
    dryRun,
    () => previewChunks(transport, operation, chunks, checked),
    async () => {
      const outcomes: ChunkOutcome<Item, Result>[] = [];
      const settings = { total: entries.length, maxAhead: Infinity, expiresAt, stopsOnFailure: true, isChecked: true };
      for await (const some of runBulk(transport, operation, chunks.values(), checked, settings))
        outcomes.push(...some);
      return toOutput(conclude(operation, outcomes, given, chunks.length));
    },
  );
}

const CHECKS = { ...BULK_CHECKS, dryRun: optional(checkBoolean) };

/**
 * Splits entries into chunks, and checks the requests that these will become.
 *
 * @param enoughIssues After so many issues, the rest is not checked.
 * @throws InvalidRequestError with the issues of all requests.
 */
export function planChunks<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  entries: readonly Entry<Item>[],
  enoughIssues = ENOUGH_ISSUES,
): Chunk<Item>[] {
  const chunks = splitIntoChunks(entries, operation.limits);
  const issues: RequestIssue[] = [];
  for (const chunk of chunks) {
    try {
      transport.prepare(draftOf(operation, chunk));
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error;
      issues.push(...error.issues);
      if (issues.length >= enoughIssues) break;
    }
  }
  if (issues.length === 0) return chunks;
  // An issue that all requests share, such as one with a path parameter, is reported once.
  const distinct = new Map(issues.map((issue) => [`${issue.path} ${issue.message}`, issue]));
  throw new InvalidRequestError([...distinct.values()], { operationId: operation.operationId });
}

/** A million issues would not help anybody. */
const ENOUGH_ISSUES = 100;

export async function previewChunks<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  chunks: readonly Chunk<Item>[],
  options: BulkOptions,
): Promise<DryRun> {
  const requests = chunks.map(async (chunk) => {
    const draft = draftOf(operation, lastOfEach(chunk, operation.keyOf));
    const preview = await transport.preview(transport.prepare(draft), options);
    return { ...preview, itemCount: chunk.length };
  });
  return { requests: await Promise.all(requests) };
}

/** Turns the outcomes of all chunks, in order, into the results or into one error. */
function conclude<Id extends OperationId, Item, Result>(
  { operationId, keyOf }: BulkOperation<Id, Item, Result>,
  outcomes: readonly ChunkOutcome<Item, Result>[],
  given: readonly Item[],
  chunkCount: number,
): Result[] {
  const errors = outcomes.flatMap(({ error }) => error ?? []);
  const cause = errors.find((error) => !isAboutItems(error)) ?? errors[0];
  if (!cause) return outcomes.flatMap(({ results }) => results);
  const items = itemOutcomes(outcomes, keyOf);
  const report = reportOf(items, given);
  if (report.done.length === items.length) return report.results;
  const isOneRequest = chunkCount === 1 && outcomes.length === 1;
  const saysItAll = isOneRequest ? !isPartialFailure(cause) : report.unsent.length === items.length;
  throw saysItAll ? cause : new BulkError(report, { operationId, cause });
}

/** The outcome of one item. */
interface ItemOutcome<Result> extends Omit<ChunkOutcome<unknown, Result>, 'entries'> {
  readonly index: number;
  readonly key: unknown;
}

/**
 * The outcome of each item, in the order of the list. An item of unknown outcome counts as done if a later one with the
 * same key is done: sending the earlier one again would undo the later one.
 */
function itemOutcomes<Item, Result>(
  outcomes: readonly ChunkOutcome<Item, Result>[],
  keyOf: (item: Item) => unknown,
): ItemOutcome<Result>[] {
  const done = new Map<unknown, ItemOutcome<Result>>();
  return outcomes
    .flatMap(({ entries, results, ...outcome }) =>
      entries.map(({ item, index }, position) => ({
        ...outcome,
        index,
        key: keyOf(item),
        results: results.slice(position, position + 1),
      })),
    )
    .sort((one, other) => other.index - one.index)
    .map((outcome) => {
      const { status, key, index } = outcome;
      if (status === 'done') done.set(key, outcome);
      return { ...((status === 'unknown' && done.get(key)) || outcome), index };
    })
    .reverse();
}

/** Sorts items by outcome. Those that are not done are grouped by the error that they share, if they were tried. */
function reportOf<Item, Result>(outcomes: readonly ItemOutcome<Result>[], given: readonly Item[]) {
  const lists = { done: [] as Item[], failed: [] as Item[], unknown: [] as Item[], unsent: [] as Item[] };
  const results: Result[] = [];
  const failures = new Map<
    BigCommerceError,
    { status: ErrorStatus; error: BigCommerceError; requestId: string | undefined; items: Item[]; indexes: number[] }
  >();
  for (const { status, index, error, requestId, results: own } of outcomes) {
    const item = given[index] as Item;
    lists[status].push(item);
    results.push(...own);
    if (status === 'done' || !error) continue;
    const failure = failures.get(error) ?? { status, error, requestId, items: [], indexes: [] };
    failures.set(error, failure);
    failure.items.push(item);
    failure.indexes.push(index);
  }
  return { ...lists, results, failures: [...failures.values()] };
}
