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
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

/** Whether a text has characters that nobody sees, apart from spaces and line breaks. */
export function hasUnseen(text: string): boolean {
  return text.replace(/[ \r\n\t]/g, '').search(UNSEEN) >= 0;
}

/** Whether nothing of a text can be seen. */
export function isBlank(text: string): boolean {
  return text.replace(UNSEEN, '').trim() === '';
}

/** A value in quotes, as far as it takes to find it. The rest may be long, or private. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return plainText(shortened(text, SHOWN_LENGTH));
}

/** Characters. Fits an id, or a UUID with a typo. */
const SHOWN_LENGTH = 42;

export function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** The first few lines of a list, and how many more there are. */
export function firstLines(lines: readonly string[], count: number, more = 'more'): string[] {
  return lines.length > count ? [...lines.slice(0, count), `and ${lines.length - count} ${more}`] : [...lines];
}

/** `"a", "b" and "c"` */
export function listed(words: readonly string[], conjunction = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The candidate that a mistyped word most likely stands for, if any is close enough.
 *
 * @param word What was typed. Case, hyphens and underscores do not count.
 */
export function closestTo(word: string, candidates: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[-_]/g, '');
  const limit = Math.max(1, Math.floor(plain(word).length / 3));
  const [closest] = candidates
    .map((candidate) => ({ candidate, distance: editDistance(plain(word), plain(candidate)) }))
    .filter(({ distance }) => distance <= limit && distance < plain(word).length)
    .sort((one, other) => one.distance - other.distance);
  return closest?.candidate;
}

/** Letters to insert, remove, replace or swap with the next one: the distance of Damerau and Levenshtein. */
function editDistance(one: string, other: string): number {
  let [beforeLast, last]: number[][] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const [left = 0, above = 0, diagonal = 0] = [next[column - 1], last?.[column], last?.[column - 1]];
      let least = Math.min(left + 1, above + 1, diagonal + (isSame ? 0 : 1));
      const isSwapped = row > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwapped) least = Math.min(least, (beforeLast?.[column - 2] ?? 0) + 1);
      next.push(least);
    }
    [beforeLast, last] = [last, next];
  }
  return last?.[other.length] ?? 0;
}
