import { checkAccounting, checkOrder } from './check-accounting.js';
import type { Report } from './report.js';
import { changesBetween, namesIn, type Snapshot } from './snapshot.js';

/** What a call with ids did: what the caller was told, and what the store held before and after. */
export interface IdCall<Id> {
  readonly report: Report;
  readonly ids: readonly Id[];
  /** The names of what goes from the store with an id. */
  goesWith(id: Id): readonly string[];
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** What is wrong with a report about ids that were to be deleted or removed. */
export function checkIds<Id>({ report, ids, goesWith, before, after }: IdCall<Id>): string[] {
  // An id that is passed twice is sent once, and so has one outcome.
  const distinct = [...new Set(ids)];
  const changed = changesBetween(before, after);
  const left = namesIn(after);
  const named = new Set(distinct.flatMap(goesWith));
  const claimed = (list: readonly unknown[]) => distinct.filter((id) => list.includes(id));
  const { done, failed, unsent } = report.items;
  const stillThere = claimed(done).filter((id) => goesWith(id).some((name) => left.has(name)));
  const gone = claimed([...failed, ...unsent]).filter((id) => goesWith(id).some((name) => changed.has(name)));
  return [
    ...checkAccounting(report, distinct, (id) => id),
    ...checkOrder(report, distinct, (id) => id),
    ...stillThere.map((id) => `${id} is reported as done, but is still there`),
    ...gone.map((id) => `${id} is reported as ${failed.includes(id) ? 'failed' : 'unsent'}, but is gone`),
    ...[...changed].filter((name) => !named.has(name)).map((name) => `${name} was not named, but has changed`),
  ];
}
