/** Puts `[redacted]` in the place of secrets, in whatever form a text has them. Takes time in proportion to the text. */
export function textMask(secrets: readonly string[]): (text: string) => string {
  // The longest first, so that one that contains another is taken out as a whole.
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((one, other) => other.length - one.length);
  const long = forms.filter(({ length }) => length > LONGEST_ALTERNATIVE);
  const short = forms.slice(long.length).map((form) => form.replace(SYNTAX, '\\$&'));
  const anyShort = short.length > 0 ? new RegExp(short.join('|'), 'g') : undefined;
  const masked = (text: string) => {
    const clean = long.reduce((rest, form) => rest.replaceAll(form, REDACTED), text);
    return anyShort ? clean.replace(anyShort, REDACTED) : clean;
  };
  return (text) => {
    const clean = masked(text);
    const plain = unescaped(clean);
    if (plain === clean) return clean;
    // Escapes that nobody needs hide a secret from the search, and not from a reader.
    const plainClean = masked(plain);
    return plainClean === plain ? clean : plainClean;
  };
}

const REDACTED = '[redacted]';

/** As it is, and as URLs, forms, JSON, JSON pointers and base64 write it. */
function formsOf(secret: string): string[] {
  if (secret === '' || secret === REDACTED) return [];
  // Half of a pair of surrogates cannot be encoded.
  const encoded = /\p{Surrogate}/u.test(secret) ? secret : encodeURIComponent(secret);
  return [
    secret,
    encoded,
    encoded.replaceAll('%20', '+'),
    encoded.replace(/%../g, (octet) => octet.toLowerCase()),
    unescaped(encoded),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('~', '~0').replaceAll('/', '~1'),
    ...(secret.length < SHORTEST_IN_BASE64 || secret.length > LONGEST_IN_BASE64 ? [] : base64Of(secret)),
  ];
}

/** Alone, and behind texts of any length: that leaves three ways in which its bits can be spread over letters. */
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

/** Without percent-encoding and JSON's escapes of ASCII, also where they were applied twice. */
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

/** Characters of a regular expression that mean something else than themselves. */
const SYNTAX = /[\\^$.*+?()[\]{}|/-]/g;

/** Characters. Regular expressions have a largest size, which a thousand secrets of this length do not come near. */
const LONGEST_ALTERNATIVE = 200;

/** Characters. What shorter ones become is found in any base64. */
const SHORTEST_IN_BASE64 = 8;
/** Characters. Nothing that is longer fits into a header or a URL, where secrets are encoded so. */
const LONGEST_IN_BASE64 = 10_000;
