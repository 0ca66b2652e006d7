import { isObject, pointerTo } from './json.js';

/** Removes a secret from values that become part of an error. */
export interface Redactor {
  text(value: string): string;
  /** A JSON value. */
  json(value: unknown): unknown;
  /** An exception of the platform or of a caller's `fetch`. Returned as it is if it is plainly harmless. */
  cause(error: unknown): unknown;
}

export function createRedactor(secret: string): Redactor {
  const text = textMask([secret]);

  const masked = (value: unknown, depth = 0): unknown => {
    if (typeof value === 'string') return text(value);
    if (!isObject(value)) return value;
    if (depth > DEEPEST_JSON) return '[nested too deeply]';
    if (Array.isArray(value)) return value.map((member) => masked(member, depth + 1));
    // fromEntries defines members, so that one named __proto__ stays a member.
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [text(name), masked(member, depth + 1)]));
  };

  /** Looks at all texts at once, because bodies can have a million. Escapes could hide the secret from that. */
  const isClean = (value: unknown) => {
    // Something has put a method on a prototype that decides what JSON shows.
    if ('toJSON' in []) return false;
    try {
      const written = JSON.stringify(value) ?? '';
      return !/["\\]/.test(secret) && !written.includes('\\\\') && !isDeep(written) && text(written) === written;
    } catch {
      return false;
    }
  };

  const cause = (error: unknown, depth = 0): unknown => {
    if (typeof error === 'string') return text(error);
    if (!isObject(error)) return error;
    try {
      if (isHarmless(error, (value) => text(value) === value)) return error;
      return copyOf(error, text, depth < DEEPEST_CAUSE ? cause(Reflect.get(error, 'cause'), depth + 1) : undefined);
    } catch {
      return new Error('an error that cannot be looked at');
    }
  };

  return { text, json: (value) => (isClean(value) ? value : masked(value)), cause: (error) => cause(error) };
}

/**
 * Whether an error and its members hold nothing but primitives and such errors, without the secret, and its class cannot hide
 * anything. The errors of some HTTP libraries are not harmless: they carry the request, and so the credentials.
 */
function isHarmless(error: object, isClean: (text: string) => boolean, depth = 0): boolean {
  if (depth > DEEPEST_CAUSE || !hasPlainPrototypes(error)) return false;
  return [...Reflect.ownKeys(error), 'message', 'name', 'stack'].every((key) => {
    const value: unknown = Reflect.get(error, key);
    if (typeof value === 'string') return isClean(value);
    const members = Array.isArray(value) ? value : [value];
    return members.every((member: unknown) =>
      isObject(member) ? isHarmless(member, isClean, depth + 1) : typeof member !== 'function',
    );
  });
}

/** Looks at the prototypes' members in place of `instanceof`: errors can come from another realm. */
function hasPlainPrototypes(error: object): boolean {
  if (typeof Reflect.get(error, 'message') !== 'string') return false;
  for (let prototype = Object.getPrototypeOf(error); prototype; prototype = Object.getPrototypeOf(prototype)) {
    const isRoot = Object.getPrototypeOf(prototype) === null;
    if (!isRoot && Reflect.ownKeys(prototype).some((key) => !PLAIN_ERROR_MEMBERS.includes(key))) return false;
  }
  return true;
}

/** Members that the prototypes of built-in errors have. */
const PLAIN_ERROR_MEMBERS: readonly PropertyKey[] = ['constructor', 'name', 'message', 'toString', 'stack'];

function copyOf(error: object, text: (value: string) => string, cause: unknown): Error {
  const copy = new Error(text(String(Reflect.get(error, 'message'))), cause === undefined ? undefined : { cause });
  for (const key of KEPT) {
    const value: unknown = Reflect.get(error, key);
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    Object.defineProperty(copy, key, { value: typeof value === 'string' ? text(value) : value, configurable: true });
  }
  return copy;
}

/** Members that a copy of an error keeps. They help to find out what happened, and hold no objects. */
const KEPT = ['name', 'code', 'errno', 'syscall', 'stack'];

/** Whether JSON is nested too deeply. Brackets in its texts count as well, which does no harm. */
function isDeep(written: string): boolean {
  let depth = 0;
  for (let index = 0; index < written.length && depth <= DEEPEST_JSON; index += 1) {
    const letter = written.charCodeAt(index);
    if (letter === OPEN_BRACE || letter === OPEN_BRACKET) depth += 1;
    // Closing ones follow their opening ones by two in ASCII.
    else if (letter === OPEN_BRACE + 2 || letter === OPEN_BRACKET + 2) depth -= 1;
  }
  return depth > DEEPEST_JSON;
}

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;

/** Depth of causes. Real ones are two or three deep; a cyclic chain has no end. */
const DEEPEST_CAUSE = 8;

/** Depth of an error body. Real ones have four levels; without a limit, a hostile one could exhaust the stack. */
const DEEPEST_JSON = 100;

/** Replaces secrets in a text by `[redacted]`, whatever their encoding. Takes linear time. */
export function textMask(secrets: readonly string[]): (text: string) => string {
  // The longest first, so that a form that contains another is replaced as a whole.
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((one, other) => other.length - one.length);
  const long = forms.filter(({ length }) => length > LONGEST_ALTERNATIVE);
  const short = forms.slice(long.length).map((form) => form.replace(SYNTAX, '\\$&'));
  const anyShort = short.length > 0 ? new RegExp(short.join('|'), 'g') : undefined;
  const masked = (text: string) => {
    const clean = long.reduce((rest, form) => rest.replaceAll(form, REDACTED), text);
    return anyShort ? clean.replace(anyShort, REDACTED) : clean;
  };
  const shortest = Math.min(...forms.map(({ length }) => length));
  return (text) => {
    // Most names and messages are too short, and escapes only make a form longer.
    if (text.length < shortest) return text;
    const clean = masked(text);
    const plain = unescaped(clean);
    if (plain === clean) return clean;
    // Needless escapes hide a secret from the search but not from a reader.
    const plainClean = masked(plain);
    return plainClean === plain ? clean : plainClean;
  };
}

const REDACTED = '[redacted]';

/** A secret as it is, and as written in URLs, forms, JSON, JSON pointers and base64. */
function formsOf(secret: string): string[] {
  if (secret === '' || secret === REDACTED) return [];
  // A lone surrogate cannot be encoded.
  const encoded = /\p{Surrogate}/u.test(secret) ? secret : encodeURIComponent(secret);
  return [
    secret,
    encoded,
    encoded.replaceAll('%20', '+'),
    encoded.replace(/%../g, (octet) => octet.toLowerCase()),
    unescaped(encoded),
    JSON.stringify(secret).slice(1, -1),
    pointerTo('', secret).slice(1),
    ...(secret.length < SHORTEST_IN_BASE64 || secret.length > LONGEST_IN_BASE64 ? [] : base64Of(secret)),
  ];
}

/** Alone, and after other text, whose length decides between three ways to spread the bits over letters. */
function base64Of(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  const written = (ahead: number) => btoa(String.fromCharCode(...new Uint8Array(ahead), ...bytes));
  const within = [0, 1, 2].map((ahead) =>
    written(ahead).slice(Math.ceil((8 * ahead) / 6), Math.floor((8 * (ahead + bytes.length)) / 6)),
  );
  return [written(0), written(0).replace(/=+$/, ''), ...within].flatMap((form) => [
    form,
    form.replaceAll('+', '-').replaceAll('/', '_'),
  ]);
}

/** Without percent-encoding and JSON's escapes of ASCII, even if they were applied twice. */
function unescaped(text: string): string {
  const once = (given: string) =>
    given.includes('%') || given.includes('\\')
      ? given
          .replace(/%([0-7][0-9a-f])|\\u(00[0-7][0-9a-f])/gi, (_, octet: string | undefined, unit: string) =>
            String.fromCharCode(Number.parseInt(octet ?? unit, 16)),
          )
          .replaceAll('\\/', '/')
      : given;
  return once(once(text));
}

/** Characters with a meaning in regular expressions. */
const SYNTAX = /[\\^$.*+?()[\]{}|/-]/g;

/** Characters. A thousand secrets of this length do not come near the largest size of a regular expression. */
const LONGEST_ALTERNATIVE = 200;

/** Characters. The base64 of shorter secrets can appear in any base64 by chance. */
const SHORTEST_IN_BASE64 = 8;
/** Characters. Longer secrets do not fit into a header or a URL, the places of base64. */
const LONGEST_IN_BASE64 = 10_000;
