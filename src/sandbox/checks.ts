import { server } from '../../generated/operations.js';
import { checkMilliseconds, type OptionCheck } from '../options.js';

export const oneOf =
  (...settings: readonly unknown[]): OptionCheck =>
  (value) =>
    settings.includes(value) ? undefined : `must be ${settings.map((setting) => JSON.stringify(setting)).join(' or ')}`;

/** Milliseconds, with 0 for no delay. */
export const checkDelay: OptionCheck = (value) => (value === 0 ? undefined : checkMilliseconds(value));

/** The seed of random numbers. Unlike a count, it may be negative. */
export const checkSeed: OptionCheck = (value) => (Number.isSafeInteger(value) ? undefined : 'must be a whole number');

export const checkString: OptionCheck = (value) =>
  typeof value === 'string' && value !== '' ? undefined : 'must be a non-empty string';

export const checkPort: OptionCheck = (value) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535 ? undefined : 'must be from 0 to 65535';

export const checkStoreHash: OptionCheck = (value) =>
  typeof value === 'string' && new RegExp(server.variables.store_hash.pattern).test(value)
    ? undefined
    : 'must consist of letters, digits, _ and -';

export const checkToken: OptionCheck = (value) =>
  isVisibleAscii(value) ? undefined : 'must be a token in ASCII without spaces';

/** Whether a value can go into a header: spaces are left out, and a line break would start another header. */
export function isVisibleAscii(value: unknown): boolean {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}
