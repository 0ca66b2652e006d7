import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { HOST, ORIGIN } from '../../support/server.js';
import { SEGMENT, terminal, useStoreServer } from './store-server.js';

const server = useStoreServer();

const save = (name: string, text: string) => writeFile(join(server.state.folder, name), text);

/** What is asked before ids are deleted from the server at a URL. */
async function questionAt(baseUrl: string, text = 'id\n1\n', ...argv: string[]) {
  await save('a.csv', text);
  const { io, questions } = terminal('no');
  const ended = await server.run('customers delete', [...argv, 'a.csv'], {
    ...io,
    env: { BIGCOMMERCE_BASE_URL: baseUrl },
  });
  return { ...ended, question: questions.join() };
}

describe('the question before a deletion', () => {
  test.each([
    ['', ORIGIN],
    [`HTTPS://${HOST.toUpperCase()}:443/`, ORIGIN],
    [`${ORIGIN}\u001b[2K\r`, undefined],
    [`${ORIGIN}/\r\n\t`, ORIGIN],
    ['https://other.example/\u001b[2K\rDelete 1 customer', 'https://other.example/%1B[2KDelete%201%20customer'],
    ['https://аpi.bigcommerce.com', 'https://xn--pi-6kc.bigcommerce.com'],
    [`${ORIGIN}\u202e`, undefined],
    [`${ORIGIN}@evil.example`, undefined],
    [`https://0x7f.1/${HOST}`, `https://127.0.0.1/${HOST}`],
  ])('names the address of %j as requests go there', async (baseUrl, address) => {
    const { question, stderr } = await questionAt(baseUrl);
    if (address === undefined) {
      expect([question, stderr]).toEqual(['', expect.stringContaining('BIGCOMMERCE_BASE_URL must ')]);
      return;
    }
    expect(question.split('\n')[0]).toBe(`Delete 1 customer of store k9q2z7w at ${address}? This cannot be undone.`);
  });

  test('shows the first three records, in plain text', async () => {
    const rows = ['1,Ann', '2,"\u001b[2Kx\r\ny\u202e"', `3,${'z'.repeat(200)}`, '4,d', '5,e'];
    const { question } = await questionAt(server.state.baseUrl, `id,first_name\n${rows.join('\n')}\n`);
    expect(question.split('\n').slice(1)).toEqual([
      '  a.csv:2: id 1, first_name Ann',
      '  a.csv:3: id 2, first_name \\u001b[2Kx\\u000d\\u000ay\\u202e',
      expect.stringMatching(/^ {2}a\.csv:5: id 3, first_name z+…$/),
      '  and 2 more',
      'Type 5 or delete to go on: ',
    ]);
  });

  test('of a whole segment names the address as well', async () => {
    const { io, questions } = terminal('no');
    await server.run('segments remove-profiles', [SEGMENT, '--all', '--base-url', 'https://Other.example/'], io);
    expect(questions.join()).toContain(
      `Remove ALL shopper profiles from segment ${SEGMENT} of store k9q2z7w at https://other.example?`,
    );
  });
});

describe('--expect and --max', () => {
  test.each([
    [['--expect', '2'], 0, ''],
    [['--max', '2'], 0, ''],
    [['--expect', '2', '--max', '5'], 0, ''],
    [['--expect', '3'], 2, 'the input has 2 customers, not 3 (--expect)\nNothing was sent.\n'],
    [['--expect', '1'], 2, 'the input has 2 customers, not 1 (--expect)\nNothing was sent.\n'],
    [['--max', '1'], 2, 'the input has 2 customers, not at most 1 (--max)\nNothing was sent.\n'],
    [['--expect', '2', '--max', '1'], 2, 'the input has 2 customers, not at most 1 (--max)\nNothing was sent.\n'],
    [['--max', '-1'], 2, "--max' argument is ambiguous"],
    [['--max', '1e3'], 2, '--max needs a number of records, not "1e3"'],
    [['--expect='], 2, '--expect needs a number of records, not ""'],
  ])('%j on an input of two', async (argv, code, message) => {
    await save('a.csv', 'id\n1\n2\n1\n');
    const ended = await server.run('customers delete', ['--yes', ...argv, 'a.csv']);
    expect([ended.code, server.state.requests.length]).toEqual([code, code === 0 ? 1 : 0]);
    expect(ended.stderr).toContain(message);
  });

  test('count what an earlier run has done, so that the same command goes on with the job', async () => {
    const argv = ['--yes', '--resume', 'j', '--expect', '2', 'a.csv'];
    await save('a.csv', 'id\n1\n2\n');
    expect(await server.run('customers delete', argv)).toMatchObject({ code: 0 });
    expect(await server.run('customers delete', argv)).toMatchObject({
      code: 0,
      stderr: 'j: 2 customers already accepted for deletion\n',
    });
  });

  test('guard values that are written, and not a segment as a whole', async () => {
    await save('a.csv', 'customer_id,attribute_id,value\n1,3,x\n');
    expect(await server.run('values upsert', ['--max', '0', 'a.csv'])).toMatchObject({ code: 2 });
    const all = await server.run('segments remove-profiles', [SEGMENT, '--all', '--yes', '--max', '5']);
    expect([all.code, all.stderr]).toEqual([2, expect.stringContaining('--all takes no input, but got 5')]);
    expect(server.state.requests).toEqual([]);
  });
});

test.each([
  [['--base-url', 'nope'], {}, '--base-url must be an https URL\n'],
  [['--base-url', 'http://store.example'], {}, '--base-url must be https, because'],
  [
    [],
    { BIGCOMMERCE_BASE_URL: 'https://x.example/?a' },
    'BIGCOMMERCE_BASE_URL must not have credentials, a query or a',
  ],
  [[], { BIGCOMMERCE_STORE_HASH: 'a b' }, 'BIGCOMMERCE_STORE_HASH must be the store hash alone'],
  [[], { BIGCOMMERCE_ACCESS_TOKEN: 'a b' }, 'BIGCOMMERCE_ACCESS_TOKEN must be the access token alone'],
])('settings that the client refuses are told of by their names here: %j %j', async (argv, env, message) => {
  await save('a.csv', 'id\n1\n');
  const { code, stderr } = await server.run('customers delete', ['--yes', ...argv, 'a.csv'], { env });
  expect([code, stderr]).toEqual([2, expect.stringContaining(`bigcommerce-customers customers delete: ${message}`)]);
  expect(stderr).not.toContain('options.');
  expect(stderr.match(/Nothing was sent/g)).toHaveLength(1);
});

test('a problem with all records is told of once', async () => {
  const ids = Array.from({ length: 3_000 }, (_, index) => `0d3c7a52-58c4-4d43-8a53-${String(index).padStart(12, '0')}`);
  await save('a.json', JSON.stringify(ids));
  const { stderr } = await server.run('segments remove-profiles', ['--yes', 'not-a-segment', 'a.json']);
  expect(stderr).toBe('SEGMENT_ID must be a valid uuid, got "not-a-segment"\nNothing was sent.\n');
});

test('an error that stops the job is told of once, by the options of the command', async () => {
  server.answerWith(() => ({ status: 404, headers: { 'content-type': 'application/json' }, body: '{"status":404}' }));
  await save('a.csv', `id\n${Array.from({ length: 5_000 }, (_, index) => index + 1).join('\n')}\n`);
  const { code, stderr } = await server.run('customers delete', ['--yes', 'a.csv']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Stopped: .*Check --base-url, the store hash and the ids\.\na\.csv:2, /);
  expect(stderr.match(/base-?url/gi)).toHaveLength(1);
});
