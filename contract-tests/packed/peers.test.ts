import { execFile } from 'node:child_process';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { installPacked, pack, scratchFolder } from '../../scripts/package/packed.js';
import { blocksIn } from '../docs/blocks.js';
import { runIn } from './run-in.js';

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const JEST = join(MODULES, 'jest/bin/jest.js');
const ALL = ['yaml', 'nock'];

let scratch = '';
let folder = '';
beforeAll(async () => {
  scratch = await scratchFolder();
  folder = await installPacked(await pack(scratch), scratch, 'application');
  await writeFile(join(folder, 'store.yaml'), 'customers: [11]\n');
  await writeFile(join(folder, 'other.yaml'), DOCUMENT);
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const DOCUMENT = `openapi: 3.1.0
info: { title: Other, version: '1' }
servers: [{ url: https://api.example.com }]
paths: {}
`;

/** Installs some of the packages that the package can do without, and no others of them. */
async function have(names: readonly string[]): Promise<void> {
  for (const name of ALL) {
    const path = join(folder, 'node_modules', name);
    await rm(path, { recursive: true, force: true });
    if (!names.includes(name)) continue;
    await mkdir(dirname(path), { recursive: true });
    await symlink(join(MODULES, name), path, 'junction');
  }
}

const say = (call: string) =>
  `console.log(await (async () => ${call})().then(() => 'it works', (error) => error.message));`;

const LOAD = `import { loadContract } from 'bigcommerce-customers/contract'; ${say("loadContract('other.yaml')")}`;
const SEED = `import { startSandbox } from 'bigcommerce-customers/sandbox';
  ${say("(await startSandbox({ seedFile: 'store.yaml' })).stop()")}`;
const WATCH = `import { watchNock } from 'bigcommerce-customers/contract/jest'; ${say('watchNock().stop()')}`;

const LOAD_NEEDS = 'npm install --save-dev yaml';

describe('a package that can be done without is asked for by the command that installs it:', () => {
  test.each([
    ['yaml', LOAD, LOAD_NEEDS],
    ['yaml', SEED, 'npm install --save-dev yaml'],
    ['nock', WATCH, 'npm install --save-dev nock'],
  ])('%s', async (missing, program, command) => {
    await have(ALL.filter((name) => name !== missing));
    expect(await runIn(folder, program)).toContain(command);
    await have(ALL);
    expect(await runIn(folder, program)).toBe('it works');
  });

  test('a document is loaded in Jest as it is installed, without any flag of Node', async () => {
    await have(['yaml']);
    const text = `const { loadContract } = require('bigcommerce-customers/contract');
      test('a document', async () => expect((await loadContract('other.yaml')).file).toBe('other.yaml'));`;
    await writeFile(join(folder, 'other.test.cjs'), text);
    const argv = [JEST, '--testMatch=**/*.test.cjs', '--transform={}', '--ci'];
    const { stderr } = await promisify(execFile)(process.execPath, argv, { cwd: folder });
    expect(stderr).toContain('Tests:       1 passed');
  });

  test('a run of Jest in which nothing is checked fails with the cause, in whichever process its files run', async () => {
    await have([]);
    const [config] = blocksIn('ts').filter(({ heading }) => heading === 'Fail runs that check nothing');
    const runs = join(folder, 'runs');
    const check = "expect({ status: 204 }).toMatchContractResponse('deleteCustomers')";
    const write = (name: string, body: string) =>
      writeFile(join(runs, `${name}.test.cjs`), `test('${name}', () => { ${body} });`);
    const run = () =>
      promisify(execFile)(
        process.execPath,
        [JEST, '--rootDir=.', '--testMatch=**/*.test.cjs', '--transform={}', '--maxWorkers=2'],
        {
          cwd: runs,
        },
      );
    await mkdir(runs);
    await writeFile(join(runs, 'jest.config.mjs'), config?.text ?? '');
    await Promise.all([write('one', ''), write('two', '')]);
    await expect(run()).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/no test called toMatchContractRequest.*Tests: +2 passed/s),
    });
    await write('two', check);
    expect((await run()).stderr).toMatch(/Tests: +2 passed/);
    await rm(runs, { recursive: true });
  });

  test('jest is needed by nobody: matchers are there without it, for any expect', async () => {
    await have([]);
    const program = `const extended = [];
      globalThis.expect = { extend: (matchers) => extended.push(...Object.keys(matchers)) };
      globalThis.expect = Object.assign(() => {}, globalThis.expect);
      await import('bigcommerce-customers/contract/jest');
      console.log(extended.join());`;
    expect(await runIn(folder, program)).toBe('toMatchContractRequest,toMatchContractResponse');
  });
});
