import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PROFILES, piped, SEGMENT, useStoreServer } from './store-server.js';

const server = useStoreServer();

const save = (name: string, text: string | Uint8Array) => writeFile(join(server.state.folder, name), text);

/** Runs a command with a file, and shows that it sends nothing. */
async function refusal(command: string, text: string, ...argv: string[]) {
  await save('a.csv', text);
  const { code, stdout, stderr } = await server.run(command, [...argv, 'a.csv']);
  expect([code, stdout, server.state.requests]).toEqual([2, '', []]);
  return stderr;
}

describe('a bare id beside columns of something else is refused unless --column says that it is right:', () => {
  const columns = (row: string, ...others: string[]) => `id,${others.join(',')}\n${row}${',x'.repeat(others.length)}\n`;
  const tables: [string, string, string, string[]][] = [
    ['products', 'customers delete', '1', ['sku']],
    ['products in another spelling', 'customers delete', '1', ['name', 'Product ID']],
    ['products in a third spelling', 'customers delete', '1', ['productId']],
    ['prices', 'customers delete', '1', ['name', 'price']],
    ['variants', 'customers delete', '1', ['option_values', 'cost price']],
    ['orders', 'customers delete', '1', ['order_id', 'email']],
    ['orders by number', 'customers delete', '1', ['OrderNumber']],
    ['orders with their totals', 'customers delete', '1', ['status', 'subtotal_ex_tax']],
    ['categories', 'customers delete', '1', ['parent_id', 'name']],
    ['attributes', 'customers delete', '1', ['name', 'type']],
    ['values', 'customers delete', '1', ['attribute_value']],
    ['metafields', 'customers delete', '1', ['key', 'namespace']],
    ['coupons', 'customers delete', '1', ['name', 'code']],
    ['what nobody has heard of', 'customers delete', '1', ['foo']],
    ['customers and what nobody has heard of', 'customers delete', '1', ['email', 'first_name', 'warehouse']],
    ['pages', 'customers delete', '1', ['name', 'body']],
    ['widgets', 'customers delete', '1', ['uuid']],
    ['a column in another script', 'customers delete', '1', ['email', 'Артикул']],
    ['a look-alike', 'customers delete', '1', ['emа\u0456l']],
    ['a column without a name', 'customers delete', '1', ['']],
    ['what nobody has heard of', 'values delete', '1', ['attribute_id', 'foo']],
    ['what nobody has heard of', `segments remove-profiles ${SEGMENT}`, PROFILES[0] ?? '', ['foo']],
    ['customers', 'values delete', '1', ['email']],
    ['people', 'values delete', '1', ['first_name']],
    ['names', 'values delete', '1', ['customer_id', 'Last Name']],
    ['addresses', 'values delete', '1', ['customer_id', 'city']],
    ['products', 'values delete', '1', ['sku']],
    ['orders', 'values delete', '1', ['order_id']],
    ['segments', `segments remove-profiles ${SEGMENT}`, PROFILES[0] ?? '', ['name']],
    ['members', `segments remove-profiles ${SEGMENT}`, PROFILES[0] ?? '', ['segment_id']],
  ];

  test.each(tables)('%s, by %s', async (_, command, id, others) => {
    const text = columns(id, ...others);
    expect(await refusal(command, text, '--yes')).toMatch(
      /^a\.csv:1: lists of [a-z ]+ have no column ".*", so "id" may be the id of something else; pass --column id if/,
    );
    const chosen = await server.run(command, ['--yes', '--column', 'id', 'a.csv']);
    expect([chosen.code, server.state.requests.length]).toEqual([0, 1]);
  });

  test.each([
    ['customers delete', ['name']],
    ['customers delete', ['Company', 'phone']],
    ['customers delete', ['customer_name', 'Customer Email']],
    ['customers delete', ['customer_group_id', 'name']],
    ['customers delete', ['Customer Group Name']],
    ['customers delete', ['customer_group']],
    ['customers delete', ['notes', 'date_created', 'date_modified']],
    ['values delete', ['customer_id']],
    ['values delete', ['value', 'customer_id', 'note']],
    [`segments remove-profiles ${SEGMENT}`, ['email', 'created_at']],
  ])('%s takes no id beside %j alone, which other things have as well', async (command, others) => {
    const id = command.startsWith('segments') ? (PROFILES[0] ?? '') : '1';
    const text = columns(id, ...others);
    expect(await refusal(command, text, '--yes')).toMatch(
      /^a\.csv:1: lists of other things have "id".* and ".+" as well, so "id" may not be the id of a .+; pass --column id if/,
    );
    expect(await server.run(command, ['--yes', '--column', 'id', 'a.csv'])).toMatchObject({ code: 0 });
  });

  test.each([
    ['customers delete', 'id'],
    ['customers delete', 'id,,'],
    ['customers delete', 'Id,Email address'],
    ['customers delete', 'id,name,Email,first_name,last_name,company,phone,notes,customer_group_id,date_created'],
    ['customers delete', 'ID,failure_status,failure_reason'],
    ['customers delete', 'customer_id,order_id,sku'],
    ['values delete', 'id,customer_id,attribute_id,attribute_value,date_created,date_modified'],
    [`segments remove-profiles ${SEGMENT}`, 'id,customer_id,email'],
    [`segments remove-profiles ${SEGMENT}`, 'shopper_profile_id,name'],
  ])('%s takes %s, which is about the same', async (command, header) => {
    const id = command.startsWith('segments') ? PROFILES[0] : '1';
    const others = header.split(',').slice(1);
    await save('a.csv', `${header}\n${id}${others.map((name) => (name === '' ? ',' : ',x')).join('')}\n`);
    expect(await server.run(command, ['--yes', 'a.csv'])).toMatchObject({ code: 0 });
  });

  test('of JSON as of CSV', async () => {
    const stdin = piped('{"id":1}\n{"id":2,"sku":"A"}\n');
    const { code, stderr } = await server.run('customers delete', ['--yes', '-f', 'ndjson', '-'], { stdin });
    expect([code, server.state.requests]).toEqual([2, []]);
    expect(stderr).toMatch(/^standard input:1: lists of customers have no column "sku"/);
  });

  test.each([
    ['json', '[{"id":7},{"id":1,"id":2}]', 'standard input[1]', 'id'],
    ['json', '[{"id":1,"i\\u0064":1}]', 'standard input[0]', 'id'],
    ['ndjson', '{"id":7}\n{"id":1,"email":"x","email":{"id":2}}\n', 'standard input:2', 'email'],
  ])('of %s whose members have the same name: %s', async (format, text, place, name) => {
    const { code, stderr } = await server.run('customers delete', ['--yes', '-f', format, '-'], { stdin: piped(text) });
    expect([code, stderr, server.state.requests]).toEqual([
      2,
      `${place}: two members are named "${name}"\nNothing was sent.\n`,
      [],
    ]);
  });

  test('but not of JSON whose members have members of the same name', async () => {
    const stdin = piped('[{"id":1,"addresses":[{"id":1},{"id":1,"id":2}]},{"id":2,"attributes":{"id":3,"id":4}}]');
    const argv = ['--yes', '-f', 'json', '--column', 'id', '-'];
    expect(await server.run('customers delete', argv, { stdin })).toMatchObject({ code: 0 });
  });

  test('in each of several files', async () => {
    await save('b.csv', 'id,sku\n1,A\n');
    expect(await refusal('customers delete', 'customer_id\n2\n', '--yes', 'b.csv')).toMatch(/^b\.csv:1: lists of/);
  });
});

describe('columns', () => {
  test.each([
    'Customer ID,Attribute ID,Value',
    'CUSTOMER_ID,attributeid,VALUE',
    ' customer id ,Attribute_Id,Attribute Value',
  ])('match without regard to case, spaces and underscores: %s', async (header) => {
    await save('a.csv', `${header}\n1,3,new\n`);
    expect(await server.run('values upsert', ['a.csv'])).toMatchObject({ code: 0, stderr: '' });
    expect(server.values()).toMatchObject({ 1: 'new' });
  });

  test('that are missing are named at once, in the line of the names', async () => {
    expect(await refusal('values upsert', 'id,attribute\u200b_id,tier\n1,3,x\n')).toBe(
      'a.csv:1: no column "customer_id", "attribute_id" and "value" or "attribute_value"; the columns are "id", "attribute\\u200b_id", "tier". Rename them, or pass --column\nNothing was sent.\n',
    );
    expect(await refusal('values upsert', 'sep=;\nid;value\n1;x\n')).toMatch(
      /^a\.csv:2: no column "customer_id" and "attribute_id"; the columns are "id", "value"\./,
    );
  });

  test.each([
    ['customers delete', 'customer_id,Customer ID', '1,2', 'customer_id'],
    ['customers delete', 'Customer ID,customer_id', '2,1', 'customer_id'],
    ['customers delete', 'Customer_ID,CustomerId', '2,1', 'CustomerId'],
    ['customers delete', 'id,ID', '1,2', 'id'],
    ['customers delete', 'id,customer_id', '1,2', 'id'],
    ['values delete', 'ID,i_d', '1,2', 'ID'],
    ['values upsert', 'customer_id,attribute_id,value,VALUE', '1,3,x,y', 'value=value'],
    ['values upsert', 'customer_id,attribute_id,value,attribute value', '1,3,x,y', 'value=value'],
    ['values upsert', 'customer_id,CUSTOMER ID,attribute_id,value', '1,2,3,x', 'customer_id=customer_id'],
  ])('that both fit are in doubt, even if one has the very name: %s of %s', async (command, header, row, column) => {
    const text = `${header}\n${row}\n`;
    const names = header.split(',');
    const argv = command.endsWith('delete') ? ['--yes'] : [];
    const message = await refusal(command, text, ...argv);
    const [, one = '', other = ''] =
      /^a\.csv:1: there are both "(.+)" and "(.+)"; choose one with --column/.exec(message) ?? [];
    expect([names.includes(one), names.includes(other)]).toEqual([true, true]);
    await save('a.csv', text);
    expect(await server.run(command, [...argv, '--column', column, 'a.csv'])).toMatchObject({ code: 0 });
    expect(server.state.requests).toHaveLength(1);
  });

  test('of values can be named one by one', async () => {
    await save('a.csv', 'ID,Kind,value,New = tier\n1,3,old,new\n');
    const argv = [
      '--column',
      'customer_id=id',
      '--column',
      'attribute_id=Kind',
      '--column',
      'value=New = tier',
      'a.csv',
    ];
    expect(await server.run('values upsert', argv)).toMatchObject({ code: 0, stderr: '' });
    expect(server.values()).toMatchObject({ 1: 'new' });
  });

  test.each([
    [['--column', 'tier'], 'not "tier"\n'],
    [['--column', 'Tier=value'], 'not "Tier=value"; did you mean value=Tier?\n'],
    [['--column', 'value='], 'not "value="\n'],
    [['--column', 'value=a', '--column', 'value=b'], '--column names two columns for value\n'],
    [['--column', ''], '--column needs a name\n'],
    [['--column', 'value=Tier'], 'a.csv:1: no column "Tier"; the columns are "customer_id", "attribute_id", "value".'],
  ])('of values are refused as %j', async (argv, message) => {
    expect(await refusal('values upsert', 'customer_id,attribute_id,value\n1,3,x\n', ...argv)).toContain(message);
  });

  test('of ids are one', async () => {
    const argv = ['--yes', '--column', 'id', '--column', 'customer_id'];
    expect(await refusal('customers delete', 'id,customer_id\n1,2\n', ...argv)).toContain(
      '--column can be given only once',
    );
  });
});

describe('input that is something else is told of in its own words:', () => {
  test.each([
    ['1E+3', 'id "1E+3" is not an integer but the scientific notation of a spreadsheet'],
    ['1.23457E+12', 'id "1.23457E+12" is not an integer but the scientific notation'],
    ['"1,23E+05"', 'id "1,23E+05" is not an integer but the scientific notation'],
    ['"1,234"', 'id "1,234" is not an integer; write it without separators between its digits'],
    ['\u200b1', 'id "\\u200b1" is not an integer; it has invisible characters'],
    ['1\u00a0000', 'id "1\\u00a0000" is not an integer; it has invisible characters'],
    ['=1', 'id "=1" is not an integer\n'],
  ])('the number %j', async (cell, message) => {
    expect(await refusal('customers delete', `id\n${cell}\n`, '--yes')).toContain(`a.csv:2: ${message}`);
  });

  const zip = Buffer.from('PK\u0003\u0004\u0014', 'latin1');

  test.each([
    ['a workbook', 'a.xlsx', zip, 'a.xlsx: a spreadsheet, not a text file; save it as "CSV UTF-8"'],
    ['an old workbook', 'a.XLS', zip, 'a.XLS: a spreadsheet, not a text file; save it as "CSV UTF-8"'],
    [
      'a workbook in disguise',
      'b.csv',
      zip,
      'b.csv: a spreadsheet, not a text file; save it as "CSV UTF-8", or unpack',
    ],
    ['an old workbook in disguise', 'b.csv', Buffer.from('d0cf11e0a1', 'hex'), 'b.csv: a spreadsheet, not a text file'],
    ['a compressed file', 'b.csv', Buffer.from('1f8b08', 'hex'), 'b.csv: compressed; unpack it with gunzip'],
    ['a PDF', 'b.csv', Buffer.from('%PDF-1.7'), 'b.csv: a PDF, not a text file'],
    ['a final ^Z', 'b.csv', Buffer.from('id\r\n1\r\n\u001a'), 'b.csv:3: ends with Control-Z (0x1A)'],
    ['a final ^Z in the last line', 'b.json', Buffer.from('[1]\u001a\n'), 'b.json:1: ends with Control-Z (0x1A)'],
  ])('%s', async (_, name, content, message) => {
    await save(name, content);
    const { code, stderr } = await server.run('customers delete', ['--yes', name]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test('a folder', async () => {
    await mkdir(join(server.state.folder, 'ids.csv'));
    const { stderr } = await server.run('customers delete', ['--yes', 'ids.csv']);
    expect(stderr).toBe('ids.csv: is a folder; name the files in it\nNothing was sent.\n');
  });

  test.each(['23', PROFILES[0] ?? ''])('an id in place of a file: %s', async (id) => {
    const { stderr } = await server.run('customers delete', ['--yes', id]);
    expect(stderr).toMatch(
      new RegExp(`^${id}: no such file\\. To pass ids instead of files, .*"${id}".*--format json -`),
    );
  });

  test('a segment behind its files', async () => {
    const { code, stderr } = await server.run('segments remove-profiles', ['--yes', 'a.csv', SEGMENT]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`the arguments are swapped: the segment ${SEGMENT} goes before the files`),
    ]);
  });
});
