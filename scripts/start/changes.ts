import type { StoreState } from '../../src/sandbox/index.js';
import { formatTable } from './table.js';

/** How much a store holds of everything. */
export type Counts = readonly (readonly [what: string, count: number])[];

export function countsOf({ customers, values, segments }: StoreState): Counts {
  return [
    ['Customers', customers.size],
    ['Attribute values', values.size],
    ...[...segments.values()].map((profiles, index) => [`Profiles in segment ${index + 1}`, profiles.size] as const),
  ];
}

/** What is more or less than before. */
export function changesTable(before: Counts, after: Counts): string {
  const rows = before.map(([what, count], index) => {
    const now = after[index]?.[1] ?? 0;
    return [what, String(count), String(now), now === count ? '' : `${now > count ? '+' : ''}${now - count}`];
  });
  return formatTable(['What changed', 'Before', 'Now', ''], rows);
}
