/** A construct of another dialect of regular expressions that has no meaning in JavaScript. */
export class UntranslatableError extends SyntaxError {
  override readonly name = 'UntranslatableError';
}

/** Named classes of POSIX and Java. */
const NAMED: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7f',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\s',
  upper: 'A-Z',
  word: '\\w',
  xdigit: '0-9A-Fa-f',
};

/** A translated part of a pattern, and whether it differs in more than notation. */
export interface Translated {
  readonly text: string;
  readonly isForeign: boolean;
}

/** An escape that matches one character, inside or outside of a class. */
export function translateEscape(escaped: string, ignoresCase: boolean): Translated {
  const [, letter = '', name = ''] = /^\\([pP])(?:\{\^?([^}]*)\}|([^{]))/.exec(escaped) ?? [];
  if (letter) return translateProperty(escaped, letter, name);
  if (escaped === '\\h') return { text: '[ \\t]', isForeign: true };
  if (escaped === '\\R') return { text: '(?:\\r\\n|[\\n\\v\\f\\r\\u0085\\u2028\\u2029])', isForeign: true };
  if (escaped === '\\N') return { text: '[^\\n]', isForeign: true };
  const code = codeOf(escaped);
  if (code !== undefined) {
    const character = code > 0x10ffff ? '' : String.fromCodePoint(code);
    if (character === '') throw new UntranslatableError(`has ${escaped}, which is no character`);
    const isCased = ignoresCase && hasCase(character);
    return { text: isCased ? literal(character, true).text : `\\u{${code.toString(16)}}`, isForeign: true };
  }
  if (/^\\(?:[dDwWsSbBtnvfr0]|c[A-Za-z]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4})/.test(escaped)) {
    const digits = /^\\[xu]([\dA-Fa-f]+)$/.exec(escaped)?.[1];
    const character = digits === undefined ? '' : String.fromCharCode(Number.parseInt(digits, 16));
    return ignoresCase && hasCase(character) ? literal(character, true) : { text: escaped, isForeign: false };
  }
  // JavaScript would read it as the letter, which nobody has to escape.
  if (/^\\[A-Za-jl-z]/.test(escaped)) throw new UntranslatableError(`has ${escaped}, which JavaScript does not have`);
  return literal(escaped.slice(1), ignoresCase);
}

/** The code point of an escape that JavaScript does not have: `\x{41}`, `\o{101}`, `\012`, `\a`, `\e`. */
function codeOf(escaped: string): number | undefined {
  if (escaped === '\\a') return 7;
  if (escaped === '\\e') return 0x1b;
  const [, hexadecimal, octal] = /^\\(?:x\{([\dA-Fa-f]+)\}|(?:o\{|0(?=[0-7]))([0-7]+)\}?)$/.exec(escaped) ?? [];
  if (hexadecimal !== undefined) return Number.parseInt(hexadecimal, 16);
  return octal === undefined ? undefined : Number.parseInt(octal, 8);
}

/** An escape, inside or outside of a class. */
const ESCAPED = String.raw`\\(?:[pP]\{[^}]*\}|[xo]\{[\dA-Fa-f]+\}|N\{[^}]*\}|0[0-7]{0,2}|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|c[A-Za-z]|[\s\S])`;
export const ESCAPE = new RegExp(String.raw`^(?:\\[pP][A-Z]|${ESCAPED})`, 'u');

function translateProperty(escaped: string, letter: string, name: string): Translated {
  const text = /^\\[pP][^{]/.test(escaped) ? `\\${letter}{${escaped.slice(2)}}` : escaped;
  const named = isProperty(text) ? undefined : NAMED[name.toLowerCase()];
  if (named !== undefined) return { text: `[${letter === 'P' ? '^' : ''}${named}]`, isForeign: true };
  if (!isProperty(text)) throw new UntranslatableError(`has ${escaped}, which JavaScript does not have`);
  // Without the flag `u`, it would be the letter p.
  return { text, isForeign: true };
}

function isProperty(text: string): boolean {
  try {
    return Boolean(new RegExp(text, 'u'));
  } catch {
    return false;
  }
}

/** One character, with the flag `u` in mind. */
export function literal(character: string, ignoresCase: boolean): Translated {
  if (ignoresCase && hasCase(character)) return { text: `[${bothCases(character)}]`, isForeign: true };
  return { text: character.replace(/[\^$\\.*+?()[\]{}|/]/, '\\$&'), isForeign: false };
}

function hasCase(character: string): boolean {
  return character.toLowerCase() !== character.toUpperCase();
}

function bothCases(character: string): string {
  const cases = new Set([character, character.toLowerCase(), character.toUpperCase()]);
  return [...cases].filter((one) => [...one].length === 1).join('');
}

const CLASS_ITEM = new RegExp(String.raw`^(?:\[:(\^?)(\w+):\]|(${ESCAPED})|([\s\S]))`, 'u');

/** The content of a class in brackets, without them. */
export function translateClass(content: string, ignoresCase: boolean): Translated {
  if (content.includes('&&')) throw new UntranslatableError('has an intersection of classes');
  let isForeign = ignoresCase;
  const items: string[] = [];
  let rest = content.startsWith('^') ? content.slice(1) : content;
  while (rest !== '') {
    const [whole = '', negation = '', name = '', escaped, character = ''] = CLASS_ITEM.exec(rest) ?? [];
    rest = rest.slice(whole.length);
    if (name) {
      const named = NAMED[name];
      if (named === undefined || negation) throw new UntranslatableError(`has the class ${whole}`);
      items.push(named);
      isForeign = true;
    } else if (escaped === '\\b') items.push('\\b');
    else if (escaped !== undefined) {
      const { text, isForeign: isOther } = translateEscape(escaped, false);
      items.push(/^\[[^^]*\]$/.test(text) ? text.slice(1, -1) : escaped === '\\-' ? '\\-' : text);
      isForeign ||= isOther;
      if (text.startsWith('(')) throw new UntranslatableError(`has ${escaped} in a class`);
    } else items.push(character);
  }
  const text = joined(items) + (ignoresCase ? otherCases(items) : '');
  return { text: `[${content.startsWith('^') ? '^' : ''}${text}]`, isForeign };
}

/** A hyphen beside a class such as `\w` is one, and not a range. */
function joined(items: readonly string[]): string {
  return items
    .map((item, index) => {
      const isRange = [items[index - 1], items[index + 1]].every((side) => side !== undefined && isSingle(side));
      if (item === '-') return isRange ? '-' : '\\-';
      return item === '[' ? '\\[' : item;
    })
    .join('');
}

function isSingle(item: string): boolean {
  return !/^\\[dDwWsSpP]/.test(item) && (item.length === 1 || /^\\/.test(item) || [...item].length === 1);
}

/** The characters of a class in the other case. */
function otherCases(items: readonly string[]): string {
  let added = '';
  for (const [index, item] of items.entries()) {
    if (items[index - 1] === '-' && index > 1) continue;
    const to = items[index + 1] === '-' ? items[index + 2] : undefined;
    if (/^\\[pPxu]/.test(item)) throw new UntranslatableError(`has ${item} in a class whose case is ignored`);
    if (to === undefined) added += item.length === 1 && hasCase(item) ? bothCases(item) : '';
    else if (item > '\x7f' || to > '\x7f') throw new UntranslatableError('has a range of letters outside ASCII');
    else added += asciiCases(item, to);
  }
  return added;
}

/** The letters of a range of ASCII characters in the other case. */
function asciiCases(from: string, to: string): string {
  const letters: string[] = [];
  for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code += 1) {
    const character = String.fromCharCode(code);
    if (/[a-z]/i.test(character)) letters.push(bothCases(character));
  }
  return letters.join('');
}
