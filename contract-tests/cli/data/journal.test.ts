import { execFile } from 'node:child_process';
import { link, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { lockFile } from '../../../src/cli/files/lock.js';
import { ORIGIN } from '../../support/server.js';
import { piped, useStoreServer } from './store-server.js';

const server = useStoreServer();

const save = (name: string, text: string) => writeFile(join(server.state.folder, name), text);
const saved = (name: string) => readFile(join(server.state.folder, name), 'utf8');
const HEADER = 'customer_id,attribute_id,value\n';

async function upsert(text: string, more: { env?: Record<string, string> } = {}) {
  server.state.requests.length = 0;
  await save('a.csv', HEADER + text);
  return server.run('values upsert', ['a.csv', '--resume', 'j'], more);
}

/** The values in requests since the command was run last. */
const written = () =>
  server.state.requests.flatMap(({ body }): { value: string }[] => JSON.parse(body)).map(({ value }) => value);

describe('a journal', () => {
  test('has two names, of which one is enough', async () => {
    await save('a.csv', `${HEADER}1,3,a\n`);
    expect(await server.run('values upsert', ['a.csv', '--resume', 'j'])).toMatchObject({ code: 0, stderr: '' });
    expect(await server.run('values upsert', ['a.csv', '--journal', 'j'])).toMatchObject({
      code: 0,
      stderr: 'j: 1 value already written\n',
    });
    const both = await server.run('values upsert', ['a.csv', '--journal', 'j', '--resume', 'j']);
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('--resume and --journal are the same')]);
    const failures = await server.run('values upsert', ['a.csv', '--resume', 'j', '--failures', 'j']);
    expect(failures.stderr).toContain('--resume j and --failures j are the same file; name different ones');
  });

  test('is explained by the manual pages', async () => {
    const commands = ['values upsert', 'values delete', 'customers delete', 'segments remove-profiles'];
    for (const command of commands) {
      const { stdout } = await server.run(command, ['--help']);
      expect(stdout).toContain('[--resume FILE]');
      expect(stdout).toContain('    --resume FILE, --journal FILE\n');
    }
  });

  test('has what is done, which is skipped the next time', async () => {
    expect((await upsert('1,3,a\n99,3,b\n')).code).toBe(1);
    server.state.store.state.customers.add(99);
    expect(await upsert('1,3,a\n99,3,b\n')).toEqual({
      code: 0,
      stdout: server.summary('1 value written.'),
      stderr: 'j: 1 value already written\n',
    });
    expect(written()).toEqual(['b']);
    expect(await upsert('1,3,a\n99,3,b\n')).toMatchObject({ code: 0, stdout: server.summary('0 values written.') });
    expect(written()).toEqual([]);
  });

  test('goes by what was sent and not by the line, so that the input may change meanwhile', async () => {
    await upsert('1,3,a\n2,3,b\n');
    await upsert('4,3,d\n2,3,b\n1,3,new\n');
    expect(written()).toEqual(['d', 'new']);
    // What is in the store is the new one.
    await upsert('1,3,a\n');
    expect(written()).toEqual(['a']);
  });

  test('that breaks off in the middle of a line is gone on with', async () => {
    await upsert('1,3,a\n2,3,b\n');
    const text = await saved('j');
    await save('j', text.slice(0, -5));
    await upsert('1,3,a\n2,3,b\n3,3,c\n');
    expect(written()).toEqual(['b', 'c']);
    await upsert('1,3,a\n2,3,b\n3,3,c\n');
    expect(written()).toEqual([]);
  });

  test('of another job, or that is none, is refused before anything is sent', async () => {
    await upsert('1,3,a\n');
    const text = await saved('j');
    for (const env of [{ BIGCOMMERCE_STORE_HASH: 'other1' }, { BIGCOMMERCE_BASE_URL: ORIGIN }]) {
      const { code, stderr } = await upsert('1,3,a\n', { env });
      expect([code, stderr]).toEqual([2, expect.stringMatching(/^j: not a journal of values upsert for store /)]);
    }
    const otherCommand = await server.run('values delete', ['--yes', '-f', 'ndjson', '--journal', 'j', '-'], {
      stdin: piped('1'),
    });
    expect(otherCommand.stderr).toMatch(/^j: not a journal of values delete/);
    await save('b.csv', 'x');
    const input = await server.run('values upsert', ['a.csv', '--journal', 'b.csv']);
    expect([input.code, input.stderr]).toEqual([2, expect.stringMatching(/^b\.csv: not a journal of values upsert/)]);
    expect([server.state.requests, await saved('j'), await saved('a.csv')]).toEqual([[], text, `${HEADER}1,3,a\n`]);
  });

  test('that cannot be written is told of before anything is sent', async () => {
    await save('a.csv', `${HEADER}1,3,a\n`);
    const { code, stderr } = await server.run('values upsert', ['a.csv', '--journal', 'no/such/j']);
    expect([code, server.state.requests]).toEqual([2, []]);
    expect(stderr).toBe('no/such/j: cannot be written: no such file or folder\nNothing was sent.\n');
  });

  test.each([
    ['its first letters', (header: string) => header.slice(0, 12)],
    ['all but its last letter', (header: string) => header.slice(0, -1)],
    [
      'half of the line of another job',
      () => '{"journal":"bigcommerce-customers customers delete","target":"store oth',
    ],
    ['zeros, as after a power failure', (header: string) => '\0'.repeat(header.length)],
  ])('that breaks off within its first line says why it is refused: %s', async (_, cut) => {
    await upsert('1,3,a\n');
    const [header = ''] = (await saved('j')).split('\n');
    await save('j', cut(header));
    const { code, stderr } = await upsert('1,3,a\n');
    expect([code, server.state.requests]).toEqual([2, []]);
    expect(stderr).toBe(
      'j: its first line is cut off, so it does not say which job it belongs to. It records nothing as done: delete it, and run the command again\nNothing was sent.\n',
    );
  });

  test('that breaks off after its first line is gone on with', async () => {
    await upsert('1,3,a\n');
    const [header = ''] = (await saved('j')).split('\n');
    await save('j', header);
    await upsert('1,3,a\n');
    await upsert('1,3,a\n');
    expect(written()).toEqual([]);
  });

  test('of another job says whose it is, in plain text', async () => {
    await save('j', `${JSON.stringify({ journal: 'bigcommerce-customers x\u202e', target: 'store y\u009b' })}\n`);
    const { stderr } = await upsert('1,3,a\n');
    expect(stderr).toMatch(
      /^j: not a journal of values upsert for store k9q2z7w at \S+; it belongs to bigcommerce-customers x\\u202e for store y\\u009b; use another file\n/,
    );
  });
});

describe('the lock of a journal', () => {
  const lock = (holder: object) => save('j.lock', JSON.stringify(holder));
  const here = { host: hostname() };
  /** Larger than any process id. */
  const NOBODY = 2 ** 30;

  test('keeps a second run out, and is gone when the first has ended', async () => {
    let finish = () => {};
    const isFinished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const isWaiting = new Promise<void>((resolve) => {
      server.answerWith(async () => {
        resolve();
        await isFinished;
        return undefined;
      });
    });
    await save('a.csv', `${HEADER}1,3,a\n`);
    const first = server.run('values upsert', ['a.csv', '--journal', 'j']);
    await isWaiting;
    const second = await server.run('values upsert', ['a.csv', '--journal', './j']);
    expect([second.code, second.stderr]).toEqual([
      2,
      `./j: in use by another run of this command, process ${process.pid}; wait until it has ended, or use another journal\nNothing was sent.\n`,
    ]);
    const dry = await server.run('values upsert', ['a.csv', '--journal', 'j', '--dry-run']);
    expect(dry.code).toBe(0);
    finish();
    expect((await first).code).toBe(0);
    expect(server.state.requests).toHaveLength(1);
    expect((await readdir(server.state.folder)).sort()).toEqual(['a.csv', 'j']);
  });

  test.each([
    ['a process that has ended', { ...here, pid: NOBODY }],
    ['a process of an earlier start with the id of this one', { ...here, pid: process.pid, started: '1' }],
    ['a process whose id another has now', { ...here, pid: process.ppid, started: '1' }],
  ])('of %s is taken over', async (_, holder) => {
    await lock(holder);
    expect(await upsert('1,3,a\n')).toMatchObject({ code: 0, stderr: '' });
    expect((await readdir(server.state.folder)).sort()).toEqual(['a.csv', 'j']);
  });

  test.each([
    [
      'a running process',
      { ...here, pid: process.ppid },
      `j: in use by another run of this command, process ${process.ppid};`,
    ],
    ['another machine', { host: 'elsewhere', pid: NOBODY }, 'on elsewhere; if that has ended, delete j.lock'],
    ['nobody', { note: 'mine' }, 'j.lock: is no lock of this command; rename or delete it'],
  ])('of %s is respected', async (_, holder, message) => {
    await lock(holder);
    const { code, stderr } = await upsert('1,3,a\n');
    expect([code, stderr, server.state.requests]).toEqual([2, expect.stringContaining(message), []]);
    expect(await saved('j.lock')).toBe(JSON.stringify(holder));
  });

  test.each([
    ['a named pipe', (path: string) => promisify(execFile)('mkfifo', [path])],
    ['a link to nothing', (path: string) => symlink('nowhere', path)],
    ['a link to a lock', (path: string) => symlink('other.lock', path)],
    ['a folder', (path: string) => mkdir(path)],
  ])('is not taken for %s of that name', async (_, make) => {
    await save('other.lock', JSON.stringify({ ...here, pid: NOBODY }));
    await make(join(server.state.folder, 'j.lock'));
    const { code, stderr } = await upsert('1,3,a\n');
    expect([code, stderr, server.state.requests]).toEqual([
      2,
      'j.lock: is no lock of this command; rename or delete it\nNothing was sent.\n',
      [],
    ]);
    expect((await readdir(server.state.folder)).sort()).toEqual(['a.csv', 'j.lock', 'other.lock']);
  });

  test('would not keep out a run that uses another name of the journal, so there must be none', async () => {
    await upsert('1,3,a\n');
    await link(join(server.state.folder, 'j'), join(server.state.folder, 'k'));
    const { code, stderr } = await upsert('1,3,b\n');
    expect([code, stderr, server.state.requests]).toEqual([
      2,
      'j: has hard links, so another run could use it by another name; delete the other names, or pass a copy\nNothing was sent.\n',
      [],
    ]);
    await rm(join(server.state.folder, 'k'));
    expect(await upsert('1,3,b\n')).toMatchObject({ code: 0, stderr: '' });
  });

  test('that many find stale is taken over by one', async () => {
    await save('a.csv', `${HEADER}1,3,a\n`);
    await lock({ ...here, pid: NOBODY });
    const runs = await Promise.all(
      Array.from({ length: 8 }, () => lockFile(join(server.state.folder, 'j'), 'j').catch(() => undefined)),
    );
    const [unlock, ...others] = runs.filter((run) => run !== undefined);
    expect(others).toEqual([]);
    await unlock?.();
    expect(await readdir(server.state.folder)).toEqual(['a.csv']);
  });

  test('is released when the command is refused afterwards', async () => {
    await save('j', 'x');
    expect((await upsert('1,3,a\n')).code).toBe(2);
    expect((await readdir(server.state.folder)).sort()).toEqual(['a.csv', 'j']);
  });
});
