import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCustomersClient } from '../../../src/index.js';
import { startSandbox } from '../../../src/sandbox/index.js';
import { VALUES_PATH } from '../../support/server.js';
import { useBuiltCommand } from '../built-command.js';
import { folderWith, runIn } from '../command-line.js';

const pathOfCommand = useBuiltCommand();

let folder = '';
beforeAll(async () => {
  const store = { customers: [7], attributes: [{ id: 1, name: 'Tier' }], segments: [{ id: 'vip' }] };
  folder = await folderWith({
    'broken.json': store,
    'good.yaml': 'customers: [7, 8]\nattributes: [{ id: 1, name: Tier }]\n',
  });
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command as a process. `until` resolves when its output matches. */
function start(...argv: string[]) {
  const child = spawn(process.execPath, [pathOfCommand(), 'sandbox', ...argv], { cwd: folder });
  let written = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written += text;
  });
  const until = async (pattern: RegExp) => {
    for (;;) {
      const match = pattern.exec(written);
      if (match) return match;
      await Promise.race([once(child.stdout, 'data'), once(child, 'close').then(() => Promise.reject(written))]);
    }
  };
  return { child, until, written: () => written };
}

/** Pairs of alternating names and values. */
function pairsOf(words: readonly string[]): (readonly [string, string])[] {
  return words.flatMap((name, index) => (index % 2 === 0 ? [[name, words[index + 1] ?? ''] as const] : []));
}

describe('bigcommerce-customers sandbox', () => {
  test('shows code that works as it is, and a line for each request, and exits with 0 on SIGTERM', async () => {
    const { child, until, written } = start('--customers', '30', '--seed', '4', '--quota', '9');
    const [, baseUrl, storeHash, accessToken] = await until(
      /createCustomersClient\(\{\n {4}baseUrl: '(http:\/\/127\.0\.0\.1:\d+)',\n {4}storeHash: '(\w+)',\n {4}accessToken: '([\w-]+)',/,
    );
    expect(written()).toContain(
      `URL           ${baseUrl}\n  Store hash    ${storeHash}\n  Access token  ${accessToken}`,
    );
    expect(written()).toMatch(/30 customers, 4 attributes, \d+ values, 2 segments/);
    const client = createCustomersClient({ baseUrl, storeHash, accessToken });
    expect((await client.attributeValues.list({ limit: 5 })).data).toHaveLength(5);
    const [, ...variables] = await until(
      /\n {2}export (\w+)=(\S+) (\w+)=(\S+) (\w+)=(\S+)\n {2}npx bigcommerce-customers (values list)\n/,
    );
    const [words = '', env] = [variables.pop(), Object.fromEntries(pairsOf(variables))];
    const listed = await runIn(folder, words.split(' '), { env });
    expect({ ...listed, stdout: listed.stdout.split('\n').length > 30 }).toEqual({ code: 0, stdout: true, stderr: '' });
    await client.customers.delete([1, 2]);
    await until(/DELETE/);
    const [, requests = ''] = written().split('Requests:\n\n');
    expect(requests.split('\n')).toEqual([
      expect.stringMatching(new RegExp(`^[\\d:.]{12} {2}GET {5}200 +\\d+ ms {2}8 left {2}${VALUES_PATH}\\?limit=5$`)),
      expect.stringMatching(new RegExp(`^[\\d:.]{12} {2}GET {5}200 +\\d+ ms {2}7 left {2}${VALUES_PATH}`)),
      expect.stringMatching(/^[\d:.]{12} {2}DELETE {2}204 +\d+ ms {2}6 left {2}\/customers\?id:in=1\S+$/),
      '',
    ]);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  test('starts with a file, follows switches, makes requests fail, and exits with 0 on SIGINT', async () => {
    const { child, until } = start(
      '--seed-file',
      'good.yaml',
      '--fault-plan',
      'none,server-error',
      '--faults',
      '1:shed',
      '--switch',
      'removalAnswer=204',
    );
    const [url] = await until(/http:\/\/127\.0\.0\.1:\d+/);
    await until(/2 customers, 1 attribute, 0 values/);
    const statuses = [await fetch(`${url}/`), await fetch(`${url}/`), await fetch(`${url}/`)].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([404, 500, 429]);
    await until(/GET {5}429 +\d+ ms {2}\/ {2}\(shed\)/);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  test('makes a new random token each time, without which nobody gets in', async () => {
    const tokens: string[] = [];
    for (const { child, until } of [start(), start()]) {
      const [, url, token = ''] = await until(/URL +(\S+)\n.*\n +Access token +(sandbox-[\da-f]{32})\n/);
      const [status, other] = await Promise.all(
        [token, 'sandbox-token'].map(async (accessToken) => {
          const headers = { 'X-Auth-Token': accessToken };
          return (await fetch(`${url}/stores/abc123example/v3${VALUES_PATH}`, { headers })).status;
        }),
      );
      expect([status, other]).toEqual([200, 401]);
      tokens.push(token);
      child.kill('SIGTERM');
      await once(child, 'close');
    }
    expect(new Set(tokens).size).toBe(2);
  });

  test('takes a token of your own', async () => {
    const { child, until } = start('--access-token', 'my_token-1');
    await until(/ BIGCOMMERCE_ACCESS_TOKEN=my_token-1\n/);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  test('says what is wrong with a seed file, and exits with 2', async () => {
    expect(await runIn(folder, ['sandbox', '--seed-file', 'broken.json'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/broken\.json: segments\[0\]\.id: must be a UUID, but is "vip"\n$/),
    });
  });

  test('says that a port is in use, and exits with 2', async () => {
    const sandbox = await startSandbox();
    const { port } = new URL(sandbox.url);
    const ended = await runIn(folder, ['sandbox', '--port', port]);
    await sandbox.stop();
    expect(ended).toEqual({
      code: 2,
      stdout: '',
      stderr: `port ${port} is in use; choose another with --port, or leave it out for any free port\n`,
    });
  });

  test.each([
    [['now'], 'unexpected argument "now"'],
    [['--port', 'x'], '--port needs a whole number from 0 to 65535, not "x"'],
    [['--port', '65536'], '--port needs a whole number from 0 to 65535'],
    [['--quota', '0'], '--quota needs a whole number from 1 to 9007199254740991, not "0"'],
    [['--window-ms', '0'], '--window-ms needs a whole number from 1'],
    [['--access-token', ''], '--access-token needs letters, digits, _ or -'],
    [['--access-token', '$(id)'], '--access-token needs letters, digits, _ or -'],
    [['--seed-file', ''], '--seed-file needs the name of a file'],
    [['--seed-file', 'x', '--customers', '1'], '--seed-file and --customers cannot be combined'],
    [['--faults', '2'], '--faults needs a rate from 0 to 1, not "2"'],
    [['--faults', '0.1:flood'], 'unknown fault "flood"; the faults are none, latency,'],
    [['--fault-plan', 'none,flood'], 'unknown fault "flood"; the faults are none, latency,'],
    [['--fault-plan', ''], 'unknown fault ""; the faults are none, latency,'],
    [['--switch', 'atomic=true'], 'unknown switch "atomic"; the switches are partialUpsert,'],
    [['--switch', 'removalAnswer=202'], '--switch removalAnswer must be 200 or 204, not "202"'],
    [['--custmers', '1'], "Unknown option '--custmers'"],
  ])('%j is wrong usage', async (argv, problem) => {
    const { code, stdout, stderr } = await runIn(folder, ['sandbox', ...argv]);
    expect(stderr).toContain(`bigcommerce-customers sandbox: ${problem}`);
    expect(stderr).toContain('\nOptions: --port N; --host HOST; ');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
