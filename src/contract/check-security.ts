import type { CredentialDescriptor, OperationDescriptor } from '../../generated/contract-descriptor.js';
import type { Violation } from '../errors/contract-violation-error.js';
import { violation } from './violations.js';
import { percentDecoded } from './wire-value.js';

/** Credentials are never repeated in a violation, not even wrong ones. */
export function checkSecurity(
  { operationId, security }: OperationDescriptor,
  headers: ReadonlyMap<string, string>,
  query: ReadonlyMap<string, string>,
): Violation[] {
  const textOf = ({ in: place, name }: CredentialDescriptor) => {
    if (place === 'query') return percentDecoded(query.get(name) ?? '');
    if (place === 'header') return headers.get(name.toLowerCase());
    const cookies = headers.get('cookie')?.split(/;\s*/) ?? [];
    return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
  };
  const isPresent = (credential: CredentialDescriptor) => {
    const text = textOf(credential) ?? '';
    return isFilled(text) && (credential.scheme === undefined || isOfScheme(text, credential.scheme));
  };
  if (security.length === 0 || security.some((credentials) => credentials.every(isPresent))) return [];
  const wanted = security.map((credentials) => credentials.map(nameOf).join(' and '));
  const hasOther = security.flat().some((credential) => isFilled(textOf(credential) ?? ''));
  const place = { operationId, location: 'request.security', pointer: '/request/headers' } as const;
  const actual = hasOther ? 'not all, or in another form' : 'no credential';
  return [violation(place, 'security', [...new Set(wanted)].join(', or '), actual)];
}

function nameOf({ in: location, name, scheme }: CredentialDescriptor): string {
  return `${name} in the ${location}${scheme ? `, which begins with "${scheme} "` : ''}`;
}

/** Whether there is more than spaces, and commas between the values of a repeated header. */
function isFilled(text: string): boolean {
  return /[^\s,]/.test(text);
}

/** Of all schemes, only `Basic` says what comes after it: a name, a colon and a password in Base64 (RFC 7617). */
function isOfScheme(text: string, scheme: string): boolean {
  return text.split(',').some((part) => {
    const [name, credential] = part.trim().split(/ +/);
    if (name?.toLowerCase() !== scheme.toLowerCase() || credential === undefined) return false;
    return scheme !== 'Basic' || (fromBase64(credential)?.includes(':') ?? false);
  });
}

/** `undefined` for what is no Base64. */
export function fromBase64(text: string): string | undefined {
  try {
    return atob(text);
  } catch {
    return undefined;
  }
}
