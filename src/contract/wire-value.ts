import type { WireType } from '../../generated/descriptor.js';
import type { QueryParameterDescriptor } from './contract.js';

/** The types of a value whose schema names none. */
export const TEXT: readonly WireType[] = ['string'];

/** Converts a text to the first of the given types that it can stand for. Any other text stays a string. */
export function fromText(text: string, types: readonly WireType[]): unknown {
  if (types.includes('integer') && INTEGER.test(text)) return Number(text);
  if (types.includes('number') && NUMBER.test(text)) return Number(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** The number syntax of JSON: no plus sign, no leading zeros, no spaces. */
const INTEGER = /^-?(0|[1-9]\d*)$/;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** Whether the percent-encoding in a text is valid and encodes UTF-8. */
export function isWellEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** The UTF-8 text in a Base64 credential; `undefined` for invalid Base64. */
export function textOfBase64(encoded: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}

/** The mistake in the percent-encoding of a query value, if there is one. */
export function encodingProblem(text: string, { allowReserved, dateFilter }: QueryParameterDescriptor) {
  if (!isWellEncoded(text)) return { keyword: 'percent-encoding', expected: 'well-formed percent-encoding of UTF-8' };
  if (dateFilter && text.includes('%'))
    return { keyword: 'x-date-filter', expected: 'a date without percent-encoding' };
  if (!allowReserved && RESERVED.test(text))
    return { keyword: 'allowReserved', expected: 'reserved characters percent-encoded' };
  return undefined;
}

/** What was expected of the percent-encoding of a path; `undefined` if it is correct. */
export function pathEncodingProblem(path: string): string | undefined {
  if (NEVER_IN_PATH.test(path)) return 'characters that paths must not contain (RFC 3986) percent-encoded';
  return isWellEncoded(path) ? undefined : 'well-formed percent-encoding of UTF-8';
}

/** Characters that a path must percent-encode (RFC 3986, 3.3). */
const NEVER_IN_PATH = /[^A-Za-z0-9._~%!$&'()*+,;=:@/-]/;

/** Any character that is neither unreserved nor part of a percent-encoded octet (RFC 3986). */
const RESERVED = /[^A-Za-z0-9._~%-]/;
