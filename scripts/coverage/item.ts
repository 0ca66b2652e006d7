import type { Criterion } from './criteria.js';

/** One thing in a document that an exchange can show. */
export interface CoverageItem {
  readonly criterion: Criterion;
  /** The operations whose coverage it counts for. A path and a flow have several. */
  readonly operationIds: readonly string[];
  /** What it is, in the words of the document: `200 application/json data[].id`. */
  readonly name: string;
  /** JSON pointer to where the document says so. */
  readonly pointer: string;
}

/** What tells an item from all others. Exchanges are turned into these. */
export function keyOf({ criterion, operationIds, name }: Omit<CoverageItem, 'pointer'>): string {
  return [criterion, operationIds.join(' '), name].join('\n');
}
