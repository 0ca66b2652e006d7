import type { StoredValue, StoreState } from '../../src/sandbox/state.js';

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
