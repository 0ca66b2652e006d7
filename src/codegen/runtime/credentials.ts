/** A way to show who calls, as a document declares it. */
export interface SecurityScheme {
  readonly in: 'header' | 'query' | 'cookie';
  readonly name: string;
  /** The word before the credential in `Authorization`, such as `Bearer`. */
  readonly scheme?: string;
}

/** A token or a key. `Basic` takes a name and a password, as an object, as `name:password`, or encoded. */
export type Credential = string | { readonly username: string; readonly password: string };

export interface WrittenCredentials {
  readonly headers: Record<string, string>;
  readonly query: string[];
  readonly cookies: string[];
}

/**
 * Writes the credentials of a call: those of the first alternative of which all are given. If none is complete, none are
 * sent, because a caller may have set headers instead.
 *
 * @throws TypeError for a basic credential that is not one.
 */
export function writeCredentials(
  alternatives: readonly (readonly string[])[],
  schemes: Readonly<Record<string, SecurityScheme>>,
  given: Readonly<Record<string, Credential | undefined>>,
): WrittenCredentials {
  const written: WrittenCredentials = { headers: {}, query: [], cookies: [] };
  const usable = alternatives.filter((names) => names.every((name) => given[name] !== undefined));
  // An alternative without any makes credentials optional. Those that are given are sent all the same.
  const names = usable.find((alternative) => alternative.length > 0) ?? [];
  for (const name of names) {
    const [scheme, credential] = [schemes[name], given[name]];
    if (scheme && credential !== undefined) add(name, scheme, credential, written);
  }
  return written;
}

function add(
  schemeName: string,
  { in: place, name, scheme }: SecurityScheme,
  credential: Credential,
  written: WrittenCredentials,
): void {
  const text = scheme === 'Basic' ? basicText(schemeName, credential) : textOf(credential);
  if (place === 'query') written.query.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
  else if (place === 'cookie') written.cookies.push(`${name}=${encodeURIComponent(text)}`);
  else written.headers[name] = scheme ? `${scheme} ${text}` : text;
}

/** Encoded text has no colon, and has one when it is decoded. */
function basicText(schemeName: string, credential: Credential): string {
  const text = textOf(credential);
  if (text.includes(':')) return encoded(text);
  if (decoded(text).includes(':')) return text;
  throw new TypeError(`the credential ${schemeName} must be { username, password }, or user:password`);
}

function textOf(credential: Credential): string {
  return typeof credential === 'string' ? credential : encoded(`${credential.username}:${credential.password}`);
}

function encoded(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function decoded(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}
