import type { Violation } from '../../contract/index.js';
import {
  isSecretParameter,
  percentDecoded,
  preview,
  remembered,
  secretMask,
  violation,
  withoutNamedSecrets,
} from '../../contract/internal.js';
import { isObject } from '../../json.js';

/** Takes secrets out of whatever is printed. */
export interface Mask {
  text(value: string): string;
  url(value: string): string;
  violation(found: Violation): Violation;
}

export function createMask(secrets: readonly string[]): Mask {
  const text = secretMask(secrets);
  const total = { left: MOST_MEMBERS_IN_ALL };
  const shown = remembered((value) => presentable(value, text, total));
  const show = remembered(preview);
  return {
    text,
    url: (value) => text(withoutCredentials(value)),
    violation: (found) => {
      const { operationId, location, keyword } = found;
      const place = { operationId, location, pointer: text(found.pointer) };
      const expected = text(found.expected);
      // Written anew, because a message repeats only the beginning of a value, which may end within a secret.
      return { ...found, ...violation(place, keyword, expected, shown(found.actual), show) };
    },
  };
}

/** What stands in the place of a credential is one, however short. */
function withoutCredentials(url: string): string {
  return url
    .replace(/^([a-z]+:\/\/)[^/?#]*@/i, '$1[redacted]@')
    .replace(/([?&#])([^?=&#]+)=([^&#]*)/g, (pair: string, sign: string, name: string) =>
      isSecretParameter(percentDecoded(name) ?? name) ? `${sign}${name}=[redacted]` : withoutNamedSecrets(pair),
    );
}

/** A value without secrets, and cut where it is too large to be looked at, so that many violations of it can be shown. */
function presentable(value: unknown, text: (value: string) => string, total: { left: number }): unknown {
  const most = Math.min(MOST_MEMBERS, Math.max(total.left, FEWEST_MEMBERS));
  let left = most;
  const walk = (inner: unknown, depth: number): unknown => {
    if (typeof inner === 'string') return cut(text(inner));
    if (typeof inner === 'number') return text(String(inner)) === String(inner) ? inner : '[redacted]';
    if (!isObject(inner)) return inner;
    if (depth > MOST_LEVELS) return '[nested too deeply]';
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
  total.left -= most - left;
  return shown;
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/** Members of a value that are shown, with those of its members. A page of 250 records has about 1,750. */
const MOST_MEMBERS = 2_000;
/** Members of all values of a file. Afterwards, little is shown of each. */
const MOST_MEMBERS_IN_ALL = 1_000_000;
const FEWEST_MEMBERS = 10;
const MOST_LEVELS = 100;
const MOST_CHARACTERS = 10_000;
