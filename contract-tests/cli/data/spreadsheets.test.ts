import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { guarded, isFormula, unguarded } from '../../../src/cli/data/safe-csv.js';
import { useStoreServer } from './store-server.js';

const FORMULAS = ['=HYPERLINK("http://127.0.0.1/?"&A1,"click")', '+1+1', '-2+3', '@SUM(1)', '\t=1+1', '\r=1+1', "'=1"];
const PLAIN = ['a=1', "it's", "'quoted'", ' =1'];
const TEXTS = [...FORMULAS, ...PLAIN];

const server = useStoreServer({
  customers: TEXTS.map((_, index) => index + 1),
  attributes: [{ id: 3, name: 'Tier', type: 'string' }],
  values: TEXTS.map((value, index) => ({ customerId: index + 1, attributeId: 3, value })),
});

const save = (name: string, text: string) => writeFile(join(server.state.folder, name), text);
const saved = (name: string) => readFile(join(server.state.folder, name), 'utf8');
const values = () => Object.values(server.values());

test.each(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])(
  'a text that begins with %j is guarded',
  (start) => {
    expect([isFormula(`${start}1`), guarded(`${start}1`), unguarded(`'${start}1`)]).toEqual([
      true,
      `'${start}1`,
      `${start}1`,
    ]);
  },
);

test('what is guarded begins with no formula, and is as before when the guard is taken off', () => {
  const text = fc.string({ unit: fc.constantFrom('=', '+', "'", 'a', '\t', ' ') });
  fc.assert(
    fc.property(text, (value) => {
      expect(isFormula(guarded(value))).toBe(false);
      expect(unguarded(guarded(value))).toBe(value);
    }),
  );
});

describe('values list', () => {
  test('warns of cells that a spreadsheet would run', async () => {
    const { code, stdout, stderr } = await server.run('values list');
    expect([code, stderr]).toEqual([
      0,
      '6 values begin with =, +, -, @, a tab or a line break, which spreadsheets take for formulas. Before you open the list in one, write it with --safe-csv.\n',
    ]);
    expect(stdout).toContain(',+1+1,');
    expect((await server.run('values list', ['--format', 'ndjson'])).stderr).toBe('');
    expect((await server.run('values list', ['--customer-id', '8,9'])).stderr).toBe('');
  });

  test('guards them with --safe-csv, which values upsert takes off again', async () => {
    expect(await server.run('values list', ['--safe-csv', '--out', 'l.csv'])).toMatchObject({ code: 0, stderr: '' });
    const text = await saved('l.csv');
    for (const start of [
      '"\'=HYPERLINK(',
      ",'+1+1,",
      ",'-2+3,",
      ",'@SUM(1),",
      "'\t=1+1",
      "'\r=1+1",
      ",''=1,",
      ",it's,",
    ])
      expect(text).toContain(start);
    const before = values();
    for (const value of server.state.store.state.values.values()) Object.assign(value, { value: 'other' });
    const { code, stderr } = await server.run('values upsert', ['l.csv']);
    expect([code, stderr, values()]).toEqual([
      0,
      'the apostrophe that guards a formula was taken off 7 values; pass --keep-apostrophes if it belongs to the value\n',
      before,
    ]);
  });

  test('has no guard for other formats', async () => {
    const { code, stderr } = await server.run('values list', ['--safe-csv', '-f', 'json']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--safe-csv is for csv, not for json')]);
  });
});

test.each(["'=1", "''=1", "'+49 30", "'-", "'@home", "'\t1", "'quoted'", "it's", "'"])(
  'values upsert --keep-apostrophes writes %j as it is',
  async (value) => {
    await save('a.csv', `customer_id,attribute_id,value\n1,3,"${value}"\n`);
    expect(await server.run('values upsert', ['--keep-apostrophes', 'a.csv'])).toMatchObject({ code: 0, stderr: '' });
    expect(values()[0]).toBe(value);
  },
);

test('other commands have no --keep-apostrophes', async () => {
  const { code, stderr } = await server.run('values delete', ['--keep-apostrophes', 'a.csv']);
  expect([code, stderr]).toEqual([2, expect.stringContaining("Unknown option '--keep-apostrophes'")]);
});

test('values upsert takes nothing off JSON, so that any text can be written', async () => {
  await save('a.json', JSON.stringify([{ customer_id: 1, attribute_id: 3, value: "'=1" }]));
  expect(await server.run('values upsert', ['a.json'])).toMatchObject({ code: 0, stderr: '' });
  expect(values()[0]).toBe("'=1");
});

describe('a terminal', () => {
  const hostile = '\u001b]0;title\u0007\u009b2J\u202e\r\n\u200b';

  test.each(['csv', 'ndjson', 'json'])('gets no control characters of values as %s', async (format) => {
    await save('a.json', JSON.stringify([{ customer_id: 1, attribute_id: 3, value: hostile }]));
    await server.run('values upsert', ['a.json']);
    const terminal = await server.run('values list', ['--customer-id', '1', '-f', format], { isTTY: true });
    expect(terminal.stdout.replace(/\r?\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(terminal.stdout).toContain(String.raw`\u009b2J\u202e`);
    // Files and pipes get what the store has.
    const pipe = await server.run('values list', ['--customer-id', '1', '-f', format]);
    expect(pipe.stdout).toContain('\u009b2J\u202e');
  });

  test.each([
    ['columns', 'id\u001b[2J\u202e\n1\n', /the columns are "id\\u001b\[2J\\u202e"/],
    ['ids', 'id\n"1\u009b\u202e"\n', /id "1\\u009b\\u202e" is not an integer/],
    ['ids of records that are the same', 'id\n1\n1\n', /^a\\u001b\.csv:3: /],
  ])('gets no control characters of %s in messages', async (_, text, message) => {
    const name = 'a\u001b.csv';
    await save(name, text);
    const { stderr } = await server.run('customers delete', [name, '--yes']);
    expect(stderr).toMatch(message);
    expect(stderr.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('gets no control characters of what the store says', async () => {
    await save('a.csv', 'customer_id,attribute_id,value\n1,3,x\n');
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ status: 422, title: `no${hostile}`, errors: { '0.data': `no${hostile}` } });
    server.answerWith(() => ({ status: 422, headers, body }));
    const { stdout, stderr } = await server.run('values upsert', ['a.csv']);
    expect(stderr).toMatch(/^a\.csv:2: failed: no\\u001b/);
    expect((stdout + stderr).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
