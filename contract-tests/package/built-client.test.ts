import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { startSandbox } from '../../src/sandbox/index.js';
import { buildClient, FOLDER, removeClient } from './built-client.js';

/** What an application may have to ship for the client, minified and gzipped. */
const MOST_BYTES = 21_250;

beforeAll(buildClient);
afterAll(removeClient);

test('the client adds no more than its budget to what an application ships', async () => {
  const { outputFiles } = await build({
    stdin: { contents: "export * from './index.js';", resolveDir: FOLDER },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const bytes = gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  // A budget with much room is none.
  expect(bytes).toBeGreaterThan(MOST_BYTES - 2_000);
});

test.each([
  ['an ES module', ['--input-type=module'], (path: string) => `const client = await import(${path}.js');`],
  ['a CommonJS module', ['--input-type=commonjs'], (path: string) => `const client = require(${path}.cjs');`],
])('what is published can be called from %s', async (_, argv, load) => {
  const { url, storeHash, accessToken, state, stop } = await startSandbox({ customers: 3 });
  try {
    const settings = JSON.stringify({ baseUrl: url, storeHash, accessToken });
    const program = `${load(`'${join(FOLDER, 'index')}`)} client.createCustomersClient(${settings}).customers.delete([2]);`;
    await promisify(execFile)(process.execPath, [...argv, '-e', program]);
    expect([...state.customers]).toEqual([1, 3]);
  } finally {
    await stop();
  }
});
