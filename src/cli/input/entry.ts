import type { WireExchange } from '#contract';
import type { ViolationLocation } from '#errors';
import { isObject } from '../../json.js';

/** One exchange of a file, or why it cannot be checked. */
export type Entry = ExchangeEntry | SkippedEntry | UnreadableEntry;

export interface ExchangeEntry {
  readonly kind: 'exchange';
  /** Position in the file, from 0. */
  readonly index: number;
  readonly exchange: WireExchange;
  /** What the file does not contain, so that it cannot be judged. */
  readonly unrecorded: readonly ViolationLocation[];
  /** Bodies that there were, or may have been, but that the file does not hold. */
  readonly unseen: readonly UnseenBody[];
  /** Whether the file is an export, which has everything that a browser did, and may lack credentials. */
  readonly isExported: boolean;
}

/** A body that nothing can be said about. */
export interface UnseenBody {
  readonly location: 'request.body' | 'response.body';
  /** Why, as the end of a sentence about the body. */
  readonly reason: string;
}

interface SkippedEntry {
  readonly kind: 'skipped';
  readonly index: number;
  readonly why: SkipReason;
}

interface UnreadableEntry {
  readonly kind: 'unreadable';
  readonly index: number;
  readonly reason: string;
}

/** Why an exchange is not checked: another API, no response, a CORS preflight, a cached response, another protocol, or `--allow`. */
export type SkipReason = 'foreign' | 'unanswered' | 'preflight' | 'not modified' | 'upgrade' | 'allowed';

/** Whether a URL belongs to the API. Checked first, because exchanges of other APIs can have any form. */
export type IsOwn = (url: string) => boolean;

/** A file does not have the form that its kind of file has. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** Reads every item of a list. An item that cannot be read does not affect the others. */
export function readEntries(list: readonly unknown[], read: (item: unknown, index: number) => Entry): Entry[] {
  return list.map((item, index) => {
    try {
      return read(item, index);
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      return { kind: 'unreadable', index, reason: error.message };
    }
  });
}

/** @throws UnreadableError when the value is not a string. */
export function stringOf(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new UnreadableError(`${name} is not a string`);
  return value;
}

export type HeaderPairs = readonly (readonly [name: string, value: string])[];

/**
 * Headers of nock: alternating names and values, or an object with one or more values for each name.
 *
 * @throws UnreadableError when they are neither.
 */
export function readNockHeaders(given: unknown, name: string): HeaderPairs {
  if (given === undefined || given === null) return [];
  if (Array.isArray(given)) {
    const words = given.map((word: unknown) => headerText(word, name));
    if (words.length % 2 === 1) throw new UnreadableError(`${name} has a name without a value`);
    return words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1] ?? ''] as const] : []));
  }
  if (!isObject(given)) throw new UnreadableError(`${name} is neither an array nor an object`);
  return Object.entries(given).flatMap(([header, value]: [string, unknown]) =>
    [value].flat().map((one) => [header, headerText(one, `${name}.${header}`)] as const),
  );
}

/**
 * Headers of HAR: an array of objects. Leaves out the pseudo-headers of HTTP/2, which some browsers include.
 *
 * @throws UnreadableError when they are something else.
 */
export function readHarHeaders(given: unknown, name: string): HeaderPairs {
  if (!Array.isArray(given)) throw new UnreadableError(`${name} is not an array`);
  const pairs = given.map((header: unknown) => {
    if (!isObject(header)) throw new UnreadableError(`${name} has an item that is not an object`);
    const read = (member: string) => headerText(Reflect.get(header, member), `${name}[].${member}`);
    return [read('name'), read('value')] as const;
  });
  return pairs.filter(([header]) => !header.startsWith(':'));
}

function headerText(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new UnreadableError(`${name} is not a string`);
}

/** The value of a header. The name is lower case, and matches any case. */
export function headerNamed(lowerCaseName: string, headers: HeaderPairs): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === lowerCaseName)?.[1];
}
