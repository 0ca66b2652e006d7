import { percentDecoded } from '../../json.js';

/**
 * Whether a name says that what stands under it is a secret, with all of its members. Names may be written in any way:
 * `accessToken`, `X-Auth-Token`, `client_secret`.
 */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  return ALWAYS.has(words) || (SECRET.test(words) && !ABOUT_A_SECRET.test(words));
}

/** As {@link isSecretName}, for names in queries, forms and headers, where some short words are credentials too. */
export function isSecretParameter(name: string): boolean {
  return isSecretName(name) || IN_PARAMETERS.has(wordsOf(name));
}

/** `access_token` of `accessToken` and of `X-Access-Token`. Longer names than people choose are cut. */
function wordsOf(name: string): string {
  return name
    .slice(0, LONGEST_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .replace(/^x_/, '');
}

/** Parts of names: some wherever they stand, some as words only. */
const SECRET = new RegExp(
  [
    'token|secret|passw|passphrase|passcode|authori[sz]ation|credential|signature|cookie|assertion|samlresponse',
    '(api|access|private|signing|encryption|auth|account|master|subscription|functions?|shared|client|app)_?keys?(_|$)',
    'sess(ion)?_?id(_|$)',
    '(^|_)(jwt|pwd|otp|csrf|xsrf|hmac|sig)(_|$)',
  ].join('|'),
);

/** Such names say something about a secret, and what they say is none. */
const ABOUT_A_SECRET =
  /_(type|name|count|limit|length|algorithm|alg|version|status|enabled|required|policy|at)$|expire|expiry|^(max|min|total|count)_|secretar|tokeni[sz]/;

/** Whole names. */
const ALWAYS: ReadonlySet<string> = new Set(['auth', 'pass', 'pin']);

/** Whole names that mean something harmless in bodies: `code` of an error, `key` of a pair. */
const IN_PARAMETERS: ReadonlySet<string> = new Set(['key', 'code', 'session', 'sid']);

/** Characters. */
const LONGEST_NAME = 200;

/** Where a text has a secret. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Secrets in a text that is no JSON, or no longer: forms, broken JSON, URLs, XML, headers. */
export function secretsInText(text: string): string[] {
  return spansIn(text).flatMap(({ start, end }) => {
    const found = text.slice(start, end);
    // A list or an object of them.
    return /^[[{]/.test(found) ? (found.match(/[^\s"'{}[\],:\\]+/g) ?? []) : [found];
  });
}

/** A text without what stands under the name of a secret in it. */
export function withoutNamedSecrets(text: string): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of spansIn(text)) {
    shown += `${text.slice(at, start)}[redacted]`;
    at = end;
  }
  return shown + text.slice(at);
}

/** Reads once from the beginning to the end: texts can be of many megabytes, and written to keep a search busy. */
function spansIn(text: string): Span[] {
  const spans: Span[] = [];
  const isForm = FORM.test(text) && !/\s/.test(text.trim());
  const names = new RegExp(NAME);
  for (let match = names.exec(text); match; match = names.exec(text)) {
    const [, written = '', quote = '', sign = ''] = match;
    const name = percentDecoded(written);
    const before = text.charAt(match.index - 1);
    const isParameter = isForm || before === '?' || before === '&';
    if (!(isParameter ? isSecretParameter(name) : isSecretName(name)) || (sign === '>' && before !== '<')) continue;
    const span = valueAfter(text, names.lastIndex, sign, quote, isParameter);
    if (span === undefined || span.end === span.start) continue;
    spans.push(span);
    names.lastIndex = span.end;
  }
  return spans;
}

/** A name, and what stands between it and its value. No part of it is longer than it says. */
const NAME = /(?<![\w$.%[\]-])([\w$.%[\]-]{1,100})(\\?["'])?\s{0,20}(=|:|>|"\r?\n\r?\n)/g;

const FORM = /^\s{0,20}[\w$.%[\]-]{1,100}=/;

function valueAfter(text: string, from: number, sign: string, quote: string, isParameter: boolean): Span | undefined {
  // A part of multipart/form-data.
  if (sign.includes('\n')) return { start: from, end: nextOf(/\r?\n--/g, text, from) };
  if (sign === '>') return { start: from, end: nextOf(/</g, text, from) };
  const behindSpace = endOf(SPACE, text, from);
  const start = endOf(SCHEME, text, behindSpace);
  const inside = endOf(QUOTE, text, start);
  if (inside > start) return { start: inside, end: closingQuote(text, inside, text.slice(start, inside)) };
  if (text[start] === '[' || text[start] === '{') return { start, end: closingBracket(text, start) };
  const ending = isParameter ? END_OF_PARAMETER : sign === '=' ? END_OF_WORD : END_IN_JSON;
  // No more of it: a text may have names only, and behind each of them would be looked at to the end of the text.
  const beginning = text.slice(start, start + LONGEST_WORD);
  const value = beginning.slice(0, nextOf(ending, beginning, 0));
  // Nothing is lost with these, and much is understood.
  if (/^(null|true|false)$/.test(value)) return undefined;
  // Words follow a name and a colon as well: "the token: it has expired".
  const isProse = sign === ':' && quote === '' && start === behindSpace;
  if (isProse && !(value.length >= SHORTEST_IN_PROSE && /\d/.test(value))) return undefined;
  return { start, end: nextOf(ending, text, start) };
}

const SPACE = /\s{0,20}/y;
const SCHEME = /(?:bearer|basic|token)\s{1,20}/iy;
const QUOTE = /\\?["']/y;
const END_OF_PARAMETER = /[\s&#<>"']/g;
const END_OF_WORD = /[\s&;,<>"']/g;
const END_IN_JSON = /[\s&;,<>"'{}[\]()\\]/g;
/** Characters. */
const SHORTEST_IN_PROSE = 8;
const LONGEST_WORD = 200;

/** Where what stands at a place ends: there, if it does not. */
function endOf(sticky: RegExp, text: string, place: number): number {
  sticky.lastIndex = place;
  return sticky.test(text) ? sticky.lastIndex : place;
}

function nextOf(expression: RegExp, text: string, from: number): number {
  expression.lastIndex = from;
  return expression.exec(text)?.index ?? text.length;
}

/** Of a text within a text, quotes have a backslash. The end of the text is as good, where it was cut off. */
function closingQuote(text: string, from: number, quote: string): number {
  for (let at = text.indexOf(quote, from); at !== -1; at = text.indexOf(quote, at + 1)) {
    let backslashes = 0;
    while (text[at - backslashes - 1] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}

function closingBracket(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') at = closingQuote(text, at + 1, '"');
    if (character === '[' || character === '{') depth += 1;
    if ((character === ']' || character === '}') && --depth === 0) return at + 1;
    at += 1;
  }
  return text.length;
}
