import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { valueAt } from '../../json.js';
import { InputError } from '../command.js';
import { reasonOf } from '../io.js';

/** A process that holds a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When it started, as far as the operating system says so: a later process can get the same id. */
  readonly started?: string | undefined;
}

/** The file that says which process uses another file. */
export function lockNameOf(name: string): string {
  return `${name}.lock`;
}

/**
 * Makes this process the only one that uses a file. The lock of a process that has ended does not count.
 *
 * @param path The file, which need not exist.
 * @param name As the user gave it, for messages.
 * @returns A function that releases the lock.
 * @throws InputError when another process uses the file, or the lock cannot be written.
 */
export async function lockFile(path: string, name: string): Promise<() => Promise<void>> {
  const lock = lockNameOf(path);
  const own = JSON.stringify({ pid: process.pid, host: hostname(), started: (await stateOf(process.pid)).started });
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    if (await isCreated(lock, own, name)) {
      held.add(lock);
      return async () => {
        held.delete(lock);
        await rm(lock, { force: true }).catch(() => {});
      };
    }
    const text = await readLock(lock, lockNameOf(name));
    if (text === undefined) continue;
    const holder = holderIn(text);
    if (!holder) throw noLock(lockNameOf(name));
    if (await isRunning(holder, lock)) throw inUse(name, holder);
    await removeStale(lock, text);
    // Others may be about to do the same.
    await setTimeout(attempt * RETRY_MS);
  }
  throw new InputError([`${name}: in use by other processes of this command`]);
}

/** Locks of this process, by path. */
const held = new Set<string>();

const MOST_ATTEMPTS = 10;

const RETRY_MS = 20;

/** Writes the lock with its content, so that nobody sees half of it. */
async function isCreated(lock: string, content: string, name: string): Promise<boolean> {
  const draft = `${lock}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, content, { flag: 'wx' });
    await link(draft, lock).catch((error: unknown) => {
      if (valueAt(error, 'code') === 'EEXIST') throw error;
      // Some file systems have no links.
      return copyFile(draft, lock, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (valueAt(error, 'code') === 'EEXIST') return false;
    throw new InputError([`${name}: cannot be written: ${reasonOf(error)}`]);
  } finally {
    await rm(draft, { force: true }).catch(() => {});
  }
}

/**
 * The content of a lock; `undefined` if it is gone.
 *
 * @throws InputError when it is something else, such as a pipe, whose reading would wait for ever, or cannot be read.
 */
async function readLock(lock: string, name: string): Promise<string | undefined> {
  try {
    if (!(await lstat(lock)).isFile()) throw noLock(name);
    return await readFile(lock, 'utf8');
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (valueAt(error, 'code') === 'ENOENT') return undefined;
    throw new InputError([`${name}: ${reasonOf(error)}`]);
  }
}

function noLock(name: string): InputError {
  return new InputError([`${name}: is no lock of this command; rename or delete it`]);
}

/** Another process may have taken the lock over since it was read; then it is put back. */
async function removeStale(lock: string, text: string): Promise<void> {
  const aside = `${lock}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(lock, aside);
    if ((await readFile(aside, 'utf8')) !== text) await link(aside, lock);
  } catch {
    // It is gone, or there is a new one. The next attempt shows which.
  } finally {
    await rm(aside, { force: true }).catch(() => {});
  }
}

function holderIn(text: string): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(text);
    const [pid, host, started] = ['pid', 'host', 'started'].map((member) => valueAt(holder, member));
    if (typeof pid !== 'number' || !(pid > 0) || typeof host !== 'string') return undefined;
    return { pid, host, started: typeof started === 'string' ? started : undefined };
  } catch {
    return undefined;
  }
}

/** On another machine it cannot be seen, so it counts as running. */
async function isRunning({ pid, host, started }: Holder, lock: string): Promise<boolean> {
  if (host !== hostname()) return true;
  if (pid === process.pid) return held.has(lock);
  try {
    process.kill(pid, 0);
  } catch (error) {
    return valueAt(error, 'code') !== 'ESRCH';
  }
  const now = await stateOf(pid);
  if (now.hasEnded) return false;
  return started === undefined || now.started === undefined || started === now.started;
}

function inUse(name: string, { pid, host }: Holder): InputError {
  const where = host === hostname() ? '' : ` on ${host}`;
  const advice =
    host === hostname()
      ? 'wait until it has ended, or use another journal'
      : `if that has ended, delete ${lockNameOf(name)}`;
  return new InputError([`${name}: in use by another run of this command, process ${pid}${where}; ${advice}`]);
}

/** What the operating system says about a process. Known on Linux only; see proc(5). */
async function stateOf(pid: number): Promise<{ readonly hasEnded: boolean; readonly started: string | undefined }> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field, the name of the program, is in brackets and can have spaces and brackets itself.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state = ''] = fields;
  return { hasEnded: ['Z', 'X'].includes(state), started: fields[START_FIELD] };
}

/** `starttime` is the 22nd field, counted from 1. Ticks since the machine started. */
const START_FIELD = 22 - 3;
