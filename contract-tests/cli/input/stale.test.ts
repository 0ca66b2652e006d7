import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordingOf } from '../../../src/cli/record/record-scenario.js';
import { SCENARIO } from '../../../src/cli/record/scenario.js';
import { bigcommerceContract, operationFingerprint } from '../../../src/contract/index.js';
import { ORIGIN } from '../../support/server.js';
import { SPECIFICATION_TEXT } from '../../support/specification.js';
import { folderWith, runIn } from '../command-line.js';
import { definition, PATH, page, TOKEN } from '../exchanges.js';

const LIST = 'listCustomerAttributeValues';
const fingerprint = operationFingerprint(bigcommerceContract, LIST);
const recording = (provenance: object) => ({
  title: 'A page',
  provenance: { written: '2026-08-23', ...provenance },
  exchanges: [definition({ scope: ORIGIN })],
});
const CHANGED = `changed.json is stale: ${LIST} changed in the specification since it was recorded`;

let folder = '';
beforeAll(async () => {
  folder = await folderWith({
    'fresh.json': recording({ contract: { [LIST]: fingerprint } }),
    'changed.json': recording({ contract: { [LIST]: '0123456789abcdef' } }),
    'removed.json': recording({ contract: { [LIST]: fingerprint, listOrders: '0123456789abcdef' } }),
    'unstamped.json': recording({}),
    'undated.json': recording({ written: 'in spring' }),
    'nock.json': [definition()],
    'other.yaml': SPECIFICATION_TEXT.replace(/^ {2}version: .*$/m, '  version: 9.9.9').replace(
      /summary: List.*/,
      'summary: Other',
    ),
    'limited.yaml': SPECIFICATION_TEXT.replace('maximum: 250', 'maximum: 249'),
  });
});
afterAll(() => rm(folder, { recursive: true }));

const check = (...argv: string[]) => runIn(folder, ['contract', 'check', ...argv]);

describe('contract check finds that a recording is stale', () => {
  test('because the specification of an operation has changed, and exits with 1', async () => {
    expect(await check('changed.json', 'fresh.json', 'unstamped.json', 'nock.json')).toEqual({
      code: 1,
      stderr: '',
      stdout: `${CHANGED}\n\n4 exchanges: 4 conform. 1 recording stale.\n`,
    });
  });

  test('because the specification no longer has an operation', async () => {
    const { code, stdout } = await check('removed.json');
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/^removed\.json is stale: listOrders is not in the specification\n/),
    ]);
  });

  test.each<[string, string[], string | undefined]>([
    ['90 days old is not older than 90', ['--max-age', '90', 'fresh.json'], undefined],
    ['90 days old is older than 89', ['--max-age=89', 'fresh.json'], 'it is 90 days old, and --max-age is 89'],
    ['the number may end in d', ['--max-age', '89d', 'fresh.json'], 'it is 90 days old, and --max-age is 89'],
    [
      'a recording without a date is stale',
      ['--max-age', '90', 'undated.json'],
      'it does not say when it was recorded',
    ],
    ['any age is accepted without --max-age', ['fresh.json', 'undated.json'], undefined],
    ['nock definitions have no date', ['--max-age', '0', 'nock.json'], undefined],
  ])('because of its age: %s', async (_, argv, message) => {
    const { code, stdout } = await check(...argv);
    expect(stdout.includes('is stale')).toBe(message !== undefined);
    expect(stdout).toContain(message ?? 'conform.\n');
    expect(code).toBe(message === undefined ? 0 : 1);
  });

  test('counted from the day on which the command runs', async () => {
    const argv = ['contract', 'check', '--max-age', '0', 'fresh.json'];
    const on = (day: string) => runIn(folder, argv, { now: () => new Date(day) });
    expect((await on('2026-08-23T23:59:59Z')).code).toBe(0);
    expect((await on('2026-08-24T00:00:00Z')).stdout).toContain('it is 1 day old, and --max-age is 0');
  });

  test('by the document of --spec, whose descriptions do not matter', async () => {
    expect(await check('--spec', 'other.yaml', 'fresh.json')).toMatchObject({ code: 0, stderr: '' });
    expect((await check('--spec', 'limited.yaml', 'fresh.json')).stdout).toContain(
      `fresh.json is stale: ${LIST} changed`,
    );
  });
});

describe('a stale recording is', () => {
  const all = ['changed.json', 'fresh.json', '--max-age', '89'] as const;
  const old = 'it is 90 days old, and --max-age is 89';
  const changed = `${LIST} changed in the specification since it was recorded`;

  test('in json: counted once in the summary, and listed with each reason', async () => {
    const { summary, stale, exchanges } = JSON.parse((await check('-f', 'json', ...all)).stdout);
    expect(summary).toEqual({ exchanges: 2, conforming: 2, violations: 0, skipped: 0, stale: 2 });
    expect(stale).toEqual([
      { source: 'changed.json', reason: 'changed', operationId: LIST, message: changed },
      { source: 'changed.json', reason: 'old', message: old },
      { source: 'fresh.json', reason: 'old', message: old },
    ]);
    expect(exchanges).toHaveLength(2);
    expect(Object.keys(JSON.parse((await check('-f', 'json', 'fresh.json')).stdout))).toEqual(['summary', 'exchanges']);
  });

  test('in junit: a failure in a suite of its own', async () => {
    const { stdout } = await check('-f', 'junit', 'changed.json');
    expect(stdout).toContain('tests="2" failures="1" errors="0"');
    expect(stdout).toContain('<testsuite name="stale recordings" tests="1" failures="1"');
    expect(stdout).toContain(`<failure message="${changed}" type="stale changed">${changed}</failure>`);
  });

  test('in sarif: a warning with a rule of its own', async () => {
    const [{ tool, results }] = JSON.parse((await check('-f', 'sarif', 'changed.json')).stdout).runs;
    expect(results).toMatchObject([
      {
        ruleId: 'stale-recording',
        ruleIndex: 0,
        level: 'warning',
        message: { text: expect.stringContaining(changed) },
      },
    ]);
    expect(tool.driver.rules).toMatchObject([{ id: 'stale-recording' }]);
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('changed.json');
  });

  test('in html: in a list of its own', async () => {
    const { stdout } = await check('-f', 'html', 'changed.json');
    expect(stdout).toContain(`<li><code>changed.json</code> is stale: ${changed}</li>`);
    expect((await check('-f', 'html', 'fresh.json')).stdout).not.toContain('Stale recordings');
  });

  test('reported without the credentials in it', async () => {
    const hostile = {
      ...recording({ contract: { [TOKEN]: 'x' } }),
      exchanges: [definition({ reqheaders: { 'X-Auth-Token': TOKEN } })],
    };
    const inside = await folderWith({ 'a.json': hostile });
    const { code, stdout } = await runIn(inside, ['contract', 'check', '-f', 'json', 'a.json']);
    await rm(inside, { recursive: true });
    expect(code).toBe(1);
    expect(stdout).not.toContain(TOKEN);
  });
});

test('contract record writes the day and the fingerprint of every operation in a recording', () => {
  const [step] = SCENARIO.reads;
  if (!step) throw new Error('the scenario has no steps');
  const list = { request: { method: 'GET', url: ORIGIN + PATH }, response: { status: 200, body: page() } };
  const url = `${ORIGIN}/stores/abc123example/v3/customers?id:in=1`;
  const removal = { request: { method: 'DELETE', url }, response: { status: 204 } };
  const made: unknown = recordingOf({ step, exchanges: [list, removal, list] }, new Date('2026-11-21T23:00:00Z'));
  expect(made).toMatchObject({
    provenance: {
      written: '2026-11-21',
      contract: { deleteCustomers: operationFingerprint(bigcommerceContract, 'deleteCustomers'), [LIST]: fingerprint },
    },
  });
});
