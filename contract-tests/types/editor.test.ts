import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { METHODS } from '../support/call-method.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILE = join(ROOT, 'contract-tests/types/open-in-an-editor.ts');
const HEAD = `import type { CustomersClient } from '../../src/index.js';
declare const client: CustomersClient;
declare const isRehearsal: boolean;
`;

/** All other files stay as they are; the compiler asks for each after each change. */
const snapshots = new Map<string, ts.IScriptSnapshot | undefined>();

function snapshotOf(name: string): ts.IScriptSnapshot | undefined {
  if (!snapshots.has(name)) {
    const text = ts.sys.readFile(name);
    snapshots.set(name, text === undefined ? undefined : ts.ScriptSnapshot.fromString(text));
  }
  return snapshots.get(name);
}

/** An editor in which one file is open. In what is typed there, `§` is the cursor. */
function openEditor() {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [FILE] }, ts.sys, ROOT);
  const file = { text: HEAD, version: 0 };
  const service = ts.createLanguageService({
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [FILE],
    getScriptVersion: (name) => (name === FILE ? String(file.version) : '0'),
    getScriptSnapshot: (name) => (name === FILE ? ts.ScriptSnapshot.fromString(file.text) : snapshotOf(name)),
    getCurrentDirectory: () => ROOT,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === FILE || ts.sys.fileExists(name),
  });
  const type = (typed: string) => {
    file.text = HEAD + typed.replace('§', '');
    file.version += 1;
    return HEAD.length + typed.indexOf('§');
  };
  return {
    hover(typed: string) {
      const info = service.getQuickInfoAtPosition(FILE, type(typed));
      return {
        type: ts.displayPartsToString(info?.displayParts),
        documentation: ts.displayPartsToString(info?.documentation),
        tags: (info?.tags ?? []).map(({ name }) => name),
      };
    },
    completions(typed: string) {
      const found = service.getCompletionsAtPosition(FILE, type(typed), undefined);
      return (found?.entries ?? []).filter(({ kind }) => /property|method/.test(kind)).map(({ name }) => name);
    },
    /** The names of the parameters, as editors show them within the brackets of a call. */
    parameters(typed: string) {
      const help = service.getSignatureHelpItems(FILE, type(typed), undefined);
      return help?.items.map(({ parameters }) => parameters.map(({ name }) => name)) ?? [];
    },
  };
}

const editor = openEditor();
const paths = editor
  .completions('client.§')
  .flatMap((resource) => editor.completions(`client.${resource}.§`).map((method) => `${resource}.${method}`));

/** These walk or stream, so that nobody can tell beforehand what they would send. */
const WITHOUT_DRY_RUN = /\.listAll|Batches$/;

test('an editor offers every method of the client', () => {
  expect(paths.sort()).toEqual([...METHODS].sort());
});

describe.each(METHODS)('an editor shows for %s', (path) => {
  const [resource, method] = path.split('.');

  test('its documentation, parameters and errors on hover', () => {
    const { type, documentation, tags } = editor.hover(`client.${resource}.§${method};`);
    expect(type).toMatch(new RegExp(`^\\(method\\) \\w+Resource\\.${method}\\b`));
    expect(documentation).toMatch(/^[A-Z].{30}/);
    expect(tags).toContain('throws');
  });

  test('one signature, whose last parameter completes the options, and dryRun where there is one', () => {
    const [names = [], ...others] = editor.parameters(`client.${path}(§)`);
    expect([others, names.at(-1)]).toEqual([[], 'options']);
    const before = names.slice(1).map(() => 'undefined as never, ');
    const options = editor.completions(`client.${path}(${before.join('')}{ § })`);
    expect(options).toEqual(expect.arrayContaining(['signal', 'timeoutMs', 'deadlineMs', 'maxRetries', 'headers']));
    expect(options.includes('dryRun')).toBe(!WITHOUT_DRY_RUN.test(path));
  });
});

describe('an editor shows the names of types, and not what they were generated from:', () => {
  test.each([
    ['const §saved = await client.attributeValues.upsert([]);', 'const saved: AttributeValue[]'],
    ['const §page = await client.attributeValues.list();', 'const page: AttributeValuePage'],
    ['(await client.attributeValues.list()).§data;', '(property) data: AttributeValue[]'],
    ['for await (const §value of client.attributeValues.listAll()) value;', 'const value: AttributeValue'],
    ['const §gone = await client.customers.delete([1]);', 'const gone: void'],
    ['const §plan = await client.customers.delete([1], { dryRun: true });', 'const plan: DryRun'],
    [
      'const §either = await client.attributeValues.upsert([], { dryRun: isRehearsal });',
      'const either: AttributeValue[] | DryRun',
    ],
    [
      'for await (const one of client.attributeValues.upsertBatches([])) if (one.status === "done") one.§values;',
      '(property) values: readonly AttributeValue[]',
    ],
    [
      'client.attributeValues.list({ §date_created: 1 });',
      '(property) date_created?: string | number | Date | undefined',
    ],
    [
      'client.attributeValues.list({ §"customer_id:in": [1] });',
      '(property) "customer_id:in"?: readonly number[] | undefined',
    ],
    ['client.attributeValues.upsert([{ §value: "" }]);', '(property) value: string'],
  ])('%s', (typed, type) => {
    expect(editor.hover(typed).type).toBe(type);
  });

  test('and what the OpenAPI document says about a member', () => {
    expect(editor.hover('client.attributeValues.list({ §date_created: 1 });').tags).toContain('description');
    expect(editor.hover('(await client.attributeValues.upsert([]))[0]?.§attribute_value;').tags).toContain(
      'description',
    );
  });
});

test('an editor says what dryRun does', () => {
  expect(editor.hover('client.customers.delete([1], { §dryRun: true });').documentation).toMatch(/without sending/);
});
