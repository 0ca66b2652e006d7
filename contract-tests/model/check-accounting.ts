import type { Report } from './report.js';

/** What is wrong with a report's lists: every item that was passed belongs into one of them, once. */
export function checkAccounting(
  { items }: Report,
  keys: readonly unknown[],
  keyOf: (item: unknown) => unknown,
): string[] {
  const passed = new Set(keys);
  const reported = Object.values(items).flat().map(keyOf);
  const seen = new Set<unknown>();
  const problems: string[] = [];
  for (const key of reported) {
    if (!passed.has(key)) problems.push(`${key} is reported, but nobody passed it`);
    if (seen.has(key)) problems.push(`${key} is reported twice`);
    seen.add(key);
  }
  return [...problems, ...keys.filter((key) => !seen.has(key)).map((key) => `${key} is missing from the report`)];
}

/** What is wrong with the order of a report's lists: each of them keeps the order in which the items were passed. */
export function checkOrder({ items }: Report, keys: readonly unknown[], keyOf: (item: unknown) => unknown): string[] {
  const positions = new Map(keys.map((key, index) => [key, index]));
  return Object.entries(items).flatMap(([claim, list]) => {
    const order = list.map((item) => positions.get(keyOf(item)) ?? 0);
    const isSorted = order.every((position, index) => index === 0 || position >= (order[index - 1] ?? 0));
    return isSorted ? [] : [`the items that are ${claim} are out of order`];
  });
}
