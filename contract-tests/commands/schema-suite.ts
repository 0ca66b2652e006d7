import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import type { Json } from '../../src/contract/load/json.js';
import type { Dialect } from '../../src/contract/schema/documents.js';
import { Schemas } from '../../src/contract/schema/schemas.js';
import { type Draft, exceptionFor, exceptionsOf } from './schema-suite-exceptions.js';

/**
 * Runs the official tests of JSON Schema, from a folder like https://github.com/json-schema-org/JSON-Schema-Test-Suite
 * (its `tests/draft2020-12`, `tests/draft4` and `remotes` side by side), against the schema engine.
 */

interface Group {
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

const DIALECTS: Readonly<Record<Draft, Dialect>> = { 'draft2020-12': '2020-12', draft4: 'openapi-3.0' };
const META = 'ajv/dist/refs/json-schema-2020-12';
const VOCABULARIES = ['applicator', 'content', 'core', 'format-annotation', 'meta-data', 'unevaluated', 'validation'];

/** Documents that tests refer to, by URI. */
async function readRemotes(folder: string): Promise<ReadonlyMap<string, Json>> {
  const root = join(folder, 'remotes');
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const remotes = new Map<string, Json>();
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    remotes.set(`http://localhost:1234/${relative(root, path)}`, JSON.parse(await readFile(path, 'utf8')));
  }
  const require = createRequire(import.meta.url);
  for (const file of ['schema', ...VOCABULARIES.map((name) => `meta/${name}`)])
    remotes.set(`https://json-schema.org/draft/2020-12/${file}`, require(`${META}/${file}.json`));
  return remotes;
}

/** Why a test fails; `undefined` if it passes. */
function failureOf(group: Group, data: unknown, isValid: boolean, draft: Draft, remotes: ReadonlyMap<string, Json>) {
  const schemas = new Schemas();
  for (const [uri, document] of remotes) {
    const dialect = uri.includes('/draft2020-12/') || uri.includes('2020-12') ? '2020-12' : DIALECTS[draft];
    schemas.add(uri, document, { dialect, isSchema: true });
  }
  schemas.add('tested', group.schema, { dialect: DIALECTS[draft], isSchema: true });
  try {
    const validate = schemas.validator('tested');
    const { failures } = validate.inspect(data);
    if (failures.length > 0 === validate(data)) return 'explains and decides differently';
    return validate(data) === isValid ? undefined : `is ${isValid ? 'valid' : 'invalid'}, but not here`;
  } catch (error) {
    return String(error);
  }
}

async function runDraft(folder: string, draft: Draft, remotes: ReadonlyMap<string, Json>): Promise<boolean> {
  const total = { passed: 0, failed: 0, excepted: 0 };
  const usedExceptions = new Set<unknown>();
  const problems: string[] = [];
  const files = (await readdir(join(folder, draft))).filter((name) => name.endsWith('.json')).sort();
  for (const file of files) {
    const groups: Group[] = JSON.parse(await readFile(join(folder, draft, file), 'utf8'));
    const counts = { passed: 0, failed: 0, excepted: 0 };
    for (const group of groups) {
      for (const { description, data, valid } of group.tests) {
        const failure = failureOf(group, data, valid, draft, remotes);
        const exception = exceptionFor(draft, file, group.description, description);
        if (exception) {
          counts.excepted += 1;
          if (failure !== undefined) usedExceptions.add(exception);
        } else if (failure === undefined) counts.passed += 1;
        else {
          counts.failed += 1;
          problems.push(`${draft}/${file}: ${group.description}: ${description}: ${failure}`);
        }
      }
    }
    for (const name of ['passed', 'failed', 'excepted'] as const) total[name] += counts[name];
    console.log(`${draft}/${file}: ${told(counts)}`);
  }
  for (const exception of exceptionsOf(draft)) {
    const { file, group = '(all)', test = '(all)', reason } = exception;
    console.log(`not run: ${draft}/${file}: ${group}: ${test}: ${reason}`);
    if (!usedExceptions.has(exception)) problems.push(`${draft}/${file}: ${group}: passes, and needs no exception`);
  }
  for (const problem of problems) console.error(problem);
  console.log(`${draft}: ${told(total)}`);
  return problems.length === 0;
}

function told({ passed, failed, excepted }: { passed: number; failed: number; excepted: number }): string {
  return `${passed} passed, ${failed} failed, ${excepted} excepted`;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Name the folder that has draft2020-12, draft4 and remotes: npm run schema-suite -- FOLDER');
  process.exitCode = 2;
} else {
  const remotes = await readRemotes(folder);
  const results = [await runDraft(folder, 'draft2020-12', remotes), await runDraft(folder, 'draft4', remotes)];
  process.exitCode = results.every(Boolean) ? 0 : 1;
}
