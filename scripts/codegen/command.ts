import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SpecProblemsError } from '../../src/contract/load/source.js';
import { readSpec } from '../spec/source.js';
import { BANNER, type GeneratedFiles, generate } from './generate.js';

const USAGE = `Usage: npm run generate -- [options]

Writes generated/ from openapi/bigcommerce-customers.yaml.

  --spec FILE   the OpenAPI 3.1 document to read
  --out FOLDER  the folder to write; generated files in it that are no longer needed are removed
  --check       write nothing; exit with 1 and name the files that are not up to date
  --help        show this`;

const OPTIONS = {
  spec: { type: 'string', default: 'openapi/bigcommerce-customers.yaml' },
  out: { type: 'string', default: 'generated' },
  check: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Where the command says what it did, and what is wrong. */
export type Output = Pick<Console, 'log' | 'error'>;

/** Runs `npm run generate`. Returns its exit status: 0 done, 1 not valid or not up to date, 2 wrong usage. */
export async function runGenerate(args: string[], output: Output): Promise<number> {
  try {
    const { values: options } = parseArgs({ args, options: OPTIONS });
    if (!options.help) return await run(resolve(options.spec), resolve(options.out), options.check, output);
    output.log(USAGE);
    return 0;
  } catch (error) {
    if (error instanceof SpecProblemsError) {
      output.error(`Nothing was generated:\n${error.message}`);
      return 1;
    }
    if (!isUsageError(error)) throw error;
    output.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}

async function run(specPath: string, folder: string, check: boolean, output: Output): Promise<number> {
  const files = await generate(await readSpec(specPath));
  const stale = await staleFiles(files, folder);
  const names = stale.map((name) => `\n  ${join(relative(process.cwd(), folder), name)}`).join('');
  if (check && stale.length > 0) {
    output.error(`Not up to date with ${relative(process.cwd(), specPath)}:${names}\nRun "npm run generate".`);
    return 1;
  }
  if (!check) await writeFiles(files, stale, folder);
  output.log(stale.length > 0 ? `Generated:${names}` : 'Everything is up to date.');
  return 0;
}

async function writeFiles(files: GeneratedFiles, names: readonly string[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of names) {
    const text = files.get(name);
    await (text === undefined ? rm(join(folder, name)) : writeFile(join(folder, name), text));
  }
}

/** Generated files that are missing, differ, or are no longer needed. Files that were not generated are left alone. */
export async function staleFiles(files: GeneratedFiles, folder: string): Promise<string[]> {
  const present = await readdir(folder).catch(() => []);
  const names = [...new Set([...files.keys(), ...present])].sort();
  const current = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(() => undefined)));
  return names.filter((name, index) => {
    const text = current[index];
    return files.has(name) ? files.get(name) !== text : text?.startsWith(BANNER);
  });
}

function isUsageError(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'code' in error && `${error.code}`.startsWith('ERR_PARSE_ARGS');
}
