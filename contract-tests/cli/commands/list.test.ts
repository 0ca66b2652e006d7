import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { SANDBOX_TOKEN } from '../../../src/sandbox/store.js';
import { listIn, VALUES_PATH } from '../../support/server.js';
import { SPECIFICATION_TEXT } from '../../support/specification.js';
import { runIn } from '../command-line.js';
import { useStoreServer } from '../data/store-server.js';

const server = useStoreServer();

const saved = (name: string) => readFile(join(server.state.folder, name), 'utf8');

const MOMENT = '1970-01-01T00:00:00Z';

describe('values list', () => {
  test('writes CSV that a spreadsheet reads, unless it is told otherwise', async () => {
    expect(await server.run('values list')).toEqual({
      code: 0,
      stdout: [
        'id,customer_id,attribute_id,attribute_value,date_created,date_modified',
        `1,1,3,Gold,${MOMENT},${MOMENT}`,
        `2,2,3,"a ""b"",\nc",${MOMENT},${MOMENT}`,
        '',
      ].join('\r\n'),
      stderr: '',
    });
  });

  test('begins CSV with a byte order mark where Excel is to open it, also where there is nothing', async () => {
    const { stdout } = await server.run('values list');
    expect((await server.run('values list', ['--bom'])).stdout).toBe(`\ufeff${stdout}`);
    expect((await server.run('values list', ['--bom', '--customer-id', '9'])).stdout).toMatch(/^\ufeffid,.*\r\n$/);
  });

  test.each([
    ['json', (text: string) => JSON.parse(text)],
    [
      'ndjson',
      (text: string) =>
        text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
    ],
  ])('writes what the store answers with as %s', async (format, read) => {
    const { stdout } = await server.run('values list', ['--format', format]);
    expect(read(stdout)).toEqual([
      { id: 1, customer_id: 1, attribute_id: 3, attribute_value: 'Gold', date_created: MOMENT, date_modified: MOMENT },
      expect.objectContaining({ attribute_value: 'a "b",\nc' }),
    ]);
  });

  test('of nothing is an empty list in every format', async () => {
    const nobody = ['--customer-id', '9'];
    expect((await server.run('values list', nobody)).stdout).toMatch(/^id,.*\r\n$/);
    expect((await server.run('values list', [...nobody, '-f', 'ndjson'])).stdout).toBe('');
    expect((await server.run('values list', [...nobody, '-f', 'json'])).stdout).toBe('[]\n');
  });

  test('has an option for every filter of the API', async () => {
    const filters = {
      'customer-id': '1,2',
      'attribute-id': '3',
      name: 'a b',
      'date-created': '2028-02-29',
      'date-created-min': '2026-03-02T08:15:30Z',
      'date-created-max': '1772439330000',
      'date-modified': '2026-03-02',
      'date-modified-min': '2026-03-02',
      'date-modified-max': '2026-03-02',
    };
    const argv = Object.entries(filters).flatMap(([name, value]) => [`--${name}`, value]);
    expect((await server.run('values list', argv)).stderr).toBe('');
    const { url = '' } = server.state.requests[0] ?? {};
    expect(listIn(url, 'customer_id:in')).toEqual(['1', '2']);
    expect(Object.fromEntries(new URL(url, 'http://x').searchParams)).toMatchObject({
      'attribute_id:in': '3',
      name: 'a b',
      date_created: '2028-02-29',
      'date_created:min': '2026-03-02T08:15:30Z',
      'date_created:max': '1772439330000',
      'date_modified:max': '2026-03-02',
    });
  });

  test.each([
    [['--customer-id', '1,abc'], '--customer-id must be integer, got "abc"'],
    [['--customer-id', 'a,b,c'], '--customer-id must be integer, got "a", and 2 more like this'],
    ...['yesterday', '02.03.2026', '2026-3-2', '2026-03-02 08:15', '2026-13-01', '1772439'].map(
      (date): [string[], string] => [
        ['--date-created', date],
        `--date-created must be a date such as 2026-03-02 or 2026-03-02T08:15:30Z, or milliseconds since 1970, got "${date}"`,
      ],
    ),
    ...['2026-02-30', '2025-02-29', '2026-04-31T08:15:30Z', '2026-06-31T08:15:30+02:00', '2100-02-29T00:00:00'].map(
      (date): [string[], string] => [
        ['--date-modified-max', date],
        `--date-modified-max must be a date, and there is no ${date.slice(0, 10)}`,
      ],
    ),
    [['--customerId', '1'], "Unknown option '--customerId'; did you mean --customer-id?"],
    [['--customer_id:in=1'], "Unknown option '--customer_id:in'; did you mean --customer-id?"],
    [['customer_id:in=1'], 'unexpected argument "customer_id:in=1"; did you mean --customer-id?'],
    [['--created', '2026-03-02'], "Unknown option '--created'; did you mean --date-created?"],
    [['--created-min', '2026-03-02'], "Unknown option '--created-min'; did you mean --date-created-min?"],
    [['--date-created-after', '2026-03-02'], "Unknown option '--date-created-after'; did you mean --date-created-min?"],
    [['--modified-until', '2026-03-02'], "Unknown option '--modified-until'; did you mean --date-modified-max?"],
    [['--date_modified:max', '2026-03-02'], "Unknown option '--date_modified:max'; did you mean --date-modified-max?"],
    [['--colour', 'red'], "Unknown option '--colour'"],
    [['--format', 'xml'], 'unknown format "xml"; the formats are csv, ndjson, json'],
    [['--out', 'l.xyz'], '--out l.xyz: unknown format; pass --format csv, ndjson or json'],
    [['--out', 'l'], '--out l: unknown format; pass --format csv, ndjson or json'],
    [['--bom', '--out', 'l.json'], '--bom is for csv, not for json'],
    [['--page', '2'], "Unknown option '--page'"],
    [['3'], 'unexpected argument "3"'],
  ])('refuses %j before anything is sent', async (argv, message) => {
    const { code, stdout, stderr } = await server.run('values list', argv);
    expect([code, stdout, server.state.requests]).toEqual([2, '', []]);
    expect(stderr).toContain(`bigcommerce-customers values list: ${message}\nOptions: --customer-id ID[,ID…];`);
  });

  test('gives a file its name only when it is complete', async () => {
    const { stdout, stderr } = await server.run('values list', ['--out', 'a.ndjson']);
    expect([stdout, stderr]).toEqual(['2 values listed in a.ndjson.\n', '']);
    expect(JSON.parse((await saved('a.ndjson')).split('\n')[0] ?? '')).toMatchObject({ id: 1 });
    await server.run('values list', ['--out', 'l.xyz', '--format', 'json']);
    expect(JSON.parse(await saved('l.xyz'))).toHaveLength(2);
    expect((await server.run('values list', ['--out', '-'])).stdout).toMatch(/^id,/);
    expect((await readdir(server.state.folder)).sort()).toEqual(['a.ndjson', 'l.xyz']);
  });

  test('that is refused says so and nothing more, and leaves no file but what a former list has left', async () => {
    server.answerWith(() => ({ status: 401, headers: { 'content-type': 'application/json' }, body: '{"status":401}' }));
    const list = () => server.run('values list', ['--out', 'b.csv']);
    const refused = { code: 1, stdout: '', stderr: expect.stringMatching(/^[^\n]*401[^\n]*\nNothing was listed\.\n$/) };
    expect(await list()).toEqual(refused);
    expect(await readdir(server.state.folder)).toEqual([]);
    await writeFile(join(server.state.folder, 'b.csv.part'), 'id\r\n1\r\n');
    expect(await list()).toEqual(refused);
    expect(await saved('b.csv.part')).toBe('id\r\n1\r\n');
  });

  test('that breaks off says how much came before, and where it is', async () => {
    const ok = (page: number) => {
      const next = `?page=${page + 1}&limit=1`;
      const pagination = { total: 2, count: 1, per_page: 1, current_page: page, total_pages: 2, links: { next } };
      const value = { id: page, customer_id: 1, attribute_id: 3, attribute_value: 'x' };
      return JSON.stringify({ data: [value], meta: { pagination } });
    };
    const headers = { 'content-type': 'application/json' };
    server.answerWith(({ url }) =>
      url.includes('page=2') ? { status: 403, headers, body: '{"status":403}' } : { status: 200, headers, body: ok(1) },
    );
    const { code, stderr } = await server.run('values list', ['--out', 'b.csv']);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /403.*\nThe list is incomplete\. 1 value came before that, which is in b\.csv\.[\da-f]{12}\.part\.\n$/,
      ),
    ]);
    const [part = ''] = await readdir(server.state.folder);
    expect(await saved(part)).toMatch(/^id,[\w,]+\r\n1,1,3,x,,\r\n$/);
    const { stdout, stderr: told } = await server.run('values list');
    expect(stdout).toMatch(/\r\n1,1,3,x,,\r\n$/);
    expect(told).toMatch(/403.*\nThe list is incomplete\. 1 value came before that\.\n$/);
  });

  test('into a folder is refused before anything is sent', async () => {
    await mkdir(join(server.state.folder, 'a.csv'));
    const { code, stderr } = await server.run('values list', ['--out', 'a.csv']);
    expect([code, stderr, server.state.requests]).toEqual([
      2,
      'a.csv: cannot be written: is a folder\nNothing was sent.\n',
      [],
    ]);
  });

  test('says when it was cancelled', async () => {
    const { code, stdout, stderr } = await server.run('values list', [], { cancellation: () => AbortSignal.abort() });
    expect([code, stdout, stderr]).toEqual([130, '', 'Cancelled.\nNothing was listed.\n']);
  });
});

describe('credentials', () => {
  test.each(['BIGCOMMERCE_STORE_HASH', 'BIGCOMMERCE_ACCESS_TOKEN'])('without %s say so', async (name) => {
    const { code, stderr } = await server.run('values list', [], { env: { [name]: '' } });
    expect([code, stderr]).toEqual([2, `bigcommerce-customers values list: set ${name} in the environment\n`]);
  });

  test('are not sent to another server over plain HTTP, and not printed', async () => {
    const { code, stderr } = await server.run('values list', ['--base-url', 'http://store.example']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--base-url must be https')]);
    expect(stderr).not.toContain(SANDBOX_TOKEN);
  });

  test('that the store does not accept are told of, and not printed', async () => {
    const { code, stderr } = await server.run('values list', [], { env: { BIGCOMMERCE_ACCESS_TOKEN: 'wr0ngt0ken' } });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/401.*Check the access token/)]);
    expect(stderr).not.toContain('wr0ngt0ken');
  });
});

test('the manual page explains each filter as the specification does', async () => {
  const { stdout } = await runIn('.', ['values', 'list', '--help']);
  const page = stdout.replaceAll(/\s+/g, ' ');
  const { parameters } = parse(SPECIFICATION_TEXT).paths[VALUES_PATH].get;
  const filters = parameters.filter(({ name }: { name?: string }) => name && !['page', 'limit'].includes(name));
  expect(filters).toHaveLength(9);
  for (const { name, description } of filters) {
    const [explanation = ''] = description.split('.');
    expect([name, page.includes(explanation) && page.includes(`The filter ${name} of the API.`)]).toEqual([name, true]);
  }
});
