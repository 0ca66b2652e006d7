import type { SourceRecord, SourceTable } from './record.js';
import type { Failure } from './send-plan.js';

/** A later record for the same thing, which counts in place of a former one, or of one of its columns. */
export interface Replacement {
  readonly former: SourceRecord;
  readonly by: SourceRecord;
}

/** A record of a failures file. */
export interface SavedRecord {
  readonly item: Failure<unknown>['item'];
  readonly status: Failure<unknown>['status'] | 'done';
  readonly reason: string;
}

/**
 * Adds the records that replace parts of those that are not done: by themselves, the others would undo them when they are
 * the next input.
 *
 * @returns All of them, in the order of the input if there is anything to add.
 */
export function withReplacements(
  failures: readonly SavedRecord[],
  replacements: readonly Replacement[],
  tables: readonly SourceTable[],
): readonly SavedRecord[] {
  const replacedBy = new Map<SourceRecord, SourceRecord[]>();
  for (const { former, by } of replacements)
    if (former !== by) replacedBy.set(former, [...(replacedBy.get(former) ?? []), by]);
  const saved = new Set(failures.map(({ item }) => item.source));
  const added: SavedRecord[] = [];
  // What is added can be replaced in part as well.
  for (const former of saved) {
    for (const source of replacedBy.get(former) ?? []) {
      if (saved.has(source)) continue;
      saved.add(source);
      added.push({ item: { source }, status: 'done', reason: `replaces a part of ${former.place}` });
    }
  }
  return added.length === 0 ? failures : inOrder([...failures, ...added], tables);
}

/** In the order of the input. */
export function inOrder<One extends Pick<SavedRecord, 'item'>>(
  saved: readonly One[],
  tables: readonly SourceTable[],
): readonly One[] {
  const positions = new Map<SourceRecord, number>();
  for (const { records } of tables) for (const record of records) positions.set(record, positions.size);
  const positionOf = ({ item }: One) => positions.get(item.source) ?? 0;
  return saved.toSorted((one, other) => positionOf(one) - positionOf(other));
}
