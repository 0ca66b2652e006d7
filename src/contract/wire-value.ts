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

/** A mistake in the percent-encoding of a text. */
export interface EncodingProblem {
  readonly keyword: string;
  readonly expected: string;
}

/** The mistake in the percent-encoding of a query value that no reader accepts, if there is one. */
export function encodingProblem(
  text: string,
  { dateFilter }: Pick<QueryParameterDescriptor, 'dateFilter'> = {},
): EncodingProblem | undefined {
  if (!isWellEncoded(text)) return { keyword: 'percent-encoding', expected: 'well-formed percent-encoding of UTF-8' };
  // What else a date may have is left to its schema.
  if (dateFilter)
    return text.includes('%') ? { keyword: 'x-date-filter', expected: 'a date without percent-encoding' } : undefined;
  if (NEVER_IN_QUERY.test(text)) return { keyword: 'percent-encoding', expected: `${NEVER} percent-encoded` };
  return undefined;
}

/** What OpenAPI tells a writer to percent-encode in a query value, although readers understand it as it is. */
export function reservedProblem(
  text: string,
  { allowReserved }: Pick<QueryParameterDescriptor, 'allowReserved'>,
): EncodingProblem | undefined {
  if (allowReserved || !RESERVED.test(text)) return undefined;
  return { keyword: 'allowReserved', expected: 'reserved characters percent-encoded' };
}

/** What was expected of the percent-encoding of a path; `undefined` if every reader accepts it. */
export function pathEncodingProblem(path: string): string | undefined {
  if (NEVER_IN_PATH.test(path)) return `${NEVER} percent-encoded`;
  return isWellEncoded(path) ? undefined : 'well-formed percent-encoding of UTF-8';
}

/** As {@link pathEncodingProblem}, for what RFC 3986 asks of writers. */
export function pathReservedProblem(path: string): string | undefined {
  return RESERVED_IN_PATH.test(path) ? 'characters that paths must not contain (RFC 3986) percent-encoded' : undefined;
}

const NEVER = 'spaces, quotes, angle brackets, control characters and characters outside ASCII';

/** What RFC 3986 allows in a query (3.4), and what browsers leave as it is. */
const NEVER_IN_QUERY = /[^A-Za-z0-9._~%!$&'()*+,;=:@/?[\]|^{}\\`-]/;
const NEVER_IN_PATH = /[^A-Za-z0-9._~%!$&'()*+,;=:@/[\]|^{}\\`-]/;

/** Characters that a path must percent-encode (RFC 3986, 3.3). */
const RESERVED_IN_PATH = /[^A-Za-z0-9._~%!$&'()*+,;=:@/-]/;

/** Any character that is neither unreserved nor part of a percent-encoded octet (RFC 3986). */
const RESERVED = /[^A-Za-z0-9._~%-]/;
