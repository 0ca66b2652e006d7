import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generateForClient, generateForDocument, type Outcome, type Output } from '../../src/codegen/command.js';
import { checkConformance, findProblems } from '../spec/check.js';
import { readSpec } from '../spec/source.js';

const USAGE = `Usage: npm run generate -- [options]

Writes generated/ from openapi/bigcommerce-customers.yaml, or code for any other OpenAPI 3.0 or 3.1 document.

  --spec FILE    the OpenAPI document to read, to be used with --out
  --out FOLDER   the folder to write; generated files in it that are no longer needed are removed
  --check        write nothing; exit with 1 and name the files that are not up to date
  --force        replace files in the folder that were not generated, or not for a document of this kind
  --house-rules  hold the document of --spec to the rules of this repository, as its own always is, and write what the
                 client of this package needs; without it, such rules only give warnings
  --help         show this`;

const OPTIONS = {
  spec: { type: 'string' },
  out: { type: 'string' },
  check: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  'house-rules': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const OWN = { spec: 'openapi/bigcommerce-customers.yaml', out: 'generated' };

/** Runs `npm run generate`. Returns its exit status: 0 done, 1 not valid or not up to date, 2 wrong usage. */
export async function runGenerate(args: string[], output: Output): Promise<number> {
  try {
    const { values: options } = parseArgs({ args, options: OPTIONS });
    if (!options.help) return (await run(options, output)) === 'done' ? 0 : 1;
    output.log(USAGE);
    return 0;
  } catch (error) {
    if (!isUsageError(error)) throw error;
    output.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

async function run(options: Options, output: Output): Promise<Outcome> {
  const { check, force } = options;
  const [spec, out] = [resolve(options.spec ?? OWN.spec), resolve(options.out ?? OWN.out)];
  const again = ['npm run generate', ...(options.spec === undefined ? [] : ['--', ...named(options)])].join(' ');
  const task = { spec, out, check, force, again, cwd: process.cwd() };
  if (options.spec !== undefined && !options['house-rules']) return generateForDocument(task, output, findProblems);
  return generateForClient(task, output, async () => {
    const source = await readSpec(spec);
    await checkConformance(source);
    return source;
  });
}

function named({ spec, out }: Options): string[] {
  return ['--spec', spec ?? OWN.spec, '--out', out ?? OWN.out];
}

function isUsageError(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'code' in error && `${error.code}`.startsWith('ERR_PARSE_ARGS');
}
