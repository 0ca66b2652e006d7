import { isSecretParameter, memoize, preview, secretMask, violation, withoutNamedSecrets } from '#contract';
import type { Violation } from '#errors';
import { isObject, percentDecoded } from '../../json.js';

/** Removes secrets from everything that is printed. */
export interface Mask {
  text(value: string): string;
  url(value: string): string;
  violation(found: Violation): Violation;
}

export function createMask(secrets: readonly string[]): Mask {
  const text = secretMask(secrets);
  const total = { left: MAX_MEMBERS_IN_ALL };
  const shown = memoize((value) => presentable(value, text, total));
  const show = memoize(preview);
  return {
    text,
    url: (value) => text(withoutCredentials(value)),
    violation: (found) => {
      const { operationId, location, keyword } = found;
      const place = { operationId, location, pointer: text(found.pointer) };
      const expected = text(found.expected);
      // The message is built again, because it quotes only the beginning of a value, which may end within a secret.
      return { ...found, ...violation(place, keyword, expected, shown(found.actual), show) };
    },
  };
}

/** Whatever is in the place of a credential counts as one, however short. */
function withoutCredentials(url: string): string {
  return url
    .replace(/^([a-z]+:\/\/)[^/?#]*@/i, '$1[redacted]@')
    .replace(/([?&#])([^?=&#]+)=([^&#]*)/g, (pair: string, sign: string, name: string) =>
      isSecretParameter(percentDecoded(name)) ? `${sign}${name}=[redacted]` : withoutNamedSecrets(pair),
    );
}

/** A value without secrets, shortened if it is large, so that many violations of it can be shown. */
function presentable(value: unknown, text: (value: string) => string, total: { left: number }): unknown {
  const limit = Math.min(MAX_MEMBERS, Math.max(total.left, MIN_MEMBERS));
  let left = limit;
  const walk = (inner: unknown, depth: number): unknown => {
    if (typeof inner === 'string') return cut(text(inner));
    if (typeof inner === 'number') return text(String(inner)) === String(inner) ? inner : '[redacted]';
    if (!isObject(inner)) return inner;
    if (depth > MAX_LEVELS) return '[nested too deeply]';
    const all = Object.entries(inner);
    const members = all.slice(0, left);
    left -= members.length;
    const shown = members.map(([key, member]) => [cut(text(key)), walk(member, depth + 1)] as const);
    if (members.length < all.length) shown.push(['…', `${all.length - members.length} more`]);
    if (Array.isArray(inner)) return shown.map(([, member]) => member);
    // fromEntries defines members, so that one called __proto__ stays a member.
    return Object.fromEntries(shown);
  };
  const shown = walk(value, 0);
  total.left -= limit - left;
  return shown;
}

function cut(text: string): string {
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}

/** Shown members of a value, at all levels. A page of 250 records has about 1,750. */
const MAX_MEMBERS = 2_000;
/** Shown members of all values of a file. After that, each value shows only a few. */
const MAX_MEMBERS_IN_ALL = 1_000_000;
const MIN_MEMBERS = 10;
const MAX_LEVELS = 100;
const MAX_CHARACTERS = 10_000;
