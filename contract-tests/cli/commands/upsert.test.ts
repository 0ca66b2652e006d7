import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { SANDBOX_TOKEN } from '../../../src/sandbox/store.js';
import { piped, useStoreServer } from '../data/store-server.js';

const server = useStoreServer();

const save = (name: string, text: string | Uint8Array) => writeFile(join(server.state.folder, name), text);
const saved = (name: string) => readFile(join(server.state.folder, name), 'utf8');

/** Writes a file, and runs the command with it. */
async function upsert(text: string, ...argv: string[]) {
  await save('a.csv', text);
  return server.run('values upsert', ['a.csv', ...argv]);
}

const HEADER = 'customer_id,attribute_id,value\n';

describe('values upsert', () => {
  test.each([
    ['a.csv', `\ufeff${HEADER}1,3,007\n2,3," a\nb"\n`],
    [
      'a.json',
      '[{"customer_id":1,"attribute_id":3,"value":"007"},{"customer_id":"2","attribute_id":3,"value":" a\\nb"}]',
    ],
    [
      'a.jsonl',
      '{"customer_id":1,"attribute_id":3,"attribute_value":"007"}\n{"customer_id":2,"attribute_id":3,"attribute_value":" a\\nb"}',
    ],
  ])('writes the texts of %s as they stand there', async (name, text) => {
    await save(name, text);
    expect(await server.run('values upsert', [name])).toEqual({
      code: 0,
      stdout: server.summary('2 values written.'),
      stderr: '',
    });
    expect(server.values()).toEqual({ 1: '007', 2: ' a\nb' });
  });

  test('takes what values list writes, also through a pipe', async () => {
    const { stdout } = await server.run('values list');
    const changed = stdout.replace('Gold', 'Silver');
    const stdin = piped(changed.slice(0, 90), Buffer.from(changed.slice(90)));
    expect(await server.run('values upsert', ['--format', 'csv', '-'], { stdin })).toMatchObject({ code: 0 });
    expect(server.values()).toEqual({ 1: 'Silver', 2: 'a "b",\nc' });
  });

  test('takes what Excel writes, through a pipe as well', async () => {
    const text = Buffer.from('\ufeffcustomer_id\tattribute_id\tvalue\r\n1\t3\tZoë\r\n\t\t\r\n', 'utf16le');
    const stdin = piped(text.subarray(0, 31), text.subarray(31));
    expect(await server.run('values upsert', ['-f', 'csv', '-'], { stdin })).toMatchObject({ code: 0, stderr: '' });
    expect(server.values()).toMatchObject({ 1: 'Zoë' });
  });

  test('takes several files as one input', async () => {
    await save('b.csv', `${HEADER}4,3,b\n`);
    expect(await upsert(`${HEADER}3,3,a\n`, 'b.csv')).toMatchObject({ stdout: server.summary('2 values written.') });
    expect(server.values()).toMatchObject({ 3: 'a', 4: 'b' });
  });

  test('names everything that is wrong by line and column, and sends nothing', async () => {
    const { code, stdout, stderr } = await upsert(
      `${HEADER}abc,3,x\n1,,x\n1,3,${'x'.repeat(256)}\n1.5,3,x\n99999999999999999999,3,x\n1,3,x\n`,
    );
    expect([code, stdout, server.state.requests]).toEqual([2, '', []]);
    expect(stderr.split('\n')).toEqual([
      'a.csv:2: customer_id "abc" is not an integer',
      'a.csv:3: attribute_id is missing',
      'a.csv:5: customer_id "1.5" is not an integer',
      'a.csv:6: customer_id "99999999999999999999" has too many digits for an id',
      'Nothing was sent.',
      '',
    ]);
    const { stderr: rest } = await upsert(`${HEADER}0,3,x\n1,3,${'x'.repeat(256)}\n`);
    expect(rest).toMatch(/a\.csv:2: customer_id must be >= 1, got 0\na\.csv:3: value must NOT have more than 255/);
    expect(server.state.requests).toEqual([]);
  });

  test.each([
    ['no file', [], 'FILE is missing; - means standard input'],
    ['a file that is not there', ['b.csv'], 'b.csv: no such file or folder'],
    ['a file of no known kind', ['b.txt'], 'b.txt: unknown format; pass --format csv, ndjson or json'],
    ['an unknown format', ['--format', 'xls', 'a.csv'], 'unknown format "xls"; the formats are csv, ndjson, json'],
    ['an option for deletes', ['--yes', 'a.csv'], "Unknown option '--yes'"],
    ['bytes that are not UTF-8', ['latin1.csv'], 'latin1.csv:2: not UTF-8 text; save it as "CSV UTF-8" in Excel'],
    [
      'a column that is missing',
      ['no-value.csv'],
      'no-value.csv:1: no column "value" or "attribute_value"; the columns are',
    ],
    ['a value that is no text', ['number.json'], 'number.json[0]: value is not a text; put it in quotes'],
    ['a failures file that cannot be written', ['a.csv', '--failures', 'no/f.csv'], 'no/f.csv: cannot be written'],
  ])('refuses %s', async (_, argv, message) => {
    await save('a.csv', `${HEADER}1,3,x\n`);
    await save('latin1.csv', Buffer.from(`${HEADER}1,3,Zoë\n`, 'latin1'));
    await save('b.txt', HEADER);
    await save('no-value.csv', 'customer_id,attribute_id\n1,3\n');
    await save('number.json', '[{"customer_id":1,"attribute_id":3,"value":5}]');
    const { code, stderr } = await server.run('values upsert', argv);
    expect([code, server.state.requests]).toEqual([2, []]);
    expect(stderr).toContain(message);
  });

  test('names values that stand twice, and writes the last one', async () => {
    const { stdout, stderr } = await upsert(`${HEADER}1,3,old\n2,3,x\n1,3,new\n`);
    expect([stdout, stderr]).toEqual([
      server.summary('2 values written.'),
      'a.csv:4: the value of customer 1 for attribute 3 is already at a.csv:2; a.csv:4 counts\n',
    ]);
    expect(server.values()).toEqual({ 1: 'new', 2: 'x' });
  });

  test('shows with --dry-run the first requests with their contents, and sends nothing', async () => {
    const rows = Array.from({ length: 32 }, (_, index) => `${index + 1},3,x\n`).join('');
    const text = `${HEADER}99,3,"\u001b[2K ""\n\u202e"\n${rows}`;
    const { code, stdout, stderr } = await upsert(text, '--dry-run', '--journal', 'j', '--failures', 'f.csv');
    expect([code, stderr, server.state.requests]).toEqual([0, '', []]);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe(`33 values of store k9q2z7w at ${server.state.baseUrl} would be written, in 4 requests:`);
    expect(lines[1]).toMatch(/^ {2}PUT \S+ \(10 values\)$/);
    expect(lines[2]).toBe(String.raw`    {"customer_id":99,"attribute_id":3,"value":"\u001b[2K \"\n\u202e"}`);
    expect(lines[3]).toBe('    {"customer_id":1,"attribute_id":3,"value":"x"}');
    expect(lines.filter((line) => line.startsWith('  PUT'))).toHaveLength(3);
    expect(lines.filter((line) => line.startsWith('    {'))).toHaveLength(30);
    expect(lines.slice(-3)).toEqual(['  and 1 more', 'Nothing was sent.', '']);
    expect(stdout).not.toContain(SANDBOX_TOKEN);
    await expect(saved('j')).rejects.toThrow('ENOENT');
    await expect(saved('f.csv')).rejects.toThrow('ENOENT');
  });

  test('refuses blank values, which would erase what the store has, with their number', async () => {
    const rows = ['1,3,', '2,3,"  "', '3,3,x', '4,3,\u200b\u00a0', '5,3,0'];
    const { code, stdout, stderr } = await upsert(`${HEADER}${rows.join('\n')}\n`);
    expect([code, stdout, server.state.requests]).toEqual([2, '', []]);
    expect(stderr).toBe(
      [
        '3 values are blank and would erase what the store has: a.csv:2 to a.csv:3, a.csv:5',
        'Remove these records, or pass --allow-empty to write them.',
        'Nothing was sent.',
        '',
      ].join('\n'),
    );
    expect((await upsert(`${HEADER}1,3,\n`, '--dry-run')).stderr).toMatch(
      /^1 value is blank .*: a\.csv:2\nRemove this/,
    );
  });

  test('refuses blank values of JSON, and none that a later record replaces', async () => {
    const record = (value: string) => ({ customer_id: 1, attribute_id: 3, value });
    await save('a.json', JSON.stringify([record('a'), record('')]));
    expect(await server.run('values upsert', ['a.json'])).toMatchObject({ code: 2 });
    await save('a.json', JSON.stringify([record(''), record('a')]));
    expect(await server.run('values upsert', ['a.json'])).toMatchObject({ code: 0 });
  });

  test('writes blank values as they are with --allow-empty', async () => {
    expect(await upsert(`${HEADER}1,3,\n2,3," "\n`, '--allow-empty')).toMatchObject({ code: 0, stderr: '' });
    expect(server.values()).toEqual({ 1: '', 2: ' ' });
  });

  test('with nothing to write says so, because a file may be empty by accident', async () => {
    const stderr = 'there are no values in the input\nNothing was sent.\n';
    expect(await upsert(HEADER)).toEqual({ code: 2, stdout: '', stderr });
    expect(server.state.requests).toEqual([]);
  });
});

describe('failures', () => {
  test('are told of by line, and do not hold up the others', async () => {
    const { code, stdout, stderr } = await upsert(`${HEADER}1,3,a\n99,3,b\n2,3,c\n`);
    expect([code, stdout]).toEqual([1, server.summary('2 values written, 1 failed.')]);
    expect(stderr).toMatch(
      /^a\.csv:3: failed: invalid customer ID \(422, request id \w+\)\nPass --failures FILE to save these records\.\n$/,
    );
    expect(server.values()).toEqual({ 1: 'a', 2: 'c' });
  });

  test('are saved as they were in the input, so that they can be passed again when the cause is dealt with', async () => {
    await save('a.csv', 'customer_id,note,attribute_id,value\n1,n,3,a\n99,"x, ""y""",3,"b\nc"\n');
    const first = await server.run('values upsert', ['a.csv', '--failures', 'f.csv']);
    expect(first).toMatchObject({ code: 1, stderr: 'What is not done is in f.csv; pass that as FILE.\n' });
    expect(await saved('f.csv')).toMatch(
      /^customer_id,note,attribute_id,value,failure_status,failure_reason\n99,"x, ""y""",3,"b\nc",failed,.*422.*\n$/,
    );
    server.state.store.state.customers.add(99);
    const again = await server.run('values upsert', ['f.csv', '--failures', 'g.csv']);
    expect(again).toEqual({ code: 0, stdout: server.summary('1 value written.'), stderr: '' });
    expect(server.values()).toMatchObject({ 1: 'a', 99: 'b\nc' });
    expect(await saved('g.csv')).toBe('customer_id,note,attribute_id,value,failure_status,failure_reason\n');
  });

  test('are CSV that Excel takes for UTF-8 where the input does not show how it is read', async () => {
    await save('a.json', '[{"customer_id":99,"attribute_id":3,"value":"Zoë"}]');
    await server.run('values upsert', ['a.json', '--failures', 'f.csv']);
    expect(await saved('f.csv')).toMatch(/^\ufeffcustomer_id,/);
    server.state.store.state.customers.add(99);
    expect(await server.run('values upsert', ['f.csv'])).toMatchObject({ code: 0 });
    expect(server.values()).toMatchObject({ 99: 'Zoë' });
  });

  test('have the format of the input where their name says nothing else', async () => {
    await save('a.json', '[{"customer_id":99,"attribute_id":3,"value":"ë","more":[1]}]');
    const kept = { customer_id: 99, attribute_id: 3, value: 'ë', more: [1], failure_status: 'failed' };
    await server.run('values upsert', ['a.json', '--failures', 'rest']);
    expect(JSON.parse(await saved('rest'))).toEqual([expect.objectContaining(kept)]);
    await server.run('values upsert', ['a.json', '--failures', 'f.ndjson']);
    expect(JSON.parse(await saved('f.ndjson'))).toEqual(expect.objectContaining(kept));
  });

  test('tell apart what may have been written, and what was not sent after a failure that is not about one value', async () => {
    let count = 0;
    server.answerWith(() => {
      count += 1;
      // Neither is sent again by the client: nobody knows what became of the first, and the second is about the token.
      if (count === 1) return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' };
      return {
        status: 401,
        headers: { 'content-type': 'application/json' },
        body: '{"status":401,"title":"Unauthorized"}',
      };
    });
    const rows = Array.from({ length: 600 }, (_, index) => `${index + 1},3,x\n`).join('');
    const { code, stdout, stderr } = await upsert(HEADER + rows, '--failures', 'f.csv');
    expect([code, stdout]).toEqual([1, server.summary('0 values written, 10 of unknown outcome, 590 not sent.')]);
    expect(stderr).toMatch(
      /^Stopped: \w+: PUT \S+ got HTTP 200, but .*\nWhat is not done is in f\.csv; pass that as FILE\.\n$/,
    );
    const lines = (await saved('f.csv')).trimEnd().split('\n');
    expect(lines).toHaveLength(601);
    expect(lines[1]).toMatch(/^1,3,x,unknown,.*not declared as JSON/);
    expect(lines.at(-1)).toMatch(/^600,3,x,unsent,not sent because an earlier request failed$/);
  });
});

describe('progress', () => {
  test('is shown in a terminal, and taken away at the end', async () => {
    await save('a.csv', `${HEADER}1,3,a\n99,3,b\n`);
    const { stderr } = await server.run('values upsert', ['a.csv', '--failures', 'f.csv'], { isTTY: true });
    const clear = '\u001b[K';
    const [bar, rest] = stderr.split(`${clear}\r`);
    expect(bar).toMatch(/^\r\[#{20}\] 1 of 2, 1 failed, \d+ a second, 0 s left$/);
    expect(rest).toBe(`${clear}What is not done is in f.csv; pass that as FILE.\n`);
  });

  test('is not shown in a file or a pipe, nor in a terminal that cannot', async () => {
    expect(await upsert(`${HEADER}1,3,a\n`)).toMatchObject({ stderr: '' });
    const dumb = await server.run('values upsert', ['a.csv'], { isTTY: true, env: { TERM: 'dumb' } });
    expect(dumb.stderr).toBe('');
  });
});
