import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createTroubleReporter, troubleOf } from '../../../src/cli/data/connect.js';
import { createProgressBar } from '../../../src/cli/data/progress-bar.js';
import type { Attempt } from '../../../src/index.js';
import { SANDBOX_TOKEN } from '../../../src/sandbox/store.js';
import { SEGMENT, useStoreServer } from './store-server.js';

const attempt = (reason: string, retryInMs: number | undefined = 500): Attempt => ({
  operationId: 'deleteCustomers',
  attempt: 1,
  status: /\d+$/.test(reason) ? Number(reason.split(' ')[1]) : undefined,
  requestId: undefined,
  reason,
  durationMs: 1,
  waitedMs: 0,
  retryInMs,
  rateLimit: undefined,
  mayHaveTakenEffect: false,
});

test.each([
  [
    'NetworkError ECONNREFUSED',
    'unreachable',
    'cannot be reached: nothing is listening at that address (ECONNREFUSED)',
  ],
  ['NetworkError ENOTFOUND', 'unreachable', 'cannot be reached: there is no server of that name (ENOTFOUND)'],
  ['NetworkError ECONNRESET', 'unreachable', 'closed the connection (ECONNRESET)'],
  ['NetworkError EHOSTUNREACH', 'unreachable', 'cannot be reached (EHOSTUNREACH)'],
  ['NetworkError', 'unreachable', 'cannot be reached'],
  ['TimeoutError', 'late', 'does not respond in time'],
  ['HTTP 429', 'too many requests', 'accepts no more requests for now (429)'],
  ['HTTP 503', 'failing', 'responds with HTTP 503'],
  ['HTTP 200', 'unreadable', 'sends responses that cannot be read'],
])('%s is told in words', (reason, kind, text) => {
  expect(troubleOf(attempt(reason))).toEqual({ kind, text });
});

test('what is not tried again is left to the end of the command', () => {
  expect(troubleOf({ ...attempt('HTTP 503'), retryInMs: undefined })).toBeUndefined();
});

test('each kind of trouble is told of at once, and then each half minute', () => {
  const lines: string[] = [];
  let seconds = 0;
  const tell = createTroubleReporter(
    'store abc',
    (line) => lines.push(line),
    () => new Date(seconds * 1_000),
  );
  for (const at of [0, 1, 29.9, 30, 31]) {
    seconds = at;
    tell(attempt('HTTP 502', 840));
    tell(attempt('HTTP 503', 840));
    if (at === 1) tell(attempt('NetworkError ECONNREFUSED', 12_345));
  }
  expect(lines).toEqual([
    'store abc responds with HTTP 502; trying again in 0.9 s',
    'store abc cannot be reached: nothing is listening at that address (ECONNREFUSED); trying again in 13 s',
    'store abc responds with HTTP 502; trying again in 0.9 s',
  ]);
});

test('a line stands above the progress bar, which is there again behind it', () => {
  const written: string[] = [];
  const bar = createProgressBar({ isTTY: true, write: (text) => written.push(text) }, {});
  bar.say('before');
  bar.show({ done: 1, failed: 0, total: 2, ratePerSecond: 1 });
  const shown = written.at(-1);
  bar.say('a\u001b[2J');
  bar.clear();
  bar.say('behind');
  expect(written.join('')).toBe(`before\n${shown}\r\u001b[Ka\\u001b[2J\n${shown}\r\u001b[Kbehind\n`);
});

const server = useStoreServer();

/** The first two requests come too early. */
function shed() {
  const headers = { 'content-type': 'application/json', 'X-Rate-Limit-Time-Reset-Ms': '1' };
  const answer = { status: 429, headers, body: '{"status":429}' };
  server.answerWith(() => (server.state.requests.length < 3 ? answer : undefined));
}

test.each(['values list', 'values upsert a.csv'])('%s tells of it on standard error', async (command) => {
  await writeFile(join(server.state.folder, 'a.csv'), 'customer_id,attribute_id,value\n1,3,x\n');
  shed();
  const { code, stderr } = await server.run(command);
  const line = `store k9q2z7w at ${server.state.baseUrl} accepts no more requests for now (429); trying again in 0.1 s\n`;
  expect([code, stderr]).toEqual([0, line]);
  expect(stderr).not.toContain(SANDBOX_TOKEN);
});

test('what may have an effect each time is not said to be tried again, because it is not', async () => {
  shed();
  const { code, stderr } = await server.run('segments remove-profiles', [SEGMENT, '--all', '--yes']);
  expect([code, stderr.includes('429'), stderr.includes('trying')]).toEqual([1, true, false]);
});
