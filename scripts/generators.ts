import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { checkRequest, type Violation } from '../src/contract/index.js';
import { startSandbox } from '../src/sandbox/index.js';
import { lintWithOthers } from './generators/lint.js';
import { generateWith, TOOLS, type Tool } from './generators/tools.js';
import { scratchFolder } from './package/packed.js';

const run = promisify(execFile);
const CALLS = fileURLToPath(new URL('generators/calls', import.meta.url));
const COMPILER = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
const README = fileURLToPath(new URL('../README.md', import.meta.url));

/** A request that another generator's client sent. */
interface Sent {
  readonly request: string;
  readonly violations: readonly Violation[];
}

/**
 * Has other linters read the specification and other generators write clients from it, compiles these, has each call the sandbox, and checks what they
 * send. The README says how many of the requests conform.
 *
 * @returns The exit status: 1 when the README says something else.
 * @throws Error when a linter finds something, when a generator fails, or when what it wrote does not compile.
 */
async function runGenerators(output: { log(text: string): void }): Promise<number> {
  const scratch = await scratchFolder();
  try {
    await lintWithOthers(scratch);
    output.log('Spectral and seriousme find nothing.\n');
    const rows: string[] = [];
    for (const tool of TOOLS) {
      const folder = join(scratch, tool.calls);
      await mkdir(folder, { recursive: true });
      await generateWith(tool, folder);
      await compile(tool, folder);
      const sent = await sentBy(tool, folder);
      const wrong = sent.filter(({ violations }) => violations.length > 0);
      for (const { request, violations } of wrong)
        output.log([`${tool.name}: ${request}`, ...violations.map(({ message }) => `  ${message}`)].join('\n'));
      rows.push(`| ${tool.title} ${tool.version} | ${sent.length - wrong.length} of ${sent.length} |`);
    }
    output.log(rows.join('\n'));
    const readme = await readFile(README, 'utf8');
    const missing = rows.filter((row) => !readme.includes(`\n${row}`));
    if (missing.length > 0) output.log(`README.md has no rows that begin so:\n${missing.join('\n')}`);
    return missing.length > 0 ? 1 : 0;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** @throws Error with what the compiler finds wrong. */
async function compile({ calls }: Tool, folder: string): Promise<void> {
  for (const file of [calls, 'store.mts']) await cp(join(CALLS, file), join(folder, file));
  const compilerOptions = {
    target: 'es2022',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: 'preserve',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [fileURLToPath(new URL('../node_modules/@types', import.meta.url))],
  };
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [calls] }));
  await run(process.execPath, [COMPILER, '-p', folder], { cwd: folder }).catch((error) => {
    throw new Error(`${calls} does not compile:\n${error.stdout}`);
  });
}

async function sentBy({ calls }: Tool, folder: string): Promise<Sent[]> {
  const outfile = join(folder, 'program.mjs');
  await build({
    entryPoints: [join(folder, calls)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  const sandbox = await startSandbox({ customers: 10 });
  try {
    const { url, storeHash, accessToken, state } = sandbox;
    const [segmentId = '', profiles = []] = [...state.segments][0] ?? [];
    const env = {
      ...process.env,
      STORE_URL: `${url}/stores/${storeHash}/v3`,
      ACCESS_TOKEN: accessToken,
      SEGMENT_ID: segmentId,
      PROFILE_IDS: [...profiles].slice(0, 2).join(' '),
    };
    await run(process.execPath, [outfile], { env });
    return sandbox.exchanges.map(({ request }) => ({
      request: `${request.method} ${request.url}`,
      violations: checkRequest(request),
    }));
  } finally {
    await sandbox.stop();
  }
}

process.exitCode = await runGenerators(console);
