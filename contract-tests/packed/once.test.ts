import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { installPacked, pack, scratchFolder } from '../../scripts/package/packed.js';
import { bundledPackages } from '../../scripts/release/files.js';
import { WITHOUT_SOURCE_MAP } from './listing.js';

const ENTRIES = ['', '/contract', '/contract/jest', '/node', '/redis', '/sandbox'].map(
  (entry) => `bigcommerce-customers${entry}`,
);

let scratch = '';
let folder = '';
beforeAll(async () => {
  scratch = await scratchFolder();
  folder = await installPacked(await pack(scratch), scratch, 'application');
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Runs a program that has all entries in \`entries\`, and gives what it prints as JSON. */
async function run(format: string, program: string): Promise<unknown> {
  const load = format === 'module' ? 'await Promise.all(names.map((name) => import(name)))' : 'names.map(require)';
  const text = `const names = ${JSON.stringify(ENTRIES)}; const [client, contract, matchers, node, redis, sandbox] = ${load};
    const print = (value) => console.log(JSON.stringify(value)); ${program}`;
  const argv = [`--input-type=${format}`, '-e', text];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd: folder });
  return JSON.parse(stdout);
}

describe.each(['module', 'commonjs'])('of the entries, imported together (%s),', (format) => {
  test('each exports the same class of an error as every other', async () => {
    const found = await run(
      format,
      `const classes = {};
      for (const entry of [client, contract, matchers, node, redis, sandbox])
        for (const [name, value] of Object.entries(entry))
          if (value?.prototype instanceof Error) (classes[name] ??= []).push(value);
      print(Object.fromEntries(Object.entries(classes).map(([name, all]) => [name, [all.length, new Set(all).size]])));`,
    );
    expect(found).toMatchObject({ ContractViolationError: [2, 1], BulkError: [1, 1], InvalidRequestError: [1, 1] });
    for (const [, distinct] of Object.values(found as Record<string, number[]>)) expect(distinct).toBe(1);
  });

  test('each throws errors that are instances of the classes of the main entry', async () => {
    const program = `const errorOf = (call) => { try { call(); } catch (error) { return error; } };
      const rejected = (promise) => promise.catch((error) => error);
      (async () => print([
        errorOf(() => contract.contractGuard({ nonsense: 1 })) instanceof client.InvalidRequestError,
        errorOf(() => matchers.checkFetch({ nonsense: 1 })) instanceof client.InvalidRequestError,
        errorOf(() => redis.sharedRateLimit({ nonsense: 1 })) instanceof client.InvalidRequestError,
        (await rejected(sandbox.startSandbox({ nonsense: 1 }))) instanceof client.InvalidRequestError,
        errorOf(() => contract.assertNoViolations(contract.checkRequest({ method: 'GET', url: 'https://example.com', headers: {} })))
          instanceof client.ContractViolationError,
      ]))();`;
    expect(await run(format, program)).toEqual([true, true, true, true, true]);
  });

  test('those that check share one checker', async () => {
    expect(await run(format, 'print(contract.checkFetch === matchers.checkFetch)')).toBe(true);
  });
});

describe.each(['.js', '.cjs'])('among the published files (%s)', (extension) => {
  const dist = () => join(folder, 'node_modules/bigcommerce-customers/dist');
  const published = async () =>
    (await readdir(dist(), { recursive: true })).filter((name) => name.endsWith(extension)).sort();

  test('one has the classes of errors', async () => {
    const texts = new Map<string, string>();
    for (const name of await published()) texts.set(name, await readFile(join(dist(), name), 'utf8'));
    for (const name of ['BigCommerceError', 'ApiError', 'BulkError', 'InvalidRequestError', 'ContractViolationError']) {
      const having = [...texts].filter(([, text]) => text.includes(`${name}=class`)).map(([file]) => file);
      expect([name, having]).toEqual([name, [`index${extension}`]]);
    }
  });

  test('one has the checker and its document, which the sandbox and the command use as well', async () => {
    const having: string[] = [];
    for (const name of (await published()).filter((file) => file !== WITHOUT_SOURCE_MAP)) {
      const { sources }: { sources: string[] } = JSON.parse(await readFile(join(dist(), `${name}.map`), 'utf8'));
      if (sources.some((source) => CHECKER.test(source))) having.push(name);
    }
    // The generator has to work where generated/ is missing, which the checker contains.
    const generator = extension === '.js' ? ['codegen.js'] : [];
    expect(having).toEqual([...generator, `contract-internal${extension}`]);
  });
});

/** The sources of the checker, except for the entries that give it to users. */
const CHECKER = /\/(src\/contract\/(?!index\.ts|jest\/)|generated\/contract-)/;

test('every package that is bundled is named with its licence', async () => {
  const licences = await readFile(join(folder, 'node_modules/bigcommerce-customers/THIRD_PARTY_LICENSES.md'), 'utf8');
  const names = [...(await bundledPackages())].map((each) => each.slice(0, each.lastIndexOf('@')));
  expect(names).toContain('openapi-fetch');
  expect(names.filter((name) => !licences.includes(name))).toEqual([]);
});
