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
    expect(stdout).toMatch(/^attributeValues\.upsert of 500 values: 500 stored \(\d+ requests, /m);
    expect(stdout).toMatch(/: \d+ Gold, 50 Platinum, /);
    expect(stdout).toMatch(/^Customers +520 +517 +-3$/m);
    expect(stdout).toMatch(/^Profiles in segment 1 +104 +99 +-5$/m);
    expect(stdout).toMatch(/^Profiles in segment 2 +104 +0 +-104$/m);
    for (const operationId of Object.keys(operations))
      expect(stdout).toMatch(new RegExp(`^${operationId} +\\d+ +[\\d ]+ +kept$`, 'm'));
    expect(stdout).toMatch(/\d+ exchanges keep the contract, \d+ of them refused with 429\.\n\nWhere to go next:/);
    expect(stderr).toMatch(/^\[#{30}\] 500 of 500, \d+ a second\n$/);
    expect(status).toBe(0);
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
