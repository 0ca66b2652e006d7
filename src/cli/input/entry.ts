import type { ViolationLocation, WireExchange } from '../../contract/index.js';
import { isObject } from '../../json.js';

/** One exchange of a file, or why it is none that can be checked. */
export type Entry = ExchangeEntry | SkippedEntry | UnreadableEntry;

export interface ExchangeEntry {
  readonly kind: 'exchange';
  /** Position in its file, from 0. */
  readonly index: number;
  readonly exchange: WireExchange;
  /** Where nothing can be said, because the file does not tell. */
  readonly unrecorded: readonly ViolationLocation[];
  /** Whether a tool wrote the file that records all that a browser does, and may take credentials out. */
  readonly isExported: boolean;
}

export interface SkippedEntry {
  readonly kind: 'skipped';
  readonly index: number;
  readonly why: SkipReason;
}

export interface UnreadableEntry {
  readonly kind: 'unreadable';
  readonly index: number;
  readonly reason: string;
}

/** Why an exchange is not checked: another API, no answer, a question of CORS, or an answer from a cache. */
export type SkipReason = 'foreign' | 'unanswered' | 'preflight' | 'not modified';

/** Whether a URL is of the API. Asked before anything else of an exchange is read: the rest may be in any form. */
export type IsOwn = (url: string) => boolean;

/** Something in a file is not what its kind of file has. The message says what. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** Reads every member of a list, and names those that cannot be read. */
export function readEntries(list: readonly unknown[], read: (member: unknown, index: number) => Entry): Entry[] {
  return list.map((member, index) => {
    try {
      return read(member, index);
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      return { kind: 'unreadable', index, reason: error.message };
    }
  });
}

/** @throws UnreadableError when there is no text. */
export function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new UnreadableError(`${name} is no text`);
  return value;
}

export type HeaderPairs = readonly (readonly [name: string, value: string])[];

/**
 * Headers of nock: names and values by turns, or an object with a value or several for each name.
 *
 * @throws UnreadableError when they are neither.
 */
export function readNockHeaders(given: unknown, name: string): HeaderPairs {
  if (given === undefined || given === null) return [];
  if (Array.isArray(given)) {
    const texts = given.map((member: unknown) => headerText(member, name));
    if (texts.length % 2 === 1) throw new UnreadableError(`${name} has a name without a value`);
    return texts.flatMap((text, index) => (index % 2 === 0 ? [[text, texts[index + 1] ?? ''] as const] : []));
  }
  if (!isObject(given)) throw new UnreadableError(`${name} is neither a list nor an object`);
  return Object.entries(given).flatMap(([header, value]: [string, unknown]) =>
    [value].flat().map((member) => [header, headerText(member, `${name}.${header}`)] as const),
  );
}

/**
 * Headers of HAR: a list of objects. Pseudo-headers of HTTP/2, which some browsers list, are none.
 *
 * @throws UnreadableError when they are something else.
 */
export function readHarHeaders(given: unknown, name: string): HeaderPairs {
  if (!Array.isArray(given)) throw new UnreadableError(`${name} is no list`);
  const pairs = given.map((header: unknown) => {
    if (!isObject(header)) throw new UnreadableError(`${name} has a member that is no object`);
    const read = (member: string) => headerText(Reflect.get(header, member), `${name}[].${member}`);
    return [read('name'), read('value')] as const;
  });
  return pairs.filter(([header]) => !header.startsWith(':'));
}

function headerText(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new UnreadableError(`${name} is no text`);
}

/** The value of a header, whatever the case of its name. */
export function headerNamed(wanted: string, headers: HeaderPairs): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}
