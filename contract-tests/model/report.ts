import {
  AbortError,
  ApiError,
  BigCommerceError,
  BulkError,
  InvalidRequestError,
  NetworkError,
  TimeoutError,
  type UpsertOutcome,
} from '../../src/index.js';
import { valueAt } from '../../src/json.js';
import type { StoredValue, StoreState } from '../../src/sandbox/state.js';

/** What a caller is told about an item. */
export type Claim = 'done' | 'failed' | 'unknown' | 'unsent';

/** Everything that a caller is told about the items of a call. */
export interface Report {
  readonly items: Readonly<Record<Claim, readonly unknown[]>>;
  /** What the store answered for the items that are done, where it answers with records. */
  readonly results: readonly unknown[];
}

/** The report of a call that resolves or throws. */
export async function reportOf(call: Promise<unknown>, items: readonly unknown[]): Promise<Report> {
  try {
    const results: unknown = await call;
    return { items: { ...NONE, done: items }, results: Array.isArray(results) ? results : [] };
  } catch (error) {
    if (error instanceof BulkError) {
      const { done, failed, unknown, unsent, results } = error;
      return { items: { done, failed, unknown, unsent }, results };
    }
    // Anything else is about all items alike.
    return { items: { ...NONE, [claimOf(error)]: items }, results: [] };
  }
}

/** The report of the outcomes of a stream. */
export function reportOfOutcomes(outcomes: readonly UpsertOutcome[]): Report {
  const itemsThat = (claim: Claim) =>
    outcomes.filter((outcome) => claimOfOutcome(outcome) === claim).flatMap(({ items }) => items);
  return {
    items: {
      done: itemsThat('done'),
      failed: itemsThat('failed'),
      unknown: itemsThat('unknown'),
      unsent: itemsThat('unsent'),
    },
    results: outcomes.flatMap((outcome) => (outcome.status === 'done' ? outcome.values : [])),
  };
}

/** The report of a stream whose reader stopped early: of what the reader did not wait for, nothing is known. */
export function withUnread(report: Report, items: readonly unknown[], keyOf: (item: unknown) => unknown): Report {
  const read = new Set(Object.values(report.items).flat().map(keyOf));
  const unread = items.filter((item) => !read.has(keyOf(item)));
  return { ...report, items: { ...report.items, unknown: [...report.items.unknown, ...unread] } };
}

const NONE = { done: [], failed: [], unknown: [], unsent: [] } as const;

function claimOfOutcome(outcome: UpsertOutcome): Claim {
  if (outcome.status !== 'failed') return outcome.status;
  // Of what failed, some was not even sent, or turned away. The error tells.
  return claimOf(outcome.error) === 'unsent' ? 'unsent' : 'failed';
}

/** What an error says about the items of its request, by the documentation: anything that is not certain is unknown. */
function claimOf(error: unknown): Claim {
  if (!(error instanceof BigCommerceError)) throw error;
  if (error instanceof InvalidRequestError) return 'unsent';
  const isUnanswered = [AbortError, NetworkError, TimeoutError].some((ErrorClass) => error instanceof ErrorClass);
  if (isUnanswered) return valueAt(error, 'sent') ? 'unknown' : 'unsent';
  if (!(error instanceof ApiError)) return 'unknown';
  // An earlier request of the same call may have had an effect that its last answer knows nothing of.
  const statuses = [error.status, ...error.attempts.map(({ status }) => status)];
  if (!statuses.every((status) => status !== undefined && status >= 400 && status < 500)) return 'unknown';
  return [401, 403, 429].includes(error.status) ? 'unsent' : 'failed';
}

/** What a store held at some moment. Values that nobody has written since are the same objects. */
export interface Snapshot {
  readonly customers: ReadonlySet<number>;
  readonly values: ReadonlyMap<string, StoredValue>;
  readonly segments: ReadonlyMap<string, ReadonlySet<string>>;
}

export function takeSnapshot({ customers, values, segments }: StoreState): Snapshot {
  return {
    customers: new Set(customers),
    values: new Map(values),
    segments: new Map([...segments].map(([id, profiles]) => [id, new Set(profiles)])),
  };
}

/** Everything that was changed between two moments: customers, values and profiles, each by a name of its own. */
export function changesBetween(before: Snapshot, after: Snapshot): Set<string> {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  return new Set([...old.keys(), ...now.keys()].filter((name) => old.get(name) !== now.get(name)));
}

/** The names of everything in a snapshot. */
export function namesIn(snapshot: Snapshot): Set<string> {
  return new Set(entriesOf(snapshot).keys());
}

/** The names that {@link changesBetween} uses. */
export const nameOf = {
  customer: (id: number) => `customer ${id}`,
  value: (pair: string) => `value ${pair}`,
  profile: (segmentId: string, id: string) => `profile ${segmentId} ${id}`,
};

function entriesOf({ customers, values, segments }: Snapshot): Map<string, unknown> {
  return new Map<string, unknown>([
    ...[...customers].map((id) => [nameOf.customer(id), true] as const),
    ...[...values].map(([pair, value]) => [nameOf.value(pair), value] as const),
    ...[...segments].flatMap(([segmentId, profiles]) =>
      [...profiles].map((id) => [nameOf.profile(segmentId, id), true] as const),
    ),
  ]);
}
