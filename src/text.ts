/**
 * Text on one line that shows all of its characters and cannot control a terminal: control characters, changes of direction,
 * characters without a shape and unusual spaces are escaped.
 */
export function plainText(text: string): string {
  return text.replace(UNSEEN, escaped);
}

/** Like {@link plainText}, for text of several lines. */
export function plainLines(text: string): string {
  return text.split('\n').map(plainText).join('\n');
}

/** Controls, formats (zero-width characters, marks of direction, tags), half characters, fillers, and spaces but the usual one. */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

/**
 * The candidate that a mistyped word most likely stands for, if any is close enough.
 *
 * @param word What was typed. Case, hyphens and underscores do not count.
 */
export function closestTo(word: string, candidates: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[-_]/g, '');
  const typed = plain(word);
  const limit = Math.max(1, Math.floor(typed.length / 3));
  let [closest, least]: [string | undefined, number] = [undefined, Math.min(limit, typed.length - 1) + 1];
  for (const candidate of candidates) {
    const other = plain(candidate);
    // Words of other lengths are not worth the time that it takes to compare letters.
    const distance = Math.abs(other.length - typed.length) > limit ? Infinity : editDistance(typed, other);
    if (distance < least) [closest, least] = [candidate, distance];
  }
  return closest;
}

/** Letters to insert, remove, replace or swap with the next one: the distance of Damerau and Levenshtein. */
function editDistance(one: string, other: string): number {
  const rows: number[][] = [];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
  for (let row = 0; row <= one.length; row += 1) {
    const distances: number[] = [];
    rows.push(distances);
    for (let column = 0; column <= other.length; column += 1) {
      const [letter, before] = [one[row - 1], one[row - 2]];
      const replaced = at(row - 1, column - 1) + (letter === other[column - 1] ? 0 : 1);
      const isSwapped = letter === other[column - 2] && before === other[column - 1];
      const swapped = isSwapped ? at(row - 2, column - 2) + 1 : Infinity;
      const least = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, replaced, swapped);
      distances.push(row + column === 0 ? 0 : least);
    }
  }
  return at(one.length, other.length);
}

/** A question to add to a message about a mistyped word, if there is a candidate that is close enough. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const closest = closestTo(word, candidates);
  return closest === undefined ? '' : ` (did you mean ${closest}?)`;
}
