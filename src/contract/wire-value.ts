import type { WireType } from '../../generated/descriptor.js';
import type { QueryParameterDescriptor } from './contract.js';

/** What is read where nothing is said about a value. */
export const TEXT: readonly WireType[] = ['string'];

/** Turns text into the value that it stands for, given the types that the value may have. Other text stays text. */
export function fromText(text: string, types: readonly WireType[]): unknown {
  if (types.includes('integer') && INTEGER.test(text)) return Number(text);
  if (types.includes('number') && NUMBER.test(text)) return Number(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** As JSON writes numbers: no sign but a minus, no leading zeros, no spaces. */
const INTEGER = /^-?(0|[1-9]\d*)$/;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** Whether percent-encoding is complete and stands for UTF-8. */
export function isWellEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with how a value in a query is percent-encoded, if anything. */
export function encodingProblem(text: string, { allowReserved, dateFilter }: QueryParameterDescriptor) {
  if (!isWellEncoded(text)) return { keyword: 'percent-encoding', expected: 'well-formed percent-encoding of UTF-8' };
  if (dateFilter && text.includes('%'))
    return { keyword: 'x-date-filter', expected: 'a date without percent-encoding' };
  if (!allowReserved && RESERVED.test(text))
    return { keyword: 'allowReserved', expected: 'reserved characters percent-encoded' };
  return undefined;
}

/** What a path should have in place of how it is written, if anything. */
export function pathEncodingProblem(path: string): string | undefined {
  if (NEVER_IN_PATH.test(path)) return 'other characters than those of paths (RFC 3986) percent-encoded';
  return isWellEncoded(path) ? undefined : 'well-formed percent-encoding of UTF-8';
}

/** RFC 3986, 3.3: what a path does not have, unless it is percent-encoded. */
const NEVER_IN_PATH = /[^A-Za-z0-9._~%!$&'()*+,;=:@/-]/;

/** RFC 3986: no unreserved character, nor part of a percent-encoded octet. Looked for, because texts can be of any length. */
const RESERVED = /[^A-Za-z0-9._~%-]/;
