import { plainText, UNSEEN } from '../text.js';

export { closestTo, plainLines, plainText } from '../text.js';

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
