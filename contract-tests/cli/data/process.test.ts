import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { listIn } from '../../support/server.js';
import { useBuiltCommand } from '../built-command.js';
import { type Arrived, SEGMENT, useStoreServer } from './store-server.js';

const pathOfCommand = useBuiltCommand();

/** Values of six pages, of which two are written. */
const CUSTOMERS = Array.from({ length: 1300 }, (_, index) => index + 1);
const WRITTEN = CUSTOMERS.slice(0, 520);
const MEMBERS = CUSTOMERS.map((id) => `0d3c7a52-58c4-4d43-8a53-${String(id).padStart(12, '0')}`);
const ALL = {
  'values upsert': WRITTEN.length,
  'values delete': CUSTOMERS.length,
  'customers delete': CUSTOMERS.length,
  'segments remove-profiles': CUSTOMERS.length,
};
const server = useStoreServer({
  customers: CUSTOMERS,
  attributes: [{ id: 3, name: 'Tier', type: 'string' }],
  values: CUSTOMERS.map((customerId) => ({ customerId, attributeId: 3, value: `v${customerId}` })),
  segments: { [SEGMENT]: MEMBERS },
});

function start(...argv: string[]) {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [pathOfCommand(), ...argv], {
    cwd: server.state.folder,
    env: { PATH, ...server.env() },
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
    });
  return { child, written };
}

/** Answers requests until so many have arrived, and leaves the others waiting. Resolves when that happens. */
function answerUntil(count: number): Promise<void> {
  return new Promise((resolve) => {
    server.answerWith(() => {
      if (server.state.requests.length <= count) return undefined;
      resolve();
      return new Promise(() => {});
    });
  });
}

describe('the command as a process', () => {
  beforeEach(() => {
    const rows = WRITTEN.map((id) => `${id},3,new\n`).join('');
    return writeFile(join(server.state.folder, 'a.csv'), `customer_id,attribute_id,value\n${rows}`);
  });

  test('is quiet when nobody reads its list any more, and asks the store for no more of it', async () => {
    let release = () => {};
    const isReleased = new Promise<undefined>((resolve) => {
      release = () => resolve(undefined);
    });
    server.answerWith(() => (server.state.requests.length > 1 ? isReleased : undefined));
    const { child, written } = start('values', 'list');
    await once(child.stdout, 'data');
    child.stdout.destroy();
    release();
    const [code] = await once(child, 'close');
    expect([code, written.stderr]).toEqual([0, '']);
    // One page to write, and the one after it, which is fetched meanwhile.
    expect(server.state.requests.length).toBeLessThanOrEqual(3);
  });

  /** Starts the command, and waits until it has requests under way that the store answers when it is told to. */
  async function startSlow(...argv: string[]) {
    let release = () => {};
    const isReleased = new Promise<undefined>((resolve) => {
      release = () => resolve(undefined);
    });
    const isWaiting = new Promise<void>((resolve) => {
      server.answerWith(() => {
        if (server.state.requests.length <= 20) return undefined;
        if (server.state.requests.length === 23) resolve();
        return isReleased;
      });
    });
    const started = start('values', 'upsert', 'a.csv', '--failures', 'f.csv', ...argv);
    await isWaiting;
    return { ...started, release };
  }

  const NOTICE = 'Cancelling: requests under way are completed. Signal again to stop at once.\n';

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
    'completes requests under way at %s, and saves what is not done',
    async (signal) => {
      const { child, written, release } = await startSlow();
      child.kill(signal);
      // What passes signals on, such as npx, sends the same one once more.
      child.kill(signal);
      while (written.stderr === '') await once(child.stderr, 'data');
      release();
      const [code] = await once(child, 'close');
      expect([code, written.stdout]).toEqual([130, server.summary('230 values written, 290 not sent.')]);
      expect(written.stderr).toBe(`${NOTICE}Cancelled. What is not done is in f.csv; pass that as FILE.\n`);
      const failures = await readFile(join(server.state.folder, 'f.csv'), 'utf8');
      expect(failures.match(/^\d+,3,new,unsent,not sent because the command was cancelled$/gm)).toHaveLength(290);
    },
  );

  test.each([
    ['SIGINT', 'SIGINT'],
    ['SIGHUP', 'SIGTERM'],
  ] as const)('ends at once at %s and then %s', async (first, second) => {
    const { child, written } = await startSlow();
    child.kill(first);
    while (written.stderr === '') await once(child.stderr, 'data');
    await setTimeout(300);
    child.kill(second);
    expect(await once(child, 'close')).toEqual([null, second]);
    expect([written.stdout, written.stderr]).toEqual(['', NOTICE]);
  });

  test('ends at SIGINT during look-ups, and says that nothing was sent', async () => {
    await writeFile(join(server.state.folder, 'people.csv'), 'email\nada@example.com\n');
    const isWaiting = answerUntil(0);
    const { child, written } = start('customers', 'delete', '--by', 'email', '--yes', 'people.csv', '--resume', 'j');
    await isWaiting;
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
    expect(written.stderr).toContain('Nothing was sent but look-ups.\n');
    expect((await readdir(server.state.folder)).sort()).toEqual(['a.csv', 'people.csv']);
  });

  test.each([
    ['Control-C', (terminal: ChildProcess) => terminal.stdin?.write('\u0003')],
    ['the end of the input', (terminal: ChildProcess) => terminal.stdin?.write('\u0004')],
    ['a closed terminal', (terminal: ChildProcess) => terminal.kill('SIGKILL')],
  ])(
    'leaves no lock when its question is answered by %s',
    async (_, leave) => {
      const { PATH = '' } = process.env;
      await writeFile(join(server.state.folder, 'ids.csv'), 'id\n1\n');
      const command = `exec '${process.execPath}' '${pathOfCommand()}' customers delete ids.csv --journal j`;
      const terminal = spawn('script', ['-qefc', command, '/dev/null'], {
        cwd: server.state.folder,
        env: { PATH, SHELL: '/bin/sh', ...server.env() },
      });
      let shown = '';
      for await (const part of terminal.stdout.setEncoding('utf8')) {
        shown += part;
        if (shown.includes('to go on')) break;
      }
      expect(await readdir(server.state.folder)).toContain('j.lock');
      leave(terminal);
      while ((await readdir(server.state.folder)).includes('j.lock')) await setTimeout(20);
      expect((await readdir(server.state.folder)).sort()).toEqual(['a.csv', 'ids.csv']);
      expect(server.state.requests).toEqual([]);
      terminal.kill('SIGKILL');
    },
    10_000,
  );

  test('saves what is not done when its terminal is closed', async () => {
    const { child, release } = await startSlow();
    child.stdout.destroy();
    child.stderr.destroy();
    child.kill('SIGHUP');
    // It has no way to tell that it has got the signal.
    await setTimeout(300);
    release();
    const [code] = await once(child, 'close');
    expect(code).toBe(130);
    expect(await readFile(join(server.state.folder, 'f.csv'), 'utf8')).toMatch(/unsent/);
  });

  test.each([
    ['values upsert', ['a.csv']],
    ['values delete', ['--yes', 'ids.csv']],
    ['customers delete', ['--yes', 'ids.csv']],
    ['segments remove-profiles', [SEGMENT, '--yes', 'profiles.csv']],
  ])('goes on where it was killed: %s', async (command, argv) => {
    await writeFile(join(server.state.folder, 'ids.csv'), `id\n${CUSTOMERS.join('\n')}\n`);
    await writeFile(join(server.state.folder, 'profiles.csv'), `id\n${MEMBERS.join('\n')}\n`);
    const isWaiting = answerUntil(2);
    const { child } = start(...command.split(' '), ...argv, '--journal', 'j');
    await isWaiting;
    // The first line says which job it is.
    while ((await readFile(join(server.state.folder, 'j'), 'utf8')).split('\n').length < 3) await setTimeout(10);
    child.kill('SIGKILL');
    await once(child, 'close');
    const before = server.state.requests.slice(0, 2);
    server.answerWith(() => undefined);
    server.state.requests.length = 0;
    const { code, stderr } = await server.run(command, [...argv, '--journal', 'j']);
    // What was under way is sent again, and what was done and not noted.
    const [, done = '0'] = /^j: ([\d,]+) [a-z ]+ already /.exec(stderr) ?? [];
    expect(code).toBe(0);
    const sentBefore = before.flatMap(itemsOf);
    const sentNow = server.state.requests.flatMap(itemsOf);
    expect(Number(done.replace(',', ''))).toBeGreaterThan(0);
    expect(sentNow).toHaveLength(ALL[command as keyof typeof ALL] - Number(done.replace(',', '')));
    expect(new Set([...sentBefore, ...sentNow]).size).toBe(ALL[command as keyof typeof ALL]);
  });

  test('tells of a disk that is full, and what it could not record', async () => {
    const limited = spawn(
      'sh',
      [
        '-c',
        'ulimit -f 1; exec "$@"',
        '-',
        process.execPath,
        pathOfCommand(),
        'values',
        'upsert',
        'a.csv',
        '--journal',
        'j',
        '--failures',
        'f.csv',
      ],
      {
        cwd: server.state.folder,
        env: { PATH: process.env['PATH'] ?? '', ...server.env() },
      },
    );
    const written = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      limited[name].setEncoding('utf8').on('data', (text: string) => {
        written[name] += text;
      });
    const [code] = await once(limited, 'close');
    expect(code).toBe(1);
    expect((await readdir(server.state.folder)).sort()).toEqual(['a.csv', 'j']);
    expect(written.stderr).toMatch(
      /^f\.csv: cannot be written: the file would be too large\nNot saved: a\.csv:\d+ to a\.csv:521\n/,
    );
    expect(written.stderr).toMatch(
      /\nj: cannot be written: the file would be too large\nWritten but not recorded in it: a\.csv:\d+.*\n/,
    );
  });

  test.each([
    ['values list', ['values', 'list'], 'Nothing was listed.\n'],
    ['values upsert', ['values', 'upsert', 'a.csv'], ''],
    ['version', ['version'], ''],
  ])('tells of a full disk behind standard output: %s', async (_, argv, rest) => {
    const full = await open('/dev/full', 'w');
    const child = spawn(process.execPath, [pathOfCommand(), ...argv], {
      cwd: server.state.folder,
      env: { PATH: process.env['PATH'] ?? '', ...server.env() },
      stdio: ['ignore', full.fd, 'pipe'],
    });
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const [code] = await once(child, 'close');
    await full.close();
    expect([code, stderr]).toEqual([1, `standard output: cannot be written: no space left on the disk\n${rest}`]);
  });
});

/** The ids, or the customers of the values, that a request is about. */
function itemsOf({ url, body }: Arrived): string[] {
  if (body !== '') return JSON.parse(body).map(({ customer_id }: { customer_id: number }) => String(customer_id));
  return listIn(url);
}
