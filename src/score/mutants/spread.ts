/** Some of a list, evenly spread, and always the same ones. */
export function spread<Item>(list: readonly Item[], most: number): Item[] {
  if (list.length <= most) return [...list];
  const chosen = new Set(Array.from({ length: most }, (_, index) => Math.floor((index * list.length) / most)));
  return list.filter((_, index) => chosen.has(index));
}
