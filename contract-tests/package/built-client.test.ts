import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { operations } from '../../generated/operations.js';
import { startSandbox } from '../../src/sandbox/index.js';
import { buildClient, FOLDER, removeClient } from './built-client.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY = join(ROOT, 'src/index.ts');

const { length: OPERATIONS } = Object.keys(operations);

/** What an application may have to ship for the client, minified and gzipped. An operation is allowed to add to it. */
const MOST_BYTES = 24_800 + 250 * OPERATIONS;

/** The minified size that each part of the client may have, so that growth has a name. */
const MOST_BYTES_OF_PARTS: Readonly<Record<string, number>> = {
  'src/transport': 23_800,
  'src/bulk': 8_000,
  'src/errors': 8_000,
  'node_modules/openapi-fetch': 300,
  generated: 5_500,
  'src (top level)': 11_100,
};

/** Of parts that grow with the document, for each operation in it. */
const MOST_BYTES_PER_OPERATION: Readonly<Record<string, number>> = {
  'src/resources': 1_090,
  'what is generated for each operation': 870,
};

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

test('each part of the client keeps to its own budget', async () => {
  const { metafile } = await build({
    entryPoints: [ENTRY],
    tsconfigRaw: { compilerOptions: { paths: { '#errors': ['./src/errors/index.ts'] } } },
    absWorkingDir: ROOT,
    mainFields: ['module', 'main'],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    metafile: true,
    write: false,
  });
  const [output] = Object.values(metafile.outputs);
  const sizes: Record<string, number> = {};
  for (const [path, { bytesInOutput }] of Object.entries(output?.inputs ?? {}))
    sizes[partOf(path)] = (sizes[partOf(path)] ?? 0) + bytesInOutput;
  const parts = Object.keys({ ...MOST_BYTES_OF_PARTS, ...MOST_BYTES_PER_OPERATION });
  expect(Object.keys(sizes).sort()).toEqual(parts.sort());
  for (const [part, most] of Object.entries(MOST_BYTES_OF_PARTS)) {
    expect([part, (sizes[part] ?? 0) <= most]).toEqual([part, true]);
    // A budget with much room is none.
    expect([part, (sizes[part] ?? 0) > most - 1_000]).toEqual([part, true]);
  }
  for (const [part, most] of Object.entries(MOST_BYTES_PER_OPERATION))
    expect([part, (sizes[part] ?? 0) <= most * OPERATIONS]).toEqual([part, true]);
});

function partOf(path: string): string {
  const [installed] = /node_modules\/[^/]+/.exec(path) ?? [];
  const [top = '', folder = '', file] = path.split('/');
  if (top === 'src') return file === undefined ? 'src (top level)' : `src/${folder}`;
  if (/^generated\/(operations|validators)\./.test(path)) return 'what is generated for each operation';
  return installed ?? top;
}

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
