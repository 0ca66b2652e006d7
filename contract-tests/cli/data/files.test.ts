import { execFileSync } from 'node:child_process';
import { chmod, link, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { failuresContent } from '../../../src/cli/data/failures-file.js';
import { readCsv } from '../../../src/cli/data/read-csv.js';
import { piped, useStoreServer } from './store-server.js';

const server = useStoreServer();

const at = (name: string) => join(server.state.folder, name);
const save = (name: string, text: string) => writeFile(at(name), text);
const saved = (name: string) => readFile(at(name), 'utf8');
const files = async () => (await readdir(server.state.folder)).sort();
const upsert = (...argv: string[]) => server.run('values upsert', argv);

const VALUES = 'customer_id,attribute_id,value\n99,3,a\n1,3,b\n';
const HEADER = 'customer_id,attribute_id,value,failure_status,failure_reason\n';

describe('files with one purpose each', () => {
  test.each([
    ['the same name', ['--journal', 'j', '--failures', 'j'], '--journal j and --failures j'],
    ['another spelling', ['--journal', 'j', '--failures', './x/../j'], '--journal j and --failures ./x/../j'],
    ['an absolute path', ['--resume', 'j', '--failures', 'ABSOLUTE/j'], '--resume j and --failures j'],
    ['a link in the path', ['--journal', 'j', '--failures', 'folder/j'], '--journal j and --failures folder/j'],
    [
      'a link to nothing yet',
      ['--journal', 'new', '--failures', 'link-to-new'],
      '--journal new and --failures link-to-new',
    ],
    ['the input', ['--failures', 'a.csv'], 'FILE a.csv and --failures a.csv'],
    ['a hard link to the input', ['--failures', 'hard.csv'], 'FILE a.csv and --failures hard.csv'],
    ['a symbolic link to the input', ['--journal', 'soft.csv'], 'FILE a.csv and --journal soft.csv'],
    [
      'the lock of the journal',
      ['--journal', 'j', '--failures', 'j.lock'],
      'the lock of --journal j.lock and --failures j.lock',
    ],
  ])('are refused when one has %s', async (_, argv, names) => {
    await save('a.csv', VALUES);
    await mkdir(at('x'));
    await symlink('.', at('folder'));
    await symlink('new', at('link-to-new'));
    await link(at('a.csv'), at('hard.csv'));
    await symlink('a.csv', at('soft.csv'));
    const { code, stderr } = await upsert(
      'a.csv',
      ...argv.map((name) => name.replace('ABSOLUTE', server.state.folder)),
    );
    expect([code, server.state.requests]).toEqual([2, []]);
    expect(stderr.replaceAll(`${server.state.folder}/`, '')).toBe(
      `${names} are the same file; name different ones\nNothing was sent.\n`,
    );
    expect([await saved('a.csv'), (await files()).includes('j')]).toEqual([VALUES, false]);
  });

  test('may be named more than once as input', async () => {
    await save('a.csv', VALUES);
    expect((await upsert('a.csv', './a.csv', '--failures', 'f.csv')).stdout).toContain('1 value written, 1 failed.');
  });
});

describe('a file that is written', () => {
  test('leaves alone what others have beside it', async () => {
    const others = ['f.csv.part', 'f.csv.tmp', 'f.csv~', 'l.csv.part', 'j.part'];
    for (const name of others) await save(name, 'precious');
    await save('a.csv', VALUES);
    await upsert('a.csv', '--failures', 'f.csv', '--journal', 'j');
    await server.run('values list', ['--out', 'l.csv']);
    for (const name of others) expect(await saved(name)).toBe('precious');
    expect(await files()).toEqual([...others, 'a.csv', 'f.csv', 'j', 'l.csv'].sort());
  });

  test.each([
    ['--failures', ['values', 'upsert', 'a.csv', '--failures', 'link']],
    ['--journal', ['values', 'upsert', 'a.csv', '--journal', 'link']],
    ['--out', ['values', 'list', '--out', 'link', '--format', 'csv']],
  ])('is not the one that a symbolic link leads to: %s', async (_, [group, command, ...argv]) => {
    await save('a.csv', VALUES);
    for (const target of ['victim', 'nothing-yet', '/dev/shm/nowhere/x']) {
      await save('victim', 'precious');
      await symlink(target, at('link')).catch(() => {});
      const { code, stderr } = await server.run(`${group} ${command}`, argv);
      expect([code, server.state.requests]).toEqual([2, []]);
      expect(stderr).toMatch(/^link: .*is a symbolic link, which is not followed; name the file that it leads to\n/);
      expect([await saved('victim'), (await lstat(at('link'))).isSymbolicLink()]).toEqual(['precious', true]);
    }
    expect((await files()).filter((name) => !['a.csv', 'victim', 'link'].includes(name))).toEqual([]);
  });

  test('keeps the permissions of the one that it replaces', async () => {
    await save('l.csv', 'private');
    await chmod(at('l.csv'), 0o600);
    expect((await server.run('values list', ['--out', 'l.csv'])).stdout).toBe(
      '2 values listed in l.csv, which replaced an earlier file.\n',
    );
    expect((await stat(at('l.csv'))).mode & 0o777).toBe(0o600);
  });

  test('as failures replaces earlier failures', async () => {
    await save('a.csv', VALUES);
    const names = '"failure_status":"failed","failure_reason":"x"';
    const json = [`{"id":1,${names}}\n`, `[\n  {"id":1,${names}},\n  {"id":2}\n]\n`];
    const others = ['sep=|\n"a\nb"|failure_status|failure_reason\n', '"failure_reason",failure_status\r\n1,"2'];
    for (const earlier of ['', '[]\n', HEADER, `\ufeff${HEADER}`, ...json, ...others]) {
      await save('f.csv', earlier);
      expect(await upsert('a.csv', '--failures', 'f.csv')).toMatchObject({ code: 1 });
      expect(await saved('f.csv')).toMatch(/^customer_id,.*\n99,3,a,failed,.*\n$/);
    }
    expect(await upsert('a.csv', '--failures', 'f.tsv')).toMatchObject({ code: 1 });
    expect(await upsert('a.csv', '--failures', 'f.tsv')).toMatchObject({ code: 1 });
  });

  test.each([
    ['id,name\n1,Ann\n'],
    ['id,name\n1,failure_status\n2,failure_reason\n'],
    ['failure_status\nfailure_reason\n'],
    ['How failure_status and failure_reason are used\n'],
    ['id,"failure_status,failure_reason"\n'],
    ['{"id":1,"failure_status":"failed"}\n'],
    ['{"id":1}\n{"failure_status":"failed","failure_reason":"x"}\n'],
    ['[{"id":1,"more":{"failure_status":"failed","failure_reason":"x"}}]\n'],
    ['{"failure_status":"failed","failure_reason"}\n'],
    ['["failure_status","failure_reason"]\n'],
  ])('as failures replaces no file of another kind: %j', async (text) => {
    await save('a.csv', VALUES);
    await save('customers.csv', text);
    const { code, stderr } = await upsert('a.csv', '--failures', 'customers.csv');
    expect([code, stderr, server.state.requests, await saved('customers.csv')]).toEqual([
      2,
      'customers.csv: exists and is not a failures file; choose another name, or delete it\nNothing was sent.\n',
      [],
      text,
    ]);
  });

  test('may be a device, which stays one', async () => {
    await save('a.csv', VALUES);
    expect(await upsert('a.csv', '--failures', '/dev/null')).toMatchObject({ code: 1 });
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
    const journal = await upsert('a.csv', '--journal', '/dev/null');
    expect([journal.code, journal.stderr]).toEqual([2, '/dev/null: is not a file\nNothing was sent.\n']);
  });

  test.each([
    ['--failures', ['values', 'upsert', 'a.csv', '--failures', 'pipe'], 'is a named pipe, whose reader may be gone'],
    ['--failures', ['values', 'upsert', 'a.csv', '--failures', 'link'], 'is a named pipe, whose reader may be gone'],
    ['--out', ['values', 'list', '--format', 'csv', '--out', 'pipe'], 'no process reads this pipe'],
    ['--journal', ['values', 'upsert', 'a.csv', '--journal', 'pipe'], 'is not a file'],
  ])(
    'is no named pipe that nobody reads, which would block for ever: %s',
    async (_, [group, command, ...argv], why) => {
      await save('a.csv', VALUES);
      execFileSync('mkfifo', [at('pipe')]);
      await symlink('pipe', at('link'));
      const { code, stdout, stderr } = await server.run(`${group} ${command}`, argv);
      expect([code, stdout, server.state.requests]).toEqual([2, '', []]);
      expect(stderr).toMatch(new RegExp(`^(?:pipe|link): (?:cannot be written: )?${why}.*\nNothing was sent\\.\n$`));
    },
  );

  test('is a named pipe that somebody reads', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    const read = saved('pipe');
    expect(await server.run('values list', ['--out', 'pipe', '--format', 'ndjson'])).toMatchObject({ code: 0 });
    expect(await read).toMatch(/^\{"id":1,/);
  });

  test('that does not fit on the disk is told of, with what is not saved', async () => {
    await save('a.csv', `${VALUES}98,3,c\n97,3,d\n`);
    const { code, stdout, stderr } = await upsert('a.csv', '--failures', '/dev/full');
    expect([code, stdout]).toEqual([1, server.summary('1 value written, 3 failed.')]);
    expect(stderr).toMatch(
      /^\/dev\/full: cannot be written: no space left on the disk\nNot saved: a\.csv:2, a\.csv:4 to a\.csv:5\n(?:a\.csv:.*\n)+/,
    );
    const list = await server.run('values list', ['--out', '/dev/full', '--format', 'csv']);
    expect([list.code, list.stdout]).toEqual([1, '']);
    expect(list.stderr).toBe('/dev/full: cannot be written: no space left on the disk\nNothing was listed.\n');
  });
});

describe('failures', () => {
  /** Values of a customer that does not exist are refused. */
  async function failuresOf(text: string | Uint8Array, name = 'a.csv', ...more: string[]) {
    await writeFile(at(name), text);
    expect((await upsert(name, ...more, '--failures', 'f.csv')).code).toBe(1);
    return readFile(at('f.csv'));
  }

  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

  test.each([
    [
      'semicolons, a byte order mark, line ends of Windows and quotes',
      '\ufeffcustomer_id;attribute_id;value\r\n1;3;ok\r\n99;3;"Müller; K"\r\n',
      /^\ufeffcustomer_id;attribute_id;value;failure_status;failure_reason\r\n99;3;"Müller; K";failed;[^;"]+\r\n$/,
    ],
    [
      'tabs',
      'customer_id\tattribute_id\tvalue\n99\t3\ta,b\n',
      /^customer_id\tattribute_id\tvalue\tfailure_status\tfailure_reason\n99\t3\ta,b\tfailed\t[^\t"]+\n$/,
    ],
    [
      'quotes around everything',
      '"customer_id","attribute_id","value"\n"99","3","a ""b"""\n',
      /^"customer_id","attribute_id","value","failure_status","failure_reason"\n"99","3","a ""b""","failed","[^"]+"\n$/,
    ],
    [
      'a line that names the delimiter',
      'sep=|\r\ncustomer_id|attribute_id|value\r\n99|3|a;b\r\n',
      /^sep=\|\r\ncustomer_id\|attribute_id\|value\|failure_status\|failure_reason\r\n99\|3\|a;b\|failed\|[^|]+\r\n$/,
    ],
    [
      'letters without a byte order mark',
      'customer_id,attribute_id,value\n99,3,Zoë\n',
      /^customer_id,.*\n99,3,Zoë,failed,/,
    ],
    [
      'spaces, empty columns and more cells than columns',
      'customer_id, attribute_id ,value,,note\n99, 3 ,x,,n,,\n',
      /^customer_id, attribute_id ,value,,note,failure_status,failure_reason\n99, 3 ,x,,n,failed,/,
    ],
    [
      'columns of an earlier failures file',
      `customer_id,attribute_id,value,failure_status,failure_reason,note\n99,3,x,unsent,"a, b",n\n`,
      /^customer_id,attribute_id,value,note,failure_status,failure_reason\n99,3,x,n,failed,[^,]/,
    ],
    [
      'line breaks in cells',
      'customer_id,attribute_id,value\n1,3,"a\nb"\n99,3,"c\r\nd"\n',
      /^customer_id,.*\n99,3,"c\r\nd",failed,/,
    ],
  ])('keep %s of the input', async (_, text, pattern) => {
    expect((await failuresOf(text)).toString()).toMatch(pattern);
  });

  test.each([
    ['UTF-16, little end first', (bytes: Buffer) => bytes],
    ['UTF-16, big end first', (bytes: Buffer) => bytes.swap16()],
  ])('keep the encoding: %s', async (_, order) => {
    const bytes = await failuresOf(order(utf16('customer_id\tattribute_id\tvalue\r\n99\t3\tZoë\r\n')));
    expect(order(bytes).toString('utf16le')).toMatch(/^\ufeffcustomer_id\t.*\r\n99\t3\tZoë\tfailed\t.*\r\n$/);
  });

  test('of several files are written like the first, with the columns of all', async () => {
    await save('b.csv', 'value,customer_id,attribute_id,more\n"x;y",98,3,m\nx;y,97,3,m\n');
    const text = await failuresOf('customer_id;note;attribute_id;value\n99;n;3;a\n', 'a.csv', 'b.csv');
    expect(text.toString().split('\n')).toEqual([
      'customer_id;note;attribute_id;value;more;failure_status;failure_reason',
      expect.stringMatching(/^99;n;3;a;;failed;/),
      expect.stringMatching(/^98;;3;"x;y";m;failed;/),
      expect.stringMatching(/^97;;3;"x;y";m;failed;/),
      '',
    ]);
  });

  test('of JSON in CSV have all columns', async () => {
    const text = await failuresOf('[{"customer_id":99,"attribute_id":3,"value":"a,b","more":{"c":1}}]', 'a.json');
    expect(text.toString()).toMatch(/^customer_id,attribute_id,value,more,.*\r\n99,3,"a,b","{""c"":1}",failed,/);
  });

  const DIGITS = '{"customer_id":99,"attribute_id":3,"value":"x","ref":12345678901234567890,"price":1.10,"big":1E400}';
  const KEPT = DIGITS.slice(0, -1);

  test.each([
    ['a.ndjson', 'f.ndjson', `${DIGITS}\n`, `${KEPT},REASON}\n`],
    ['a.json', 'f.json', `[${DIGITS}]`, `[\n  ${KEPT},REASON}\n]\n`],
    ['a.json', 'f.jsonl', ` [ ${DIGITS.replaceAll(',', '\r\n ,\n ')} ] `, `${KEPT},REASON}\n`],
    ['a.ndjson', 'f.json', `\n  ${DIGITS}  \r\n`, `[\n  ${KEPT},REASON}\n]\n`],
    [
      'a.ndjson',
      'f.ndjson',
      `${KEPT},"failure_\\u0073tatus":"unsent","more":[1.0,{"a":2.50,"b":"],}\\""}],"failure_reason":"old"}\n`,
      `${KEPT},"more":[1.0,{"a":2.50,"b":"],}\\""}],REASON}\n`,
    ],
    [
      'a.ndjson',
      'f.csv',
      `${DIGITS}\n`,
      'customer_id,attribute_id,value,ref,price,big,failure_status,failure_reason\r\n99,3,x,12345678901234567890,1.10,1E400,REASON\r\n',
    ],
  ])('keep the digits of %s in %s', async (name, failures, text, expected) => {
    await save(name, text);
    expect((await upsert(name, '--failures', failures)).code).toBe(1);
    const [start = '', end = ''] = expected.split('REASON');
    const written = await saved(failures);
    const reason = written.slice(start.length, written.length - end.length);
    expect([written.slice(0, start.length), written.slice(written.length - end.length)]).toEqual([start, end]);
    expect(reason).toMatch(/^(?:"failure_status":"failed","failure_reason":"[^"]+"|failed,"[^"]+")$/);
  });

  test('of ids alone are records with these ids', async () => {
    await save('a.json', '[ 1, "2", 3 ]');
    server.answerWith(() => ({ status: 404, headers: { 'content-type': 'application/json' }, body: '{"status":404}' }));
    await server.run('customers delete', ['--yes', '--failures', 'f.ndjson', 'a.json']);
    expect((await saved('f.ndjson')).split('\n').map((line) => line.slice(0, 28))).toEqual([
      '{"id":1,"failure_status":"fa',
      '{"id":"2","failure_status":"',
      '{"id":3,"failure_status":"fa',
      '',
    ]);
  });

  test.each(['f.csv', 'f.ndjson', 'f.json', 'f.tsv'])('in %s have no control characters of the store', async (name) => {
    const hostile = '\u001b]0;title\u0007\u009b2J\u202e\u2028\r\n\u200b\ufeff\u0000';
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ status: 422, title: 'no', errors: { '0.data': `no${hostile}`, '1.data': hostile } });
    server.answerWith(() => ({ status: 422, headers, body }));
    await save('a.csv', VALUES);
    await upsert('a.csv', '--failures', name);
    const text = await saved(name);
    expect(text.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
    expect(text).toContain('u009b2J');
  });

  test('give spreadsheets no formula of the store', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ status: 422, errors: { '0.value': '=1+1', '1.data': '@SUM(1)' } });
    server.answerWith(() => ({ status: 422, headers, body: body.replaceAll('.value', '.data') }));
    const text = await failuresOf(VALUES);
    expect(text.toString()).toMatch(/\n99,3,a,failed,'=1\+1.*\n1,3,b,failed,'@SUM/);
  });

  test('are in the way of a pipe as well', async () => {
    const stdin = piped('customer_id;attribute_id;value\n99;3;a\n');
    await server.run('values upsert', ['-f', 'csv', '-', '--failures', 'f.csv'], { stdin });
    expect(await saved('f.csv')).toMatch(/^customer_id;.*\n99;3;a;failed;/);
    expect(basename(server.state.folder)).not.toBe('');
  });
});

describe('a file that ends in .tsv', () => {
  test.each(['a.tsv', 'A.TSV', 'a.tab'])(
    'is read as separated by tabs, whatever else its header has: %s',
    async (name) => {
      await save(name, 'customer_id\tattribute_id\tvalue\tnote, or; none, at, all\n1\t3\ta,b;c\tx\n');
      expect(await upsert(name)).toMatchObject({ code: 0, stderr: '' });
      expect(server.values()).toMatchObject({ 1: 'a,b;c' });
    },
  );

  test('is separated by what its first line says', async () => {
    await save('a.tsv', 'sep=;\ncustomer_id;attribute_id;value\n1;3;x\n');
    expect(await upsert('a.tsv')).toMatchObject({ code: 0 });
  });

  test('is written with tabs, and can be read again', async () => {
    await server.run('values list', ['--out', 'l.tsv']);
    expect(await saved('l.tsv')).toMatch(/^id\tcustomer_id\tattribute_id\t.*\r\n1\t1\t3\t/);
    expect(await upsert('l.tsv')).toMatchObject({ code: 0 });
    await save('a.csv', 'sep=;\ncustomer_id;attribute_id;value\n99;3;"a\tb"\n98;3;c,d\n');
    for (const input of ['a.csv', 'f.tsv', 'a.ndjson']) {
      await save('a.ndjson', '{"customer_id":99,"attribute_id":3,"value":"a\\tb"}\n');
      expect(await upsert(input, '--failures', input === 'f.tsv' ? 'g.tsv' : 'f.tsv')).toMatchObject({ code: 1 });
      expect(await saved('f.tsv')).toMatch(/^customer_id\tattribute_id\tvalue\tfailure_.*\r?\n99\t3\t"a\tb"\tfailed\t/);
    }
    expect(await saved('g.tsv')).toMatch(/\n98\t3\tc,d\tfailed\t/);
  });
});

test('failures are the rows of the input, letter by letter, whatever is in their cells', () => {
  const cell = fc
    .record({
      text: fc.string({ unit: fc.constantFrom('a', '"', ';', '\n', '\r\n', ' ', 'é') }),
      isQuoted: fc.boolean(),
    })
    .map(({ text, isQuoted }) => (isQuoted || /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
  const rows = fc.array(fc.tuple(fc.constant('7'), cell, cell), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(rows, (list) => {
      const lines = list.map((cells) => cells.join(';'));
      const text = `id;b;c\n${lines.join('\n')}\n`;
      const table = { ...readCsv(text, 'a'), source: 'a', encoding: { name: 'utf-8', hasMark: true } as const };
      const failures = table.records.map((source) => ({
        item: { value: 7, key: '7', source },
        status: 'unsent' as const,
        reason: 'x',
      }));
      const content = failuresContent({ format: 'csv', tables: [table] }, failures);
      expect(Buffer.from(content).toString()).toBe(
        `\ufeffid;b;c;failure_status;failure_reason\n${lines.map((line) => `${line};unsent;x\n`).join('')}`,
      );
    }),
  );
});
