import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { startSandbox } from '../../src/sandbox/index.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROCESSES = 8;
const CLIENTS = 3;
/** Of each client. */
const CALLS = 4;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'many-processes-'));
  await build({
    entryPoints: [join(ROOT, 'src/index.ts')],
    alias: { '#errors': join(ROOT, 'src/errors/index.ts') },
    outfile: join(folder, 'client.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Some clients of one process that write and list at the same time; prints how each call ended. */
const program = (module: string, settings: object, first: number) => `
  import { createCustomersClient } from ${JSON.stringify(module)};
  const outcomes = [];
  const note = (call) => call.then(() => outcomes.push('done'), (error) => outcomes.push(error.message));
  await Promise.all(Array.from({ length: ${CLIENTS} }, async (_, client) => {
    const { attributeValues } = createCustomersClient(${JSON.stringify(settings)});
    const customer_id = ${first} + client;
    await Promise.all(Array.from({ length: ${CALLS} }, (_, call) => note(call % 2
      ? attributeValues.list({ limit: 1 })
      : attributeValues.upsert([{ customer_id, attribute_id: 1, value: 'x' + call }]))));
  }));
  console.log(JSON.stringify(outcomes));`;

test('of three clients in each of eight processes on one quota, no call fails: each 429 says when to come back', async () => {
  const sandbox = await startSandbox({ customers: PROCESSES * CLIENTS, quota: 30, windowMs: 400 });
  const { url: baseUrl, storeHash, accessToken } = sandbox;
  const settings = { baseUrl, storeHash, accessToken, retry: { maxRetries: 1, minDelayMs: 20 } };
  try {
    const runs = Array.from({ length: PROCESSES }, (_, index) => {
      const source = program(join(folder, 'client.mjs'), settings, 1 + index * CLIENTS);
      return promisify(execFile)(process.execPath, ['--input-type=module', '-e', source]);
    });
    const outcomes = (await Promise.all(runs)).flatMap(({ stdout }): unknown[] => JSON.parse(stdout));
    expect(outcomes).toEqual(Array(PROCESSES * CLIENTS * CALLS).fill('done'));
  } finally {
    await sandbox.stop();
  }
});
