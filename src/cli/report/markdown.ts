import { plainText } from '../text.js';

/** A text in Markdown. Texts of documents are no markup. */
export function markdownText(text: string): string {
  return plainText(text).replace(/[\\`*_{}[\]<>#|~@]/g, '\\$&');
}

/** A block of code that the text in it cannot end. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const lines = text.replace(/\n$/, '').split('\n').map(plainText);
  return `${fence}${language}\n${lines.join('\n')}\n${fence}`;
}
