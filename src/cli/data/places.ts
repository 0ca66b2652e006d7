/**
 * Places of records with neighbours put together: `a.csv:2 to a.csv:11, a.csv:30 and 12 more`.
 *
 * @param places In the order of the input.
 * @param most Largest number of places or ranges to name.
 */
export function rangesOf(places: readonly string[], most = 10): string {
  const ranges: { readonly first: string; last: string; count: number }[] = [];
  for (const place of places) {
    const range = ranges.at(-1);
    if (range && place === nextPlace(range.last)) {
      range.last = place;
      range.count += 1;
    } else {
      ranges.push({ first: place, last: place, count: 1 });
    }
  }
  const named = ranges.slice(0, most).map(({ first, last }) => (first === last ? first : `${first} to ${last}`));
  const more = ranges.slice(most).reduce((sum, { count }) => sum + count, 0);
  return `${named.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en-US')} more` : ''}`;
}

/** `a.csv:3` after `a.csv:2`, `a.json[1]` after `a.json[0]`. */
function nextPlace(place: string): string {
  return place.replace(/(\d+)(\]?)$/, (_, number: string, bracket: string) => `${Number(number) + 1}${bracket}`);
}
