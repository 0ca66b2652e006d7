import { describe, expect, test } from '@jest/globals';
import { operations } from '../../generated/operations.js';
import { runStart } from '../../scripts/start/command.js';
import { progressBar } from '../../scripts/start/table.js';
import * as contract from '../../src/contract/index.js';
import * as client from '../../src/index.js';
import * as sandbox from '../../src/sandbox/index.js';

/** Runs the main job with the sources in place of what is built from them, and windows that nobody has to wait for. */
async function start(changes: Partial<Parameters<typeof runStart>[0]> = {}, isTTY = false) {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({
    isTTY,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const outputs = { stdout: output('stdout'), stderr: output('stderr') };
  const status = await runStart({ client, contract, sandbox, ...changes }, outputs, { quota: 20, windowMs: 20 });
  return { status, ...written };
}

describe('npm start', () => {
  test('calls every operation, shows what changed and the verdict on every exchange, and exits with 0', async () => {
    const { status, stdout, stderr } = await start();
    expect(stdout).toMatch(
      / for all 500 customers: 500 values stored, 0 new and 500 in place of others \(\d+ requests, /,
    );
    expect(stdout).toMatch(/: 500 values, 450 Gold and 50 Platinum \(/);
    expect(stdout).toMatch(/^attributeValues\.list of one page: 20 values \(1 request, /m);
    expect(stdout).toMatch(/^Customers +500 +497 +-3$/m);
    expect(stdout).toMatch(/^Profiles in segment 1 +100 +95 +-5$/m);
    expect(stdout).toMatch(/^Profiles in segment 2 +100 +0 +-100$/m);
    for (const operationId of Object.keys(operations))
      expect(stdout).toMatch(new RegExp(`^${operationId} +\\d+ +[\\d ]+ +kept$`, 'm'));
    expect(stdout).toMatch(/\d+ exchanges keep the contract, \d+ of them refused with 429\.\n\nWhere to go next:/);
    expect(stderr).toMatch(/^\[#{30}\] 500 of 500, \d+ a second\n$/);
    expect(status).toBe(0);
  });

  test('shows figures that add up', async () => {
    const { stdout } = await start();
    const numbers = (pattern: RegExp) => [...stdout.matchAll(pattern)].map(([, number]) => Number(number));
    const [deleted = 0] = numbers(/^attributeValues\.delete of these values: (\d+) values deleted/gm);
    const [withCustomers = 0] = numbers(/^customers\.delete .* with them their (\d+) values/gm);
    expect(numbers(/^Attribute values +\d+ +\d+ +(-\d+)$/gm)).toEqual([-(deleted + withCustomers)]);
    const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
    const sent = sum(numbers(/\((\d+) requests?, /g));
    expect(sum(numbers(/^\w+ +(\d+) +[\d ]+ +kept$/gm))).toBe(sent);
    expect(numbers(/^(\d+) exchanges keep/gm)).toEqual([sent]);
  });

  test('moves a bar in a terminal', async () => {
    const { stderr } = await start({}, true);
    expect(stderr.split('\r').length).toBe(51);
  });

  test('exits with 1 when an exchange breaks the contract, and says how', async () => {
    const checkExchange: typeof contract.checkExchange = ({ response, request }) =>
      contract.checkExchange({ request, response: { ...response, body: '{"data":{}}' } });
    const { status, stdout } = await start({ contract: { ...contract, checkExchange } });
    expect(stdout).toMatch(/^upsertCustomerAttributeValues +50 +200 +50 BREAK IT$/m);
    expect(stdout).toContain('Not every exchange keeps the contract:\nupsertCustomerAttributeValues: /response/body');
    expect(status).toBe(1);
  });

  test('exits with 1 when a call does not work', async () => {
    const startSandbox: typeof sandbox.startSandbox = async (options) => {
      const started = await sandbox.startSandbox(options);
      started.faults.next('turned-away');
      return started;
    };
    const { status, stdout } = await start({ sandbox: { ...sandbox, startSandbox } });
    expect(stdout).toContain('A call did not work: ');
    expect(status).toBe(1);
  });
});

test.each([
  [{ done: 0, failed: 0, total: 500, ratePerSecond: 0 }, `[${' '.repeat(30)}] 0 of 500, 0 a second, 0 s left`],
  [
    { done: 240, failed: 10, total: 500, ratePerSecond: 99.6, etaMs: 2_510 },
    `[${'#'.repeat(15)}${' '.repeat(15)}] 250 of 500, 100 a second, 3 s left`,
  ],
  [{ done: 500, failed: 0, total: 500, ratePerSecond: 212 }, `[${'#'.repeat(30)}] 500 of 500, 212 a second`],
])('a bar shows %j as it is', (progress, text) => {
  expect(progressBar(progress)).toBe(text);
});
