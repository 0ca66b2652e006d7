import { percentDecoded } from '../../json.js';
import { knownSpansIn, type Span } from './known-forms.js';

/**
 * Whether a name suggests that its value, with all members, is a secret. Names may have any style: `accessToken`,
 * `X-Auth-Token`, `client_secret`.
 */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  return ALWAYS.has(words) || (SECRET.test(words) && !ABOUT_A_SECRET.test(words));
}

/** As {@link isSecretName}, for names in queries, forms and headers, where some short names are credentials too. */
export function isSecretParameter(name: string): boolean {
  return isSecretName(name) || IN_PARAMETERS.has(wordsOf(name));
}

/** `access_token` for `accessToken` and `X-Access-Token`. */
function wordsOf(name: string): string {
  return name
    .slice(0, LONGEST_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .replace(/^x_/, '');
}

/** Parts of names: some anywhere, some only as whole words. */
const SECRET = new RegExp(
  [
    'token|secret|passw|passphrase|passcode|authori[sz]ation|credential|signature|cookie|assertion|samlresponse',
    '(api|access|private|signing|encryption|auth|account|master|subscription|functions?|shared|client|app)_?keys?(_|$)',
    'sess(ion)?_?id(_|$)',
    '(^|_)(jwt|pwd|otp|csrf|xsrf|hmac|sig)(_|$)',
  ].join('|'),
);

/** Names of facts about a secret, which are no secrets themselves: `token_type`, `password_policy`. */
const ABOUT_A_SECRET =
  /_(type|name|count|limit|length|algorithm|alg|version|status|enabled|required|policy|at)$|expire|expiry|^(max|min|total|count)_|secretar|tokeni[sz]/;

/** Whole names. */
const ALWAYS: ReadonlySet<string> = new Set(['auth', 'pass', 'pin']);

/** Whole names that are harmless in bodies, such as `code` of an error or `key` of a pair. */
const IN_PARAMETERS: ReadonlySet<string> = new Set(['key', 'code', 'session', 'sid']);

/** Characters of a name that are examined. People choose shorter ones. */
const LONGEST_NAME = 200;

/** Secrets in a text that is not valid JSON: forms, truncated JSON, URLs, XML, headers. */
export function secretsInText(text: string): string[] {
  return spansIn(text).flatMap(({ start, end }) => {
    const found = text.slice(start, end);
    // An array or object of secrets.
    return /^[[{]/.test(found) ? (found.match(/[^\s"'{}[\],:\\]+/g) ?? []) : [found];
  });
}

/** A text with the values of secret names replaced by `[redacted]`. */
export function withoutNamedSecrets(text: string): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of spansIn(text)) {
    shown += `${text.slice(at, start)}[redacted]`;
    at = end;
  }
  return shown + text.slice(at);
}

/** Secrets that a name announces, and those with a form that says what they are. None overlaps another. */
function spansIn(text: string): Span[] {
  const all = [...namedSpansIn(text), ...knownSpansIn(text)].sort((one, other) => one.start - other.start);
  const spans: Span[] = [];
  for (const span of all) {
    const last = spans.at(-1);
    if (!last || span.start >= last.end) spans.push(span);
    else if (span.end > last.end) spans.splice(-1, 1, { start: last.start, end: span.end });
  }
  return spans;
}

/** Takes linear time: texts can have many megabytes, and be written by an attacker. */
function namedSpansIn(text: string): Span[] {
  const spans: Span[] = [];
  const isForm = FORM.test(text) && !/\s/.test(text.trim());
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match; match = NAME.exec(text)) {
    const [, written = '', quote = '', sign = ''] = match;
    const name = percentDecoded(written);
    const before = text.charAt(match.index - 1);
    const isParameter = isForm || before === '?' || before === '&';
    if (!(isParameter ? isSecretParameter(name) : isSecretName(name)) || (sign === '>' && before !== '<')) continue;
    const span = valueAfter(text, NAME.lastIndex, sign, quote, isParameter);
    if (span === undefined || span.end === span.start) continue;
    spans.push(span);
    NAME.lastIndex = span.end;
  }
  return spans;
}

/** A name and the separator before its value. Every repetition is bounded, so that matching stays linear. */
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
  // A bounded slice: in a text of names only, a search to its end after each name would be quadratic.
  const beginning = text.slice(start, start + LONGEST_WORD);
  const value = beginning.slice(0, nextOf(ending, beginning, 0));
  // These reveal nothing, and help to understand a message.
  if (/^(null|true|false)$/.test(value)) return undefined;
  // Prose has a name and a colon as well: "the token: it has expired".
  const isProse = sign === ':' && quote === '' && start === behindSpace;
  if (isProse && !(value.length >= SHORTEST_IN_PROSE && /\d/.test(value))) return undefined;
  return { start, end: nextOf(ending, text, start) };
}

const SPACE = /\s{0,20}/y;
const SCHEME = /(?:bearer|basic|dpop|token)\s{1,20}/iy;
const QUOTE = /\\?["']/y;
const END_OF_PARAMETER = /[\s&#<>"']/g;
const END_OF_WORD = /[\s&;,<>"']/g;
const END_IN_JSON = /[\s&;,<>"'{}[\]()\\]/g;
/** Characters. */
const SHORTEST_IN_PROSE = 8;
const LONGEST_WORD = 200;

/** The end of a match at a position, or the position itself. */
function endOf(sticky: RegExp, text: string, place: number): number {
  sticky.lastIndex = place;
  return sticky.test(text) ? sticky.lastIndex : place;
}

function nextOf(expression: RegExp, text: string, from: number): number {
  expression.lastIndex = from;
  return expression.exec(text)?.index ?? text.length;
}

/** The position of the closing quote, or the end of a truncated text. In JSON within JSON, `quote` has a backslash. */
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
