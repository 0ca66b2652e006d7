import { isSecretParameter } from './secret-names.js';
import { secretsInText } from './secret-texts.js';

/**
 * What is secret in a header: of `Authorization: Bearer …` the whole value and what follows the scheme, of Basic also user
 * and password, of cookies each one.
 *
 * @param isDeclared Whether the document says that a header of this name carries a credential.
 */
export function secretsInHeader(name: string, value: string, isDeclared: boolean): string[] {
  if (name === 'cookie' || name === 'set-cookie') return cookiesIn(value);
  if (!isDeclared && !isSecretParameter(name)) return secretsInText(value);
  return [value, ...value.split(', ').flatMap(credentialsIn)];
}

/** A credential, and the parts of it that are credentials too. */
export function credentialsIn(value: string): string[] {
  const [, scheme, rest = value] = /^\s*([\w-]{1,40})\s+(\S.*)/s.exec(value) ?? [];
  const parts = rest.split(/[\s,;]/).map((part) => part.replace(/^[\w-]{1,40}=/, '').replaceAll('"', '') || part);
  return [value, rest, ...parts, ...(scheme?.toLowerCase() === 'basic' ? userAndPassword(rest) : [])];
}

/** `user:password`, and each of them. */
export function userAndPassword(encoded: string): string[] {
  const plain = fromBase64(encoded);
  const colon = plain.indexOf(':');
  return colon === -1 ? [plain] : [plain, plain.slice(0, colon), plain.slice(colon + 1)];
}

function fromBase64(encoded: string): string {
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return '';
  }
}

/** All of them, whatever they are called: few servers name theirs after what they are for. */
function cookiesIn(value: string): string[] {
  return value.split(/[;,]/).flatMap((pair) => {
    const end = pair.indexOf('=');
    if (end === -1 || ABOUT_COOKIES.has(pair.slice(0, end).trim().toLowerCase())) return [];
    return pair
      .slice(end + 1)
      .trim()
      .replaceAll('"', '');
  });
}

/** Attributes of Set-Cookie that have values (RFC 6265, 4.1.1). */
const ABOUT_COOKIES: ReadonlySet<string> = new Set(['expires', 'max-age', 'domain', 'path', 'samesite', 'priority']);
