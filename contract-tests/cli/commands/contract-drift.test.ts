import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { decisionsIn, readAccepted } from '../../../src/diff/accepted.js';
import type { JsonObject } from '../../../src/json.js';
import { folderWith, runIn } from '../command-line.js';

const item = (schema: JsonObject, others: JsonObject = {}): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Loans', version: '1' },
  servers: [{ url: 'https://library.example' }],
  paths: {
    '/loans/{id}': {
      get: {
        operationId: 'getLoan',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
          { name: 'limit', in: 'query', schema },
        ],
        responses: { '200': { description: 'A loan.' } },
      },
      ...others,
    },
  },
});

const OURS = item({ type: 'integer', minimum: 1, maximum: 250 });
/** Another name in the path, another version, another operationId, another path: none of that is a difference. */
const VENDOR: JsonObject = {
  openapi: '3.0.3',
  info: { title: 'The library', version: '7' },
  servers: [{ url: 'https://library.example' }],
  paths: {
    '/readers': { get: { responses: { '200': { description: 'Readers.' } } } },
    '/loans/{loanId}': {
      get: {
        operationId: 'readOne',
        tags: ['Loans'],
        description: 'Reads one.',
        parameters: [
          { name: 'loanId', in: 'path', required: true, schema: { type: 'integer' } },
          { name: 'limit', in: 'query', schema: { type: 'number', minimum: 1 } },
        ],
        responses: { '200': { description: 'Found.' } },
      },
    },
  },
};
const TYPE = { pointer: '/paths/**/limit/schema/type', ours: 'integer', vendor: 'number', decision: 'Pages' };
const ENTRIES = [
  { ...TYPE, pointer: '/paths/**/schema/type' },
  { pointer: '/paths/*/get/parameters/1/schema/max*', ours: 'anything', vendor: 'nothing', decision: 'Pages' },
];
const DECISIONS = '| Question | Choice |\n| --- | --- |\n| `Pages` | Whole numbers. |\n';

let folder = '';
afterEach(() => rm(folder, { recursive: true, force: true }));

async function drift(files: Record<string, unknown>, ...argv: string[]) {
  folder = await folderWith({ 'ours.json': OURS, 'vendor.json': VENDOR, ...files });
  return runIn(folder, ['contract', 'drift', '--spec', 'ours.json', ...(argv.length > 0 ? argv : ['vendor.json'])]);
}

describe('contract drift', () => {
  test('names what both documents say wherever they differ, and drafts the entries that accept it', async () => {
    const { code, stdout } = await drift({});
    expect(code).toBe(1);
    expect(stdout).toContain('new: query parameter limit, type allows more there\n');
    expect(stdout).toContain('new: query parameter limit, maximum is only here\n');
    expect(stdout).toMatch(/ours\.json:1: \S+\/schema\/type "integer"\n {2}vendor\.json:1: \S+\/schema\/type "number"/);
    expect(stdout).toContain(
      '- { pointer: "/paths/~1loans~1{id}/get/parameters/1/schema/maximum", ours: 250, vendor: "nothing", decision: "…" }',
    );
    expect(stdout).toMatch(
      /^1 operation compared, 0 accepted differences, 2 new differences, 0 entries out of date\.$/m,
    );
  });

  test('is silent about accepted differences, which may be patterns with a decision each', async () => {
    const { code, stdout } = await drift({ 'ACCEPTED-DIFFERENCES.yaml': ENTRIES, 'DECISIONS.md': DECISIONS });
    expect(stdout).toBe('1 operation compared, 2 accepted differences, 0 new differences, 0 entries out of date.\n');
    expect(code).toBe(0);
  });

  test.each([
    ['another value of ours', { ...TYPE, pointer: '/paths/**/type', ours: 'string' }],
    ['another value of theirs', { ...TYPE, pointer: '/paths/**/type', vendor: 'integer' }],
    ['a value where there is nothing', { ...ENTRIES[1], vendor: 'anything' }],
    ['nothing where there is a value', { ...ENTRIES[1], ours: 'nothing' }],
    ['one name where there are several', { ...TYPE, pointer: '/paths/*/type' }],
  ])('does not accept a difference by an entry for %s, which is out of date then', async (_, entry) => {
    const { code, stdout } = await drift(
      { 'list.json': [...ENTRIES, entry] },
      '--accepted',
      'list.json',
      'vendor.json',
    );
    expect(stdout).toMatch(/^out of date, there is no such difference: - \{ pointer/m);
    expect(stdout).toContain('2 accepted differences, 0 new differences, 1 entry out of date.');
    expect(code).toBe(1);
  });

  test('tells of operations that only one has, at the paths that ours has', async () => {
    const operation = { responses: { '200': { description: 'Done.' } } };
    const ours = item({ type: 'integer' }, { put: operation });
    const vendor = item({ type: 'integer' }, { delete: operation });
    const { stdout } = await drift({ 'ours.json': ours, 'other.json': VENDOR, 'vendor.json': vendor });
    expect(stdout).toContain('PUT /loans/{id}');
    expect(stdout).toContain('DELETE /loans/{id}');
    expect(stdout).toContain(' 2 new differences');
  });

  test('compares an operation with the one of several documents that has it', async () => {
    const readers = {
      ...VENDOR,
      paths: { '/readers': { get: { responses: { '200': { description: 'Readers.' } } } } },
    };
    const files = { 'readers.json': readers, 'list.json': ENTRIES };
    expect(await drift(files, '--accepted', 'list.json', 'readers.json', 'vendor.json')).toMatchObject({ code: 0 });
  });

  test('writes an issue in Markdown, and everything in JSON', async () => {
    const { stdout, code } = await drift({}, '--format', 'markdown', '--out', 'issue.md', 'vendor.json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('2 new differences') });
    const issue = await readFile(`${folder}/issue.md`, 'utf8');
    expect(issue).toMatch(
      /## New differences\n\n\| Difference .*\n\| --- .*\n\| query parameter limit, type allows more there \|/,
    );
    expect(issue).toContain('```yaml\n- { pointer: ');
    const json = JSON.parse(
      (await drift({ 'ACCEPTED-DIFFERENCES.yaml': ENTRIES }, '-f', 'json', 'vendor.json')).stdout,
    );
    expect(json).toMatchObject({ newDifferences: 0, stale: [], draft: [], operations: ['GET /loans/{id}'] });
    expect(json.differences).toMatchObject([{ decision: 'Pages', kind: 'looser' }, { kind: 'only here' }]);
  });

  test.each<[string, Record<string, unknown>, string[], string]>([
    ['no file', {}, ['--format', 'text'], 'FILE is missing'],
    ['an unknown format', {}, ['--format', 'xml', 'vendor.json'], 'the formats are text, json, markdown'],
    ['a list that is missing', {}, ['--accepted', 'gone.yaml', 'vendor.json'], 'gone.yaml: '],
    ['a list that is none', { 'a.yaml': '{}' }, ['--accepted', 'a.yaml', 'vendor.json'], 'must be a list of { pointer'],
    [
      'an entry without a member',
      { 'a.yaml': '[{ pointer: / }]' },
      ['--accepted', 'a.yaml', 'vendor.json'],
      'entry 1 has no ours',
    ],
    [
      'an entry with another member',
      { 'a.json': [{ ...TYPE, why: 'x' }] },
      ['--accepted', 'a.json', 'vendor.json'],
      'the unknown member "why"',
    ],
    [
      'a decision that is missing',
      { 'a.json': [{ ...TYPE, decision: 'Dates' }], 'DECISIONS.md': DECISIONS },
      ['--accepted', 'a.json', 'vendor.json'],
      'the decision "Dates", and there is none',
    ],
    [
      'documents without a common operation',
      { 'x.json': { ...VENDOR, paths: {} } },
      ['x.json'],
      'so nothing can be compared',
    ],
    ['a report over an input', {}, ['--out', 'vendor.json', 'vendor.json'], 'vendor.json'],
  ])('refuses %s', async (_, files, argv, message) => {
    const { code, stdout, stderr } = await drift(files, ...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

test('every accepted difference of this package has a decision', async () => {
  const file = (name: string) => readFile(fileURLToPath(new URL(`../../../openapi/${name}`, import.meta.url)), 'utf8');
  const decisions = decisionsIn(await file('DECISIONS.md'));
  const entries = readAccepted(parse(await file('ACCEPTED-DIFFERENCES.yaml')), (name) => decisions.has(name));
  expect(entries.length).toBeGreaterThan(20);
});
