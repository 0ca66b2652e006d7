/**
 * The line, from 1, of the first character that makes a text invalid JSON. JSON.parse does not always say where that is, and
 * its messages quote the text, which may contain credentials.
 */
export function lineOfJsonError(text: string): number {
  const offset = offsetOfJsonError(text);
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

type Expected = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end';

/** Without recursion, because deep nesting would exhaust the stack. */
function offsetOfJsonError(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  for (;;) {
    const start = endOfWhiteSpace(text, offset);
    const [token, end] = tokenAt(text, start);
    const next: Expected | undefined = token === undefined ? undefined : expectedAfter(expected, token, open);
    if (next === undefined) return start;
    expected = next;
    offset = end;
  }
}

/** The kind of the token at an offset, and the offset after it. The kind is `undefined` if there is no valid token. */
function tokenAt(text: string, start: number): readonly [kind: string | undefined, end: number] {
  const first = text.charAt(start);
  if ('{}[]:,'.includes(first)) return [first || undefined, start + 1];
  if (first === '"') {
    const end = endOfString(text, start + 1);
    return [end === undefined ? undefined : 'string', end ?? start];
  }
  const literal = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
  literal.lastIndex = start;
  return [literal.test(text) ? 'literal' : undefined, literal.lastIndex];
}

function endOfWhiteSpace(text: string, offset: number): number {
  const space = /[ \t\r\n]*/y;
  space.lastIndex = offset;
  space.test(text);
  return space.lastIndex;
}

/** What may follow a token; `undefined` if the token itself is not allowed here. */
function expectedAfter(expected: Expected, token: string, open: string[]): Expected | undefined {
  const isName = token === 'string' && expected.startsWith('name');
  if (isName) return 'colon';
  if (token === ':') return expected === 'colon' ? 'value' : undefined;
  if (token === ',') {
    if (expected !== 'comma or end' || open.length === 0) return undefined;
    return open.at(-1) === '{' ? 'name' : 'value';
  }
  if (token === '}' || token === ']') {
    const opening = token === '}' ? '{' : '[';
    if (!expected.endsWith('or end') || open.pop() !== opening) return undefined;
    return 'comma or end';
  }
  if (!expected.startsWith('value')) return undefined;
  if (token !== '{' && token !== '[') return 'comma or end';
  open.push(token);
  return token === '{' ? 'name or end' : 'value or end';
}

/** The offset after the closing quote. A regular expression would run out of stack on a string of megabytes. */
function endOfString(text: string, start: number): number | undefined {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return undefined;
    if (code !== 0x5c) continue;
    if (!/^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(at + 1, at + 6))) return undefined;
    at += 1;
  }
  return undefined;
}
