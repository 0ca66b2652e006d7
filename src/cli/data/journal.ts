import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readFile } from 'node:fs/promises';
import { valueAt } from '../../json.js';
import { InputError } from '../command.js';
import { lockFile } from '../files/lock.js';
import { reasonOf, WriteError } from '../io.js';
import { shortened } from '../text.js';
import type { Item } from './task.js';

/**
 * A file that records what is done, request by request. The first line says which job it belongs to; each further line is an
 * item as it was sent. A line that was cut off does not count, so its item is sent again. One process at a time uses it.
 */
export interface Journal {
  has(item: Item<unknown>): boolean;
  /**
   * Call this before anything is sent.
   *
   * @throws InputError when the file cannot be written.
   */
  begin(): Promise<void>;
  /** @throws WriteError when the file can no longer be written. */
  add(items: readonly Item<unknown>[]): Promise<void>;
  close(): Promise<void>;
}

/** What a journal belongs to. With the journal of another job, items would be skipped that are not done. */
export interface Job {
  readonly command: string;
  /** The store with its address, and the segment if there is one. */
  readonly target: string;
}

/** @throws InputError when the file cannot be read, is in use, or is not a journal of this job. */
export async function openJournal(path: string, name: string, job: Job): Promise<Journal> {
  await checkKind(path, name);
  await refuseHardLinks(path, name);
  const unlock = await lockFile(path, name);
  try {
    return createJournal(path, name, await readDone(path, name, job), unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** A journal that is only read, for runs that send nothing. */
export async function readJournal(path: string, name: string, job: Job): Promise<Journal> {
  await checkKind(path, name);
  const { done } = await readDone(path, name, job);
  return { has: isDone(done), begin: async () => {}, add: async () => {}, close: async () => {} };
}

function isDone(done: Done['done']): Journal['has'] {
  return ({ key, value }) => done.get(key) === JSON.stringify(value);
}

/** @throws InputError when the name leads to something other than a file. */
async function checkKind(path: string, name: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (!found || found.isFile()) return;
  const kind = found.isDirectory() ? 'is a folder' : 'is not a file';
  throw new InputError([
    `${name}: ${found.isSymbolicLink() ? 'is a symbolic link, which is not followed; name the file that it leads to' : kind}`,
  ]);
}

/** @throws InputError when the file has other names: each would have a lock of its own, and two processes could use it. */
async function refuseHardLinks(path: string, name: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found && found.nlink > 1)
    throw new InputError([
      `${name}: has hard links, so another run could use it by another name; delete the other names, or pass a copy`,
    ]);
}

interface Done {
  /** The values that are done, by key. */
  readonly done: ReadonlyMap<string, string>;
  /** What to write before the first line of this run. */
  readonly start: string;
}

async function readDone(path: string, name: string, job: Job): Promise<Done> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (valueAt(error, 'code') === 'ENOENT') return '';
    throw new InputError([`${name}: ${reasonOf(error)}`]);
  });
  const [header = '', ...lines] = text.split('\n');
  if (text !== '' && header !== headerOf(job)) throw new InputError([`${name}: ${whyRefused(header, job)}`]);
  // Terminates a last line that was cut off.
  const start = text === '' ? `${headerOf(job)}\n` : text.endsWith('\n') ? '' : '\n';
  return { done: doneIn(lines), start };
}

function whyRefused(header: string, job: Job): string {
  const first = parsed(header);
  const [journal, target] = [valueAt(first, 'journal'), valueAt(first, 'target')];
  const isTorn = headerOf(job).startsWith(header) || header.startsWith(HEADER_START) || /^\0+$/.test(header);
  // Nothing is sent before the first line is on the disk.
  if (first === undefined && isTorn)
    return 'its first line is cut off, so it does not say which job it belongs to. It records nothing as done: delete it, and run the command again';
  const whose =
    typeof journal === 'string' && typeof target === 'string' ? `it belongs to ${journal} for ${target}; ` : '';
  return `not a journal of ${job.command} for ${job.target}; ${shortened(whose, SHOWN_LENGTH)}use another file`;
}

/** Characters. */
const SHOWN_LENGTH = 200;

function createJournal(path: string, name: string, { done, start }: Done, unlock: () => Promise<void>): Journal {
  let file: FileHandle | undefined;
  const append = async (added: string) => {
    try {
      file ??= await open(path, APPEND);
      await file.appendFile(added);
      await file.datasync();
    } catch (error) {
      throw new WriteError(name, error);
    }
  };
  return {
    has: isDone(done),
    begin: () =>
      append(start).catch((error: unknown) => {
        throw new InputError([String(valueAt(error, 'message'))]);
      }),
    add: (items) => append(items.map(({ key, value }) => `${JSON.stringify({ key, value })}\n`).join('')),
    close: async () => {
      await file?.close().catch(() => {});
      await unlock();
    },
  };
}

/** Links are not followed. Windows has no such flag. */
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);

const HEADER_START = '{"journal":"bigcommerce-customers ';

function headerOf({ command, target }: Job): string {
  return JSON.stringify({ journal: `bigcommerce-customers ${command}`, target });
}

/** The last value of each key, from all complete lines. A value that has since been replaced no longer counts as done. */
function doneIn(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.flatMap((line) => {
      const record = parsed(line);
      const key = valueAt(record, 'key');
      return typeof key === 'string' ? [[key, JSON.stringify(valueAt(record, 'value'))] as const] : [];
    }),
  );
}

/** `undefined` if it is not JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
