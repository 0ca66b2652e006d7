/** Some of a list, evenly spread, and always the same ones. */
export function spread<Item>(list: readonly Item[], most: number): Item[] {
  if (list.length <= most) return [...list];
  const chosen = new Set(Array.from({ length: most }, (_, index) => Math.floor((index * list.length) / most)));
  return list.filter((_, index) => chosen.has(index));
}

/** Lists by name, each in the order of the whole. */
export function groupedBy<Item>(list: readonly Item[], nameOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of list) {
    const name = nameOf(item);
    const known = groups.get(name) ?? [];
    known.push(item);
    groups.set(name, known);
  }
  return groups;
}
