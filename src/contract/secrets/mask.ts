import type { Violation } from '#errors';
import { isObject, pointerTokens } from '../../json.js';
import { textMask } from '../../redact.js';
import type { Contract } from '../contract.js';
import { preview, remembered, violation } from '../violations.js';
import { declaredNames, type PartsOfExchange, secretsIn } from './find.js';
import { isSecretName, isSecretParameter } from './names.js';
import { withoutNamedSecrets } from './texts.js';

/** Takes secrets out of texts: of most lengths wherever they stand, short ones where they are the whole text. */
export function secretMask(secrets: readonly string[]): (text: string) => string {
  const within = textMask(secrets.filter(({ length }) => length >= SHORTEST_WITHIN_TEXTS));
  const whole = new Set(secrets);
  return (text) => (whole.has(text) ? '[redacted]' : within(text));
}

/** Characters. What is shorter is a stand-in in somebody's test, and would be found in ordinary words. */
const SHORTEST_WITHIN_TEXTS = 8;

/** Takes the credentials in an exchange out of everything that is said about it. */
export function withoutSecrets(
  violations: readonly Violation[],
  parts: PartsOfExchange,
  contract: Contract,
): Violation[] {
  if (violations.length === 0) return [];
  const declared = declaredNames(contract);
  const secrets = secretsIn(parts, contract);
  const text = secrets.length > MOST_SECRETS ? () => REDACTED : secretMask(secrets);
  const cleanOf = remembered((value) => withoutSecretMembers(value, text));
  const show = remembered(preview);
  // Written anew, because a message repeats only the beginning of a value, which may end within a secret.
  return violations.map(({ operationId, location, pointer, rule, keyword, expected, actual }) => {
    const place = { operationId, location, pointer: text(pointer), rule };
    const shown = isSecretPlace(pointer, declared) ? hidden(actual) : cleanOf(actual);
    return violation(place, keyword, text(expected), shown, show);
  });
}

/** Whether any name on the way to a value is that of a secret. */
function isSecretPlace(pointer: string, declared: ReadonlySet<string>): boolean {
  const [, part = '', ...names] = pointerTokens(pointer);
  const isBody = part === 'body';
  return names.some((name) =>
    isBody || part === 'path' ? isSecretName(name) : isSecretParameter(name) || declared.has(name.toLowerCase()),
  );
}

/** That there is nothing, or only a yes or a no, gives nothing away. */
function hidden(value: unknown): unknown {
  return value === undefined || value === null || typeof value === 'boolean' || value === '' ? value : REDACTED;
}

/** A JSON value without the secrets in it, and without whatever stands under the name of one. */
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

/** Each is looked for in all that is said. Real exchanges have one or two. */
const MOST_SECRETS = 1_000;

/** Levels of a value that are shown. */
const MOST_LEVELS = 100;
