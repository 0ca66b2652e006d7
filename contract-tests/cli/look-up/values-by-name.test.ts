import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { operations } from '../../../generated/operations.js';
import { listIn } from '../../support/server.js';
import { useStoreServer } from '../data/store-server.js';

const server = useStoreServer({
  customers: [1, 2, 3, 4, 5, 6, 7],
  emails: { 1: 'Ada@example.com', 2: 'grace+shop@example.com', 5: 'zoë@example.com' },
  attributes: [
    { id: 3, name: 'Tier', type: 'string' },
    { id: 4, name: 'Birth date', type: 'date' },
  ],
  values: [{ customerId: 1, attributeId: 3, value: 'Gold' }],
});

const save = (name: string, text: string) => writeFile(join(server.state.folder, name), text);
const saved = (name: string) => readFile(join(server.state.folder, name), 'utf8');
const emails = () => server.state.store.state.emails;
const urls = (method: string) =>
  server.state.requests.filter((request) => request.method === method).map(({ url }) => url);

describe('values upsert with e-mail addresses and names of attributes', () => {
  async function upsert(text: string, ...argv: string[]) {
    server.state.requests.length = 0;
    await save('tiers.csv', text);
    return server.run('values upsert', ['tiers.csv', ...argv]);
  }
  const values = () =>
    [...server.state.store.state.values.values()].map(({ customerId, attributeId, value }) => [
      customerId,
      attributeId,
      value,
    ]);

  test('writes a column for each attribute, and skips empty cells', async () => {
    const text = 'Email,Tier,birth_date\nada@example.com,,1815-12-10\ngrace+shop@example.com,Silver,1906-12-09\n';
    expect(await upsert(text)).toEqual({
      code: 0,
      stdout: server.summary('3 values written.'),
      stderr: '1 empty cell was skipped; pass --allow-empty to erase what the store has there\n',
    });
    expect(values()).toEqual([
      [1, 3, 'Gold'],
      [1, 4, '1815-12-10'],
      [2, 3, 'Silver'],
      [2, 4, '1906-12-09'],
    ]);
    expect(urls('GET')).toHaveLength(2);
  });

  test.each([
    ['email,attribute_id,value\nada@example.com,3,x\n', 1],
    ['email,attribute,value\nada@example.com,Tier,x\n', 2],
    ['customer_id,Attribute Name,value\n1,tier,x\n', 1],
    ['customer_id,email,Tier\n1,zoë@example.com,x\n', 1],
    ['customer_id,attribute_id,value,email\n1,3,x,zoë@example.com\n', 0],
  ])('takes %j with %i look-ups', async (text, lookUps) => {
    expect(await upsert(text)).toMatchObject({ code: 0, stdout: server.summary('1 value written.') });
    expect([values(), urls('GET').length]).toEqual([[[1, 3, 'x']], lookUps]);
  });

  test('takes the columns that --column names', async () => {
    const ended = await upsert(
      'Mail,Old,New\nada@example.com,a,x\n',
      '--column',
      'email=Mail',
      '--column',
      'value=New',
    );
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining('no column "attribute_id"')]);
    await upsert('Mail,Field,New\nada@example.com,Tier,x\n', ...columns('email=Mail', 'attribute=Field', 'value=New'));
    expect(values()).toEqual([[1, 3, 'x']]);
    const both = await upsert('a,b\n1,2\n', ...columns('email=a', 'customer_id=b'));
    expect(both.stderr).toContain('--column names columns for customer_id and email; choose one');
  });
  const columns = (...mappings: string[]) => mappings.flatMap((mapping) => ['--column', mapping]);

  const KNOWN = 'the attributes of the store are "Tier" and "Birth date"';
  test.each([
    ['email,Teir,Tier\nada@example.com,a,b\n', `tiers.csv:1: no attribute is named "Teir"; ${KNOWN}\n`],
    ['email,TIER,tier\nada@example.com,a,b\n', 'tiers.csv:1: "TIER" and "tier" are the same attribute; remove one\n'],
    ['email,attribute,value\nada@example.com,Teir,b\n', `tiers.csv:2: no attribute is named "Teir"; ${KNOWN}\n`],
    ['email\nada@example.com\n', 'tiers.csv:1: no column is named after an attribute\n'],
    ['email,Tier\nada@example.com,\n', 'there are no values in the input\n'],
    ['email,attribute_id,value\nada@example.com,3,\n', '1 value is blank and would erase what the store has'],
  ])('refuses %j before anything is written', async (text, message) => {
    const { code, stderr } = await upsert(text);
    expect([code, urls('PUT')]).toEqual([2, []]);
    expect(stderr).toContain(message);
  });

  const BOTH = 'is a column of customers, and the name of an attribute; rename the column, or use attribute_id';
  test.each([
    ['customer_id,Tier,Email Address\n1,a,b\n', 'Email Address'],
    ['email,Tier,Customer ID\nada@example.com,a,2\n', 'Customer ID'],
    ['email,Customer ID\nada@example.com,2\n', 'Customer ID'],
    ['customer_id,Email Address\n1,b\n', 'Email Address'],
  ])('refuses %j, which leaves open whose values these are', async (text, column) => {
    const { attributes } = server.state.store.state;
    attributes.set(8, { id: 8, name: 'Customer ID', type: 'string' });
    attributes.set(9, { id: 9, name: 'email address', type: 'string' });
    const { code, stderr } = await upsert(text);
    expect([code, stderr, urls('PUT')]).toEqual([2, expect.stringContaining(`tiers.csv:1: "${column}" ${BOTH}\n`), []]);
  });

  test('takes a column of customers that is the only one, or is named, in spite of an attribute with its name', async () => {
    server.state.store.state.attributes.set(8, { id: 8, name: 'Customer ID', type: 'string' });
    expect((await upsert('Customer ID,Tier\n1,a\n')).code).toBe(0);
    expect(
      (await upsert('email,Customer ID,Tier\nzoë@example.com,2,a\n', ...columns('customer_id=Customer ID'))).code,
    ).toBe(0);
    expect(values()).toEqual([
      [1, 3, 'a'],
      [2, 3, 'a'],
    ]);
  });

  test('ignores columns without a name and contents, as spreadsheets write them', async () => {
    expect(await upsert('email,Tier,,\nada@example.com,a,,\n')).toMatchObject({ code: 0, stderr: '' });
    expect((await upsert('email,Tier,\nada@example.com,a,x\n')).stderr).toContain('no attribute is named ""');
  });

  test.each([
    ['an attribute without a name', [{ id: 3, name: 'Tier' }, { id: 4 }]],
    ['an attribute without an id', [{ name: 'Tier' }]],
    ['an id that is a text', [{ id: '3', name: 'Tier' }]],
  ])('writes nothing after an answer with %s', async (_, data) => {
    answerAttributes(data);
    const { code, stderr } = await upsert('email,Tier\nada@example.com,a\n');
    expect([code, urls('PUT')]).toEqual([1, []]);
    expect(stderr).toContain('Stopped: the store responded with attributes without an id or a name\n');
  });

  test('takes an attribute that is listed twice, because pages have moved, for one', async () => {
    const tier = { id: 3, name: 'Tier' };
    answerAttributes([tier, { id: 4, name: 'Birth date' }, tier]);
    expect((await upsert('email,Tier\nada@example.com,a\n')).code).toBe(0);
  });

  function answerAttributes(data: readonly unknown[]) {
    const meta = { pagination: { total: data.length, current_page: 1, total_pages: 1 } };
    server.answerWith(({ url }) =>
      url.includes(operations.listCustomerAttributes.path)
        ? { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ data, meta }) }
        : undefined,
    );
  }

  test('refuses a name that two attributes have', async () => {
    server.state.store.state.attributes.set(9, { id: 9, name: 'Tier', type: 'string' });
    expect((await upsert('email,Tier\nada@example.com,a\n')).stderr).toContain(
      'tiers.csv:1: "Tier" can be attribute 3 ("Tier") or 9 ("Tier"); use attribute_id',
    );
  });

  test('erases with --allow-empty, and only what there is a cell for', async () => {
    await save(
      'a.ndjson',
      '{"email":"ada@example.com","Tier":""}\n{"email":"zoë@example.com","Birth date":"2000-01-01"}',
    );
    expect(await server.run('values upsert', ['a.ndjson', '--allow-empty'])).toMatchObject({
      code: 0,
      stderr: '2 empty cells were skipped\n',
    });
    expect(values()).toEqual([
      [1, 3, ''],
      [5, 4, '2000-01-01'],
    ]);
  });

  test('saves a record once, with the reason of each column', async () => {
    const text = 'email,Tier,Birth date\nada@example.com,Silver,soon\nno@example.com,a,2000-01-01\n';
    const { code, stdout } = await upsert(text, '--failures', 'f.csv');
    expect([code, stdout]).toEqual([1, server.summary('1 value written, 1 failed, 2 unresolved.')]);
    const [, failed, unresolved, end] = (await saved('f.csv')).split('\n');
    expect(failed).toMatch(/^ada@example\.com,Silver,soon,failed,"?Birth date: invalid date \(422/);
    expect(unresolved).toBe(
      'no@example.com,a,2000-01-01,unresolved,Tier: nobody has this e-mail address; Birth date: nobody has this e-mail address',
    );
    expect(end).toBe('');
  });

  test('reports a value that is there twice, and writes the last one', async () => {
    const { stderr } = await upsert('email,Tier\nada@example.com,a\nADA@example.com,b\n');
    expect(stderr).toBe(
      'tiers.csv:3: the value of this e-mail address for attribute 3 is already at tiers.csv:2; tiers.csv:3 counts\n',
    );
    expect(values()).toEqual([[1, 3, 'b']]);
  });

  test('goes on with --resume, with look-ups for what is left only', async () => {
    const text = 'email,Tier\nada@example.com,a\nno@example.com,b\n';
    expect((await upsert(text, '--resume', 'j')).code).toBe(1);
    emails().set(6, 'no@example.com');
    expect(await upsert(text, '--resume', 'j')).toMatchObject({ code: 0, stderr: 'j: 1 value already written\n' });
    expect(listIn(urls('GET').at(-1) ?? '', 'email:in')).toEqual(['no@example.com']);
    expect(values()).toEqual([
      [1, 3, 'a'],
      [6, 3, 'b'],
    ]);
  });

  test('stops if the attributes cannot be listed', async () => {
    server.answerWith(({ url }) =>
      url.includes(operations.listCustomerAttributes.path) ? { status: 403 } : undefined,
    );
    const { code, stdout, stderr } = await upsert('email,Tier\nada@example.com,a\n', '--failures', 'f.csv');
    expect([code, stdout]).toEqual([1, server.summary('0 values written, 1 not sent.')]);
    expect(stderr).toMatch(/^Stopped: .*403/);
    expect(await saved('f.csv')).toContain('ada@example.com,a,unsent,');
  });
});
