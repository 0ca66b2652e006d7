import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { operations, server } from '../../../generated/operations.js';
import { deriveRecordings } from '../../evidence/derived-recordings.js';
import { atThisAddress, type NamedRecording, type Recording, readRecordings } from '../../evidence/recordings.js';
import { settleGuard } from '../../support/nock-guard.js';
import { SPECIFICATION_TEXT } from '../../support/specification.js';
import { documentProblems, runRecordings } from './check.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recordings-'));
  for (const { name, recording } of await readRecordings()) {
    if (!isEnough(name)) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, `${name}.json`), JSON.stringify(atThisAddress(recording)));
  }
});
afterEach(() => rm(folder, { recursive: true }));

/** A few recordings. All of them are made in recordings.test.ts, and by `npm run recordings:check` itself. */
function isEnough(name: string): boolean {
  return /(204-deleted|422-ids|422-plain)$/.test(name);
}

/** One of each operation. */
async function deriveSome(stored: readonly NamedRecording[]) {
  return firstOfEach(await deriveRecordings(stored), ({ operationId }) => operationId);
}

/** One of each status of each operation: enough to agree. */
async function deriveEnough(stored: readonly NamedRecording[]) {
  return firstOfEach(
    await deriveRecordings(stored),
    ({ operationId, recording }) => `${operationId} ${recording.exchanges.at(-1)?.status}`,
  );
}

function firstOfEach(derived: readonly NamedRecording[], keyOf: (one: NamedRecording) => string): NamedRecording[] {
  const keys = derived.map(keyOf);
  return derived.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

/** Requests that find no recorded exchange are what some of these tests are about. */
function forgive() {
  expect(settleGuard).toThrow('no recorded exchange answers');
}

async function check(documentProblems: () => Promise<string[]>, derive = deriveSome) {
  const lines: string[] = [];
  const output = { log: (line: string) => void lines.push(line) };
  const status = await runRecordings([folder], output, documentProblems, derive);
  return { status, output: lines.join('\n') };
}

/** What is recorded is looked at in any case. */
const noProblems = async () => [];

async function edit(name: string, change: (recording: Recording) => unknown) {
  const path = join(folder, `${name}.json`);
  const recording: Recording = JSON.parse(await readFile(path, 'utf8'));
  change(recording);
  await writeFile(path, JSON.stringify(recording));
}

describe('npm run recordings:check', () => {
  test('prints a row for every operation and exits with 0 when everything agrees', async () => {
    const { status, output } = await check(noProblems, deriveEnough);
    for (const operationId of Object.keys(operations))
      expect(output).toMatch(new RegExp(`^${operationId} +ok +ok +\\d+ calls, answered [\\d ]+$`, 'm'));
    expect(output).toMatch(/\d+ calls agree with the document/);
    expect(status).toBe(0);
  });

  test.each<[string, string, (recording: Recording) => unknown, RegExp, missed?: boolean]>([
    [
      'an answer is not what the document allows',
      'deleteCustomers/422-ids',
      ({ exchanges }) => Object.assign(exchanges[0] ?? {}, { response: { status: '422' } }),
      /^deleteCustomers +ok +1 FAILED/m,
    ],
    [
      'the client sends something else than recorded',
      'deleteCustomers/204-deleted',
      ({ exchanges }) => Object.assign(exchanges[0] ?? {}, { path: '/stores/abc123example/v3/customers?id:in=7' }),
      /^deleteCustomers +1 FAILED/m,
      true,
    ],
    [
      'a recorded exchange is not used',
      'deleteCustomers/204-deleted',
      ({ exchanges }) => (exchanges as unknown[]).push(exchanges[0]),
      /^deleteCustomers +1 FAILED/m,
    ],
    [
      'the client makes something else of an answer',
      'deleteCustomers/422-ids',
      (recording) => Object.assign(recording, { outcome: { returns: null } }),
      /^deleteCustomers +ok +1 FAILED/m,
    ],
  ])('names the recording and exits with 1 when %s', async (_, name, change, row, missed = false) => {
    await edit(name, change);
    const { status, output } = await check(noProblems);
    expect(output).toMatch(row);
    expect(output).toContain(`  ${name}: `);
    expect(status).toBe(1);
    if (missed) forgive();
  });

  test.each([
    [
      'invalid',
      (text: string) => text.replace('operationId: deleteCustomers', 'operationId: ""'),
      /changed\.yaml:\d+:\d+ /,
    ],
    ['not YAML', () => '{', /changed\.yaml:\d+:\d+ /],
    ['untrue in an example', (text: string) => text.replace('example: 250', 'example: 251'), /changed\.yaml:\d+:\d+ /],
    [
      'another than the code was generated from',
      (text: string) => text.replace('maxItems: 10', 'maxItems: 11'),
      /generated\/validators\.ts is not what the document says: run "npm run generate"/,
    ],
  ])('knows that the document is %s', async (_, change, message) => {
    const path = join(folder, 'changed.yaml');
    await writeFile(path, change(SPECIFICATION_TEXT));
    expect(await documentProblems(path)).toContainEqual(expect.stringMatching(message));
  });

  test('exits with 1 when anything is wrong with the document', async () => {
    const { status, output } = await check(async () => ['openapi.yaml:7:1 is wrong']);
    expect(output).toContain('Not everything agrees:\nopenapi.yaml:7:1 is wrong');
    expect(status).toBe(1);
  });

  test.each<[string, unknown, RegExp]>([
    ['has no exchanges', { exchanges: [] }, /deleteCustomers\/204-deleted\.json .*\/exchanges/],
    ['has no title', { title: undefined }, /title/],
    ['calls a method that there is not', { call: { method: 'customers.deleted', arguments: [] } }, /\/call\/method/],
  ])('names a recording that %s', async (_, change, message) => {
    await edit('deleteCustomers/204-deleted', (recording) => Object.assign(recording, change));
    await expect(check(noProblems)).rejects.toThrow(message);
  });

  test.each([
    ['server', 'https://api.example', '/stores/abc123example/v3/customers?id:in=1138', `a URL of ${server.url}`],
    ['path', new URL(server.url).origin, '/stores/abc123example/v3/shoppers', 'a documented path'],
  ])('says what to do with a recording of another %s than the document has', async (_, scope, path, expected) => {
    await edit('deleteCustomers/204-deleted', ({ exchanges }) => Object.assign(exchanges[0] ?? {}, { scope, path }));
    const { status, output } = await check(noProblems);
    expect(output.split('\n').filter((line) => line.includes('204-deleted: '))).toEqual([
      `  deleteCustomers/204-deleted: was recorded at ${scope}${path}, but the document has ${expected}. If only the address is another, edit "scope" and "path" of the recording; otherwise record the call again.`,
    ]);
    expect(status).toBe(1);
  });

  test('names a recording that is of another operation than its folder', async () => {
    await cp(
      join(folder, 'removeShopperProfilesFromSegment/422-plain.json'),
      join(folder, 'deleteCustomers/422-plain.json'),
    );
    const { status, output } = await check(noProblems);
    expect(output).toContain('calls removeShopperProfilesFromSegment, not deleteCustomers');
    expect(status).toBe(1);
  });

  test('exits with 1 when an operation has not been checked at all', async () => {
    await rm(join(folder, 'deleteCustomers'), { recursive: true });
    const { status, output } = await check(noProblems, async () => []);
    expect(output).toMatch(/^deleteCustomers +NOT CHECKED/m);
    expect(output).toMatch(
      /Not everything agrees:\n[\s\S]*^ {2}deleteCustomers: no recording shows 204, .*, default: none of its calls is recorded\. /m,
    );
    expect(status).toBe(1);
  });

  test('names each status without a recording, with what to do', async () => {
    const without = async (stored: readonly NamedRecording[]) =>
      (await deriveEnough(stored)).filter(({ name }) => !/^deleteCustomers\/40[34] /.test(name));
    const { status, output } = await check(noProblems, without);
    expect(output).toContain(
      'Not everything agrees:\n' +
        '  deleteCustomers: no recording shows 403, 404: no call that is recorded gets such a response. ' +
        'Add deleteCustomers/403-….json to the recordings, or an example of the response to the document.',
    );
    expect(status).toBe(1);
  });
});
