import { resolve } from 'node:path';
import { valueAt } from '../../json.js';
import { type Command, EXIT, type ManualPage, parseOptions, UsageError, usageErrors } from '../command.js';
import { type Io, reasonOf } from '../io.js';
import { HELP_OPTION } from '../manual.js';
import { listed, plainLines } from '../text.js';

const generateManual: ManualPage = {
  name: 'bigcommerce-customers generate',
  summary: 'write a typed client for any OpenAPI document',
  synopsis: ['bigcommerce-customers generate --spec FILE --out FOLDER [--check] [--force]'],
  description: [
    'Writes TypeScript from an OpenAPI 3.0 or 3.1 document: types by openapi-typescript, one function for each operation over openapi-fetch, checks of requests and of the outlines of successes, and the document to check exchanges against. It compiles with tsc --strict. The same document always gives the same bytes.',
    'Needs packages that are not installed with this one: npm install --save-dev openapi-typescript typescript yaml. What is generated imports openapi-fetch and no other package: npm install openapi-fetch.',
    'An operation without an operationId gets a name from its method and path: getPetsByPetId. What the generated code passes over, changes or chooses is a warning on standard error, with its line. What makes a document unusable is reported all at once, and then nothing is written.',
    'Never writes a part of the folder: all files are complete before the first one is replaced. Removes files of an earlier run that are no longer needed, and leaves all others alone.',
  ],
  options: [
    {
      flags: '--spec FILE',
      text: 'The OpenAPI document, in YAML or JSON. It may refer to other files, but not to the network. Required.',
    },
    { flags: '--out FOLDER', text: 'The folder to write. It is created if it does not exist. Required.' },
    {
      flags: '--check',
      text: 'Write nothing, and name the files that are not what the document gives now. For CI.',
    },
    {
      flags: '--force',
      text: 'Write into a folder with files that were not generated, and replace those of the same names. Default: such a folder is left as it is.',
    },
    HELP_OPTION,
  ],
  exitCodes: [
    { code: 0, text: 'The folder is up to date.' },
    { code: 1, text: 'With --check: at least one file is not up to date.' },
    {
      code: 2,
      text: 'Wrong usage, an unusable document, a missing package, or a folder that cannot be written. Nothing was written.',
    },
  ],
  examples: [
    {
      purpose: 'Generate a client:',
      command: 'bigcommerce-customers generate --spec openapi.yaml --out src/generated',
    },
    {
      purpose: 'Make sure in CI that it is up to date:',
      command: 'bigcommerce-customers generate --spec openapi.yaml --out src/generated --check',
    },
  ],
};

/** `bigcommerce-customers generate` */
export const generate: Command = {
  manual: generateManual,
  run: async (argv, io) => {
    const { spec, out, check, force } = readOptions(argv);
    await requirePackages(['openapi-typescript', 'typescript', 'yaml']);
    const { generateForDocument } = await import('#codegen');
    const task = {
      ...{ spec: resolve(io.cwd, spec), out: resolve(io.cwd, out), check, force, cwd: io.cwd },
      again: `bigcommerce-customers generate --spec ${spec} --out ${out}`,
    };
    const outcome = await generateForDocument(task, outputOf(io)).catch((error: unknown) => {
      if (valueAt(error, 'syscall') === undefined) throw error;
      throw new UsageError(`${out}: cannot be written: ${reasonOf(error)}`);
    });
    return { done: EXIT.conforms, stale: EXIT.violates, refused: EXIT.unusable }[outcome];
  },
};

function readOptions(argv: readonly string[]) {
  const options = parseOptions(
    argv,
    {
      ...{ spec: { type: 'string' }, out: { type: 'string' } },
      ...{ check: { type: 'boolean', default: false }, force: { type: 'boolean', default: false } },
    },
    generateManual,
  );
  const { spec, out } = options;
  if (!spec) throw usageErrors(generateManual)('--spec FILE is missing');
  if (/^https?:/i.test(spec))
    throw usageErrors(generateManual)(`--spec ${spec}: a URL is not read; download the document and name the file`);
  if (!out) throw usageErrors(generateManual)('--out FOLDER is missing');
  return { ...options, spec, out };
}

/** @throws UsageError with the command that installs what is missing. */
async function requirePackages(names: readonly string[]): Promise<void> {
  const isMissing = (name: string) =>
    import(name).then(
      () => false,
      (error: unknown) => {
        if (valueAt(error, 'code') === 'ERR_MODULE_NOT_FOUND') return true;
        throw error;
      },
    );
  const found = await Promise.all(names.map(async (name) => ((await isMissing(name)) ? [name] : [])));
  const missing = found.flat();
  if (missing.length > 0)
    throw new UsageError(
      `generate needs ${listed(missing)}, not installed with this package: npm install --save-dev ${missing.join(' ')}`,
    );
}

function outputOf({ stdout, stderr }: Io) {
  return {
    log: (text: string) => void stdout.write(`${plainLines(text)}\n`),
    error: (text: string) => void stderr.write(`${plainLines(text)}\n`),
  };
}
