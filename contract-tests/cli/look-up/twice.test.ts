import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { useStoreServer } from '../data/store-server.js';

const server = useStoreServer({
  customers: [1, 2, 3],
  emails: { 1: 'ada@example.com', 2: 'grace@example.com' },
  attributes: [
    { id: 3, name: 'Tier', type: 'string' },
    { id: 4, name: 'Birth date', type: 'date' },
  ],
});

const save = (name: string, text: string) => writeFile(join(server.state.folder, name), text);
const saved = (name: string) => readFile(join(server.state.folder, name), 'utf8');
const values = () =>
  [...server.state.store.state.values.values()].map(({ customerId, attributeId, value }) => [
    customerId,
    attributeId,
    value,
  ]);
const urls = (method: string) =>
  server.state.requests.filter((request) => request.method === method).map(({ url }) => url);
const upsert = (...argv: string[]) => server.run('values upsert', argv);

describe('a value that is there by the id of its customer and by the e-mail address', () => {
  const BY_ID = 'customer_id,attribute_id,value\n1,3,by id\n';
  const BY_EMAIL = 'email,attribute_id,value\nada@example.com,3,by address\n';

  test.each([
    [['id.csv', 'email.csv'], 'by address', 'this e-mail address'],
    [['email.csv', 'id.csv'], 'by id', 'customer 1'],
  ])('is written once, by the last record, of %j', async ([first = '', last = ''], value, whose) => {
    await save('id.csv', BY_ID);
    await save('email.csv', BY_EMAIL);
    const ended = {
      code: 0,
      stdout: server.summary('1 value written.'),
      stderr: `${last}:2: the value of ${whose} for attribute 3 is already at ${first}:2; ${last}:2 counts\n`,
    };
    expect(await upsert(first, last, '--resume', 'j')).toEqual(ended);
    expect([values(), urls('PUT').length]).toEqual([[[1, 3, value]], 1]);
    // Nothing is left to do, and the value of the other record is none of it.
    expect((await upsert(first, last, '--resume', 'j')).code).toBe(0);
    expect([values(), urls('PUT').length]).toEqual([[[1, 3, value]], 1]);
  });

  test.each([
    [['id.csv', 'email.csv'], 'by address', 2],
    [['email.csv', 'id.csv'], 'by id', 1],
  ])('stays that of the last record when a job goes on with %j', async (files, value, writes) => {
    await save('id.csv', BY_ID);
    await save('email.csv', BY_EMAIL);
    expect((await upsert('id.csv', '--resume', 'j')).code).toBe(0);
    for (const _ of [1, 2]) {
      expect((await upsert(...files, '--resume', 'j')).code).toBe(0);
      expect([values(), urls('PUT').length]).toEqual([[[1, 3, value]], writes]);
    }
  });
});

describe('a record of which only a part counts', () => {
  test.each([
    ['f.csv', 'a.csv', 'email,Tier,Birth date\nada@example.com,old,soon\nada@example.com,new,\n'],
    [
      'f.json',
      'a.json',
      '[{"email":"ada@example.com","Tier":"old","Birth date":"soon"},{"email":"ada@example.com","Tier":"new"}]',
    ],
  ])('does not undo in %s what replaces it', async (failures, name, text) => {
    await save(name, text);
    expect(await upsert(name, '--failures', failures)).toMatchObject({
      code: 1,
      stdout: server.summary('1 value written, 1 failed.'),
    });
    expect(await saved(failures)).toMatch(/failed.*Birth date: .*done.*replaces a part of a.(csv:2|json.0.)/s);
    await save(failures, (await saved(failures)).replace('soon', '1815-12-10'));
    expect((await upsert(failures)).code).toBe(0);
    expect(values()).toEqual([
      [1, 3, 'new'],
      [1, 4, '1815-12-10'],
    ]);
  });
});
