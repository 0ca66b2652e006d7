/** A way to show who calls, as a document declares it. */
export interface SecurityScheme {
  readonly in: 'header' | 'query' | 'cookie';
  readonly name: string;
  /** The word before the credential in `Authorization`, such as `Bearer`. */
  readonly scheme?: string;
}

/** A token or a key. `Basic` takes a name and a password, or both already encoded. */
export type Credential = string | { readonly username: string; readonly password: string };

export interface WrittenCredentials {
  readonly headers: Record<string, string>;
  readonly query: string[];
  readonly cookies: string[];
}

/**
 * Writes the credentials of a call: those of the first alternative of which all are given. If none is complete, none are
 * sent, because a caller may have set headers instead.
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
    if (scheme && credential !== undefined) add(scheme, credential, written);
  }
  return written;
}

function add({ in: place, name, scheme }: SecurityScheme, credential: Credential, written: WrittenCredentials): void {
  const text = textOf(credential);
  if (place === 'query') written.query.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
  else if (place === 'cookie') written.cookies.push(`${name}=${encodeURIComponent(text)}`);
  else written.headers[name] = scheme ? `${scheme} ${text}` : text;
}

function textOf(credential: Credential): string {
  if (typeof credential === 'string') return credential;
  const bytes = new TextEncoder().encode(`${credential.username}:${credential.password}`);
  return btoa(String.fromCharCode(...bytes));
}
