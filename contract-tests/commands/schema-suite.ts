import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import type { Dialect } from '../../src/contract/schema/documents.js';
import { Schemas } from '../../src/contract/schema/schemas.js';
import type { Json } from '../../src/json.js';
import { type Draft, type Exception, exceptionFor, exceptionsOf } from './schema-suite-exceptions.js';

/**
 * Runs the official tests of JSON Schema against the schema engine: `npm run schema-suite -- FOLDER`. The folder has
 * `draft2020-12` and `draft4` out of `tests/` of https://github.com/json-schema-org/JSON-Schema-Test-Suite, and `remotes`.
 * Exit code 1 if a test fails without an exception, or an exception is not needed; 2 without a folder.
 */

interface Group {
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

/** Documents that tests refer to, by URI. */
type Remotes = ReadonlyMap<string, Json>;

/** OpenAPI 3.0 is the dialect that comes nearest to draft 4. */
const DIALECTS: Readonly<Record<Draft, Dialect>> = { 'draft2020-12': '2020-12', draft4: 'openapi-3.0' };
const META = 'ajv/dist/refs/json-schema-2020-12';
const VOCABULARIES = ['applicator', 'content', 'core', 'format-annotation', 'meta-data', 'unevaluated', 'validation'];

async function readRemotes(folder: string): Promise<Remotes> {
  const root = join(folder, 'remotes');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const remotes = new Map<string, Json>();
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    remotes.set(`http://localhost:1234/${relative(root, path)}`, JSON.parse(await readFile(path, 'utf8')));
  }
  const require = createRequire(import.meta.url);
  for (const file of ['schema', ...VOCABULARIES.map((name) => `meta/${name}`)])
    remotes.set(`https://json-schema.org/draft/2020-12/${file}`, require(`${META}/${file}.json`));
  return remotes;
}

/** Why a value gets another verdict than the test expects; `undefined` if it does not. */
function failureOf(schema: Json, data: unknown, isValid: boolean, draft: Draft, remotes: Remotes): string | undefined {
  const schemas = new Schemas();
  for (const [uri, document] of remotes)
    schemas.add(uri, document, { dialect: uri.includes('2020-12') ? '2020-12' : DIALECTS[draft], isSchema: true });
  const validate = schemas.add('tested', schema, { dialect: DIALECTS[draft], isSchema: true }).validator('tested');
  try {
    const verdict = validate(data);
    if (verdict !== (validate.inspect(data).failures.length === 0)) return 'is judged in two ways';
    return verdict === isValid ? undefined : `should be ${isValid ? 'valid' : 'invalid'}`;
  } catch (error) {
    return String(error);
  }
}

class Counts {
  passed = 0;
  failed = 0;
  excepted = 0;

  toString(): string {
    return `${this.passed} passed, ${this.failed} failed, ${this.excepted} excepted`;
  }
}

/** Runs all tests of a draft, and returns what is wrong. */
async function runDraft(folder: string, draft: Draft, remotes: Remotes): Promise<string[]> {
  const total = new Counts();
  const problems: string[] = [];
  const needed = new Set<Exception>();
  const files = (await readdir(join(folder, draft))).filter((name) => name.endsWith('.json')).sort();
  for (const file of files) {
    const counts = new Counts();
    const groups: Group[] = JSON.parse(await readFile(join(folder, draft, file), 'utf8'));
    for (const { description: group, schema, tests } of groups) {
      for (const { description, data, valid } of tests) {
        const failure = failureOf(schema, data, valid, draft, remotes);
        const exception = exceptionFor(draft, file, group, description);
        const outcome = exception ? 'excepted' : failure === undefined ? 'passed' : 'failed';
        counts[outcome] += 1;
        total[outcome] += 1;
        if (exception && failure !== undefined) needed.add(exception);
        if (outcome === 'failed') problems.push(`${draft}/${file}: ${group}: ${description}: ${failure}`);
      }
    }
    console.log(`${draft}/${file}: ${counts}`);
  }
  for (const exception of exceptionsOf(draft)) {
    const name = [`${draft}/${exception.file}`, exception.group, exception.test].filter(Boolean).join(': ');
    console.log(`excepted: ${name} (${exception.reason})`);
    if (!needed.has(exception)) problems.push(`${name}: passes, and is excepted for nothing`);
  }
  console.log(`${draft}: ${total}`);
  return problems;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Which folder has draft2020-12, draft4 and remotes? npm run schema-suite -- FOLDER');
  process.exitCode = 2;
} else {
  const remotes = await readRemotes(folder);
  const problems = [
    ...(await runDraft(folder, 'draft2020-12', remotes)),
    ...(await runDraft(folder, 'draft4', remotes)),
  ];
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
