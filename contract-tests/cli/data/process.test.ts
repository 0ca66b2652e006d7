import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { useBuiltCommand } from '../built-command.js';
import { useStoreServer } from './store-server.js';

const pathOfCommand = useBuiltCommand();

/** Values of six pages, of which two are written. */
const CUSTOMERS = Array.from({ length: 1300 }, (_, index) => index + 1);
const WRITTEN = CUSTOMERS.slice(0, 520);
const server = useStoreServer({
  customers: CUSTOMERS,
  attributes: [{ id: 3, name: 'Tier', type: 'string' }],
  values: CUSTOMERS.map((customerId) => ({ customerId, attributeId: 3, value: `v${customerId}` })),
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

  test('stops sending when it is interrupted, and saves what is not done', async () => {
    const isWaiting = answerUntil(50);
    const { child, written } = start('values', 'upsert', 'a.csv', '--failures', 'f.csv');
    await isWaiting;
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect([code, written.stdout]).toEqual([130, server.summary('500 values written, 20 of unknown outcome.')]);
    expect(written.stderr).toBe('Interrupted. See f.csv, which you can pass as FILE.\n');
    const failures = await readFile(join(server.state.folder, 'f.csv'), 'utf8');
    expect(failures.match(/^\d+,3,new,unknown,/gm)).toHaveLength(20);
  });

  test('goes on where it was killed', async () => {
    const isWaiting = answerUntil(50);
    const { child } = start('values', 'upsert', 'a.csv', '--journal', 'j');
    await isWaiting;
    child.kill('SIGKILL');
    await once(child, 'close');
    server.answerWith(() => undefined);
    server.state.requests.length = 0;
    const { code, stdout, stderr } = await server.run('values upsert', ['a.csv', '--journal', 'j']);
    const [, before] = /^j: (\d+) values already written\n$/.exec(stderr) ?? [];
    // What was under way is sent again: as many requests as may be at once, and those ready for their turn.
    expect(Number(before)).toBeGreaterThanOrEqual(500 - 60);
    expect([code, stdout]).toEqual([0, server.summary(`${WRITTEN.length - Number(before)} values written.`)]);
    expect(server.state.requests).toHaveLength((WRITTEN.length - Number(before)) / 10);
    expect(Object.values(server.values()).filter((value) => value === 'new')).toHaveLength(WRITTEN.length);
  });
});
