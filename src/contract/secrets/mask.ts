import type { Violation } from '#errors';
import { isObject, percentDecoded, pointerTokens } from '../../json.js';
import { textMask } from '../../redact.js';
import type { Contract } from '../contract.js';
import { type HeaderInput, readHeaders, type WireRequest, type WireResponse } from '../exchange.js';
import { memoize, preview, violation } from '../violations.js';
import { textOfBase64 } from '../wire-value.js';
import { knownSecretsIn } from './known-forms.js';
import { isSecretName, isSecretParameter, secretsInText, withoutNamedSecrets } from './texts.js';

/** Redacts secrets in texts: long ones anywhere, short ones only if they are the whole text. */
export function secretMask(secrets: readonly string[]): (text: string) => string {
  const within = textMask(secrets.filter(({ length }) => length >= SHORTEST_WITHIN_TEXTS));
  const whole = new Set(secrets);
  return (text) => (whole.has(text) ? '[redacted]' : within(text));
}

/** Characters. Shorter ones are placeholders in tests, and would be found in ordinary words. */
const SHORTEST_WITHIN_TEXTS = 8;

/** Redacts the credentials of an exchange in its violations. */
export function withoutSecrets(
  violations: readonly Violation[],
  parts: PartsOfExchange,
  contract: Contract,
): Violation[] {
  if (violations.length === 0) return [];
  const declared = declaredNames(contract);
  const secrets = secretsIn(parts, contract);
  const text = secrets.length > MOST_SECRETS ? () => REDACTED : secretMask(secrets);
  const cleanOf = memoize((value) => withoutSecretMembers(value, text));
  const show = memoize(preview);
  // Messages are made again, because a preview may end within a secret, where it would not be recognized.
  return violations.map(({ operationId, location, pointer, rule, keyword, expected, actual }) => {
    const place = { operationId, location, pointer: text(pointer), rule };
    const shown = isSecretPlace(pointer, declared) ? hidden(actual) : cleanOf(actual);
    return violation(place, keyword, text(expected), shown, show);
  });
}

/** Whether any name in a pointer is that of a secret. */
function isSecretPlace(pointer: string, declared: ReadonlySet<string>): boolean {
  const [, part = '', ...names] = pointerTokens(pointer);
  const isBody = part === 'body';
  return names.some((name) =>
    isBody || part === 'path' ? isSecretName(name) : isSecretParameter(name) || declared.has(name.toLowerCase()),
  );
}

/** Empty values and booleans reveal nothing. */
function hidden(value: unknown): unknown {
  return value === undefined || value === null || typeof value === 'boolean' || value === '' ? value : REDACTED;
}

/** A JSON value with secrets, and the values of secret names, redacted. */
export function withoutSecretMembers(value: unknown, text: (value: string) => string, depth = 0): unknown {
  if (typeof value === 'string') return text(withoutNamedSecrets(value));
  if (typeof value === 'number') return text(String(value)) === String(value) ? value : REDACTED;
  if (!isObject(value)) return value;
  if (depth > MOST_LEVELS) return '[nested too deeply]';
  if (Array.isArray(value)) return value.map((member) => withoutSecretMembers(member, text, depth + 1));
  const members = Object.entries(value).map(([name, member]) => {
    const shown = isSecretName(name) ? hidden(member) : withoutSecretMembers(member, text, depth + 1);
    return [text(name), shown] as const;
  });
  // fromEntries defines members, so that one called __proto__ stays a member.
  return Object.fromEntries(members);
}

const REDACTED = '[redacted]';

/** Secrets that are searched for in every text; with more, everything is redacted. Real exchanges have one or two. */
const MOST_SECRETS = 1_000;

/** Levels of a value that are searched and shown. Bodies with more break every contract. */
const MOST_LEVELS = 100;

/** An exchange, or one half of it. */
export interface PartsOfExchange {
  readonly request?: WireRequest | undefined;
  readonly response?: WireResponse | undefined;
}

/** The values of all credentials in an exchange, in every form in which a message may repeat them. */
export function secretsIn({ request, response }: PartsOfExchange, contract: Contract): string[] {
  const declared = declaredNames(contract);
  const values = [
    ...headerSecrets(request?.headers, declared),
    ...headerSecrets(response?.headers, declared),
    ...urlSecrets(request?.url ?? '', declared),
    ...bodySecrets(request?.body),
    ...bodySecrets(response?.body),
  ];
  const found = new Set<string>();
  for (const value of values) for (const form of [value, percentDecoded(value)]) found.add(form);
  return [...found].filter((value) => value.length >= SHORTEST_SECRET && !isWord(value));
}

/** Lower-case names of the credentials that a document declares. */
export function declaredNames({ operations }: Contract): ReadonlySet<string> {
  const known = NAMES.get(operations);
  if (known) return known;
  const credentials = Object.values(operations).flatMap(({ security }) => security.flat());
  const names = new Set(credentials.map(({ name }) => name.toLowerCase()));
  NAMES.set(operations, names);
  return names;
}

/** Collected once, because a document may have thousands of operations. */
const NAMES = new WeakMap<Contract['operations'], ReadonlySet<string>>();

function headerSecrets(headers: HeaderInput | undefined, declared: ReadonlySet<string>): string[] {
  return [...readHeaders(headers)].flatMap(([name, value]) => secretsInHeader(name, value, declared.has(name)));
}

function urlSecrets(url: string, declared: ReadonlySet<string>): string[] {
  const user = /^[a-z]+:\/\/([^/?#]*)@/i.exec(url)?.[1] ?? '';
  const [path = '', ...pairs] = url.split(/[?&#]/);
  const values = pairs.flatMap((pair) => {
    const [written = '', value = ''] = pair.split(/=(.*)/s);
    const name = percentDecoded(written.replaceAll('+', ' '));
    const isSecret = isSecretParameter(name) || declared.has(name.toLowerCase());
    return isSecret ? [value.replaceAll('+', ' '), ...credentialsIn(value)] : secretsInText(percentDecoded(value));
  });
  return [user, ...user.split(':'), ...knownSecretsIn(percentDecoded(path)), ...values];
}

function bodySecrets(body: unknown): string[] {
  if (typeof body !== 'string') return memberSecrets(body, false);
  try {
    return memberSecrets(JSON.parse(body), false);
  } catch {
    return secretsInText(body).flatMap((value) => [value.replaceAll('+', ' '), ...credentialsIn(value)]);
  }
}

/** @param isSecret Whether a name above makes the whole value a secret. */
function memberSecrets(value: unknown, isSecret: boolean, levels = MOST_LEVELS): string[] {
  if (typeof value === 'string') return isSecret ? credentialsIn(value) : secretsInText(value);
  if (typeof value === 'number') return isSecret ? [String(value)] : [];
  if (!isObject(value) || levels === 0) return [];
  const found: string[] = [];
  const isList = Array.isArray(value);
  for (const [name, member] of Object.entries(value)) {
    // One by one, because spreading a long array exhausts the stack.
    for (const secret of memberSecrets(member, isSecret || (!isList && isSecretName(name)), levels - 1))
      found.push(secret);
  }
  return found;
}

/** Placeholders, and words that other names contain. */
function isWord(value: string): boolean {
  return /^(\[redacted\]|password|authorization|credentials?|signature|undefined)$/i.test(value);
}

/** Characters. Anything shorter is not treated as a secret, whatever its name. */
const SHORTEST_SECRET = 4;

/**
 * The secrets in a header: the whole value of `Authorization: Bearer …` and the part after the scheme; for Basic, user and
 * password as well; for cookies, each value.
 *
 * @param isDeclared Whether the document declares the header as a credential.
 */
export function secretsInHeader(name: string, value: string, isDeclared: boolean): string[] {
  if (name === 'cookie' || name === 'set-cookie') return cookiesIn(value);
  if (!isDeclared && !isSecretParameter(name)) return secretsInText(value);
  return [value, ...value.split(', ').flatMap(credentialsIn)];
}

/** A credential, and those of its parts that are credentials too. */
export function credentialsIn(value: string): string[] {
  const [, scheme, rest = value] = /^\s*([\w-]{1,40})\s+(\S.*)/s.exec(value) ?? [];
  const parts = rest.split(/[\s,;]/).map((part) => part.replace(/^[\w-]{1,40}=/, '').replaceAll('"', '') || part);
  return [value, rest, ...parts, ...(scheme?.toLowerCase() === 'basic' ? userAndPassword(rest) : [])];
}

/** `user:password`, user and password. */
export function userAndPassword(encoded: string): string[] {
  const plain = textOfBase64(encoded) ?? '';
  const colon = plain.indexOf(':');
  return colon === -1 ? [plain] : [plain, plain.slice(0, colon), plain.slice(colon + 1)];
}

/** The values of all cookies, because few names say what a cookie is for. */
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
