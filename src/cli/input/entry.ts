import type { ViolationLocation, WireExchange } from '../../contract/index.js';

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
