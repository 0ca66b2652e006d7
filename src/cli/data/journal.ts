import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readFile } from 'node:fs/promises';
import { valueAt } from '../../json.js';
import { InputError } from '../command.js';
import { lockFile } from '../files/lock.js';
import { reasonOf, WriteError } from '../io.js';
import type { FoundCustomer } from '../look-up/match-customers.js';
import { shortened } from '../text.js';
import type { Item } from './task.js';

/**
 * A file that records what is done, request by request. The first line says which job it belongs to; each further line is an
 * item as it was sent. A line that was cut off does not count, so its item is sent again. One process at a time uses it.
 */
export interface Journal {
  has(item: Item<unknown>): boolean;
  /** Who had an e-mail address when the job began. */
  customerOf(emailKey: string): FoundCustomer | undefined;
  /**
   * Call this before anything is sent.
   *
   * @throws InputError when the file cannot be written.
   */
  begin(): Promise<void>;
  /**
   * Records who has the addresses, before anything is sent: after a deletion, an address can pass to another customer.
   *
   * @throws InputError when the file cannot be written.
   */
  addCustomers(customers: ReadonlyMap<string, FoundCustomer>): Promise<void>;
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
  const known = await readDone(path, name, job);
  const nothing = async () => {};
  return { ...readerOf(known), begin: nothing, addCustomers: nothing, add: nothing, close: nothing };
}

function readerOf({ done, customers }: Done): Pick<Journal, 'has' | 'customerOf'> {
  return {
    has: ({ key, value }) => done.get(key) === JSON.stringify(value),
    customerOf: (emailKey) => customers.get(emailKey),
  };
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
  /** Who had an e-mail address when it was first looked up. */
  readonly customers: ReadonlyMap<string, FoundCustomer>;
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
  return { ...readLines(lines), start };
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

function createJournal(path: string, name: string, known: Done, unlock: () => Promise<void>): Journal {
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
  const appendBeforeSending = (added: string) =>
    append(added).catch((error: unknown) => {
      throw new InputError([String(valueAt(error, 'message'))]);
    });
  return {
    ...readerOf(known),
    begin: () => appendBeforeSending(known.start),
    addCustomers: async (customers) => {
      const added = [...customers].filter(([email]) => !known.customers.has(email));
      if (added.length > 0) await appendBeforeSending(added.map(customerLine).join(''));
    },
    add: (items) => append(items.map(({ key, value }) => `${JSON.stringify({ key, value })}\n`).join('')),
    close: async () => {
      await file?.close().catch(() => {});
      await unlock();
    },
  };
}

function customerLine([email, { id, profileId }]: readonly [string, FoundCustomer]): string {
  return `${JSON.stringify({ email, customer_id: id, shopper_profile_id: profileId })}\n`;
}

/** Links are not followed. Windows has no such flag. */
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);

const HEADER_START = '{"journal":"bigcommerce-customers ';

function headerOf({ command, target }: Job): string {
  return JSON.stringify({ journal: `bigcommerce-customers ${command}`, target });
}

/**
 * The last value of each key, from all complete lines: a value that has since been replaced no longer counts as done. Of an
 * e-mail address, the first customer counts.
 */
function readLines(lines: readonly string[]): Pick<Done, 'done' | 'customers'> {
  const done = new Map<string, string>();
  const customers = new Map<string, FoundCustomer>();
  for (const line of lines) {
    const record = parsed(line);
    const [key, email, id, profileId] = ['key', 'email', 'customer_id', 'shopper_profile_id'].map((name) =>
      valueAt(record, name),
    );
    if (typeof key === 'string') done.set(key, JSON.stringify(valueAt(record, 'value')));
    else if (typeof email === 'string' && typeof id === 'number' && !customers.has(email))
      customers.set(email, { id, ...(typeof profileId === 'string' && { profileId }) });
  }
  return { done, customers };
}

/** `undefined` if it is not JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
