import { checkMilliseconds, type OptionCheck } from '../options.js';

export const oneOf =
  (...settings: readonly unknown[]): OptionCheck =>
  (value) =>
    settings.includes(value) ? undefined : `must be ${settings.map((setting) => JSON.stringify(setting)).join(' or ')}`;

/** How long something takes, which may be no time at all. */
export const checkDelay: OptionCheck = (value) => (value === 0 ? undefined : checkMilliseconds(value));

export const checkSeed: OptionCheck = (value) => (Number.isSafeInteger(value) ? undefined : 'must be a whole number');

/** What can be the value of a header without a space, and does not end it. */
export function isVisible(value: unknown): boolean {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}
