import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BANNER, type GeneratedFiles, generate } from './codegen/generate.js';
import { SpecProblemsError } from './spec/problem.js';
import { readSpec } from './spec/source.js';

const USAGE = `Usage: npm run generate -- [options]

Writes generated/ from openapi/bigcommerce-customers.yaml.

  --spec FILE   the OpenAPI 3.1 document to read
  --out FOLDER  the folder to write; generated files in it that are no longer needed are removed
  --check       write nothing; exit with 1 and name the files that are not up to date
`;

const { values: options } = parseArgs({
  options: {
    spec: { type: 'string', default: 'openapi/bigcommerce-customers.yaml' },
    out: { type: 'string', default: 'generated' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

try {
  if (options.help) console.log(USAGE);
  else process.exitCode = await run(resolve(options.spec), resolve(options.out), options.check);
} catch (error) {
  if (!(error instanceof SpecProblemsError)) throw error;
  console.error(`Nothing was generated:\n${error.message}`);
  process.exitCode = 1;
}

async function run(specPath: string, folder: string, check: boolean): Promise<number> {
  const files = await generate(await readSpec(specPath));
  const stale = await staleFiles(files, folder);
  const names = stale.map((name) => `  ${join(relative(process.cwd(), folder), name)}\n`).join('');
  if (check) {
    if (stale.length > 0)
      console.error(`Not up to date with ${relative(process.cwd(), specPath)}:\n${names}Run "npm run generate".`);
    return stale.length > 0 ? 1 : 0;
  }
  await mkdir(folder, { recursive: true });
  for (const name of stale) {
    const text = files.get(name);
    await (text === undefined ? rm(join(folder, name)) : writeFile(join(folder, name), text));
  }
  console.log(stale.length > 0 ? `Generated:\n${names}` : 'Everything is up to date.');
  return 0;
}

/** Generated files that are missing, differ, or are no longer needed. Files that were not generated are left alone. */
async function staleFiles(files: GeneratedFiles, folder: string): Promise<string[]> {
  const present = await readdir(folder).catch(() => []);
  const names = [...new Set([...files.keys(), ...present])].sort();
  const current = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(() => undefined)));
  return names.filter((name, index) => {
    const text = current[index];
    return files.has(name) ? files.get(name) !== text : text?.startsWith(BANNER);
  });
}
