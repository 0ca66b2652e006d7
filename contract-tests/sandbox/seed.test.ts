import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { folderWith } from '../cli/command-line.js';
import { VALUES_PATH } from '../support/server.js';
import { DATA, send, useSandboxes } from './use-sandbox.js';

const start = useSandboxes();

let folder = '';
beforeAll(async () => {
  folder = await folderWith({ 'store.json': DATA });
});
afterAll(() => rm(folder, { recursive: true }));

const YAML = `
customers: [11, 12]
attributes:
  - { id: 1, name: Loyalty tier } # a string, unless it says otherwise
  - { id: 3, name: Birthday, type: date }
values:
  - { customer_id: 11, attribute_id: 3, value: '1984-05-25' }
  - { customer_id: 12, attribute_id: 3, value: '1991-12-31', id: 40, date_created: 2025-01-31, date_modified: 2025-02-01T08:15:30Z }
segments:
  - id: 6F0F0C1E-3a51-4b7e-9f5d-2c8b1a7d4e90
    profiles: [0d3c7a52-58c4-4d43-8a53-6b1f2e9c7a01]
`;

describe('a store starts with', () => {
  test('the content of a JSON file', async () => {
    const { state } = await start({ seedFile: join(folder, 'store.json') });
    expect([...state.customers]).toEqual([11, 12, 13]);
    expect([...state.values.values()].map(({ value }) => value)).toEqual(['Gold', 'Silver']);
    expect([...state.segments.values()].map((profiles) => profiles.size)).toEqual([3]);
  });

  test('the content of a YAML file', async () => {
    await writeFile(join(folder, 'store.yaml'), YAML);
    const { state } = await start({ seedFile: join(folder, 'store.yaml') });
    expect([...state.attributes.values()]).toEqual([
      { id: 1, name: 'Loyalty tier', type: 'string' },
      { id: 3, name: 'Birthday', type: 'date' },
    ]);
    expect([...state.values.values()].map(({ value }) => value)).toEqual(['1984-05-25', '1991-12-31']);
    expect([...state.segments.keys()]).toEqual(['6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90']);
  });

  test('generated customers, the same for the same seed', async () => {
    const contents = async (seed: number) => {
      const { state } = await start({ data: undefined, customers: 10_000, seed });
      const { customers, attributes, values, segments } = state;
      const texts = [...values].map(([pair, stored]) => `${pair} ${JSON.stringify(stored)}`);
      const [ids, profiles] = [[...segments.keys()], [...segments.values()].map((all) => [...all].join())];
      return { size: customers.size, attributes: attributes.size, values: texts.join('\n'), ids, profiles };
    };
    const [one, again, other] = [await contents(7), await contents(7), await contents(8)];
    expect(one).toMatchObject({ size: 10_000, attributes: 4 });
    expect(one.values.split('\n').length).toBeGreaterThan(10_000);
    expect(again).toEqual(one);
    expect(other.values === one.values).toBe(false);
    expect(other.ids).not.toEqual(one.ids);
    expect(other.profiles.join() === one.profiles.join()).toBe(false);
  });

  test('values with the ids and dates of a file, and never reuses these ids', async () => {
    await writeFile(join(folder, 'dated.yaml'), YAML);
    const sandbox = await start({ seedFile: join(folder, 'dated.yaml') });
    const list = async (query = '') => (await send(sandbox, 'GET', `${VALUES_PATH}${query}`)).json();
    expect(await list('?date_created:max=2025-01-31')).toMatchObject({
      data: [{ id: 40, date_created: '2025-01-31T00:00:00Z', date_modified: '2025-02-01T08:15:30Z' }],
    });
    const body = JSON.stringify([{ customer_id: 12, attribute_id: 1, value: 'Gold' }]);
    await send(sandbox, 'PUT', VALUES_PATH, { body });
    const { data }: { data: { id: number }[] } = await list();
    expect(data.map(({ id }) => id)).toEqual([40, 41, 42]);
  });

  test('values with a single date, which were not changed since', async () => {
    const value = { attribute_id: 1, value: 'x' };
    const data = {
      customers: [1, 2],
      attributes: [{ id: 1, name: 'Tier' }],
      values: [
        { ...value, customer_id: 1, date_created: '2025-01-31' },
        { ...value, customer_id: 2, date_modified: '2025-02-01' },
      ],
    };
    const { state } = await start({ data });
    const moments = [...state.values.values()].map(({ createdAtMs, modifiedAtMs }) => [createdAtMs, modifiedAtMs]);
    expect(moments).toEqual([
      [Date.UTC(2025, 0, 31), Date.UTC(2025, 0, 31)],
      [Date.UTC(2025, 1, 1), Date.UTC(2025, 1, 1)],
    ]);
  });

  test('generated values of two years, some of them changed later, to try filters with', async () => {
    const sandbox = await start({ data: undefined, customers: 100 });
    const values = [...sandbox.state.values.values()];
    const years = values.map(({ createdAtMs }) => new Date(createdAtMs).getUTCFullYear());
    expect(new Set(years)).toEqual(new Set([2024, 2025]));
    const later = values.filter(({ createdAtMs, modifiedAtMs }) => modifiedAtMs > createdAtMs);
    expect(later.length).toBeGreaterThan(values.length / 4);
    expect(later.length).toBeLessThan((values.length / 4) * 3);
    expect(Math.max(...values.map(({ modifiedAtMs }) => modifiedAtMs))).toBeLessThan(Date.UTC(2026, 0, 1));
    const answer = await send(sandbox, 'GET', `${VALUES_PATH}?date_modified:min=2025-07-01`);
    const { total } = (await answer.json()).meta.pagination;
    expect(total).toBe(values.filter(({ modifiedAtMs }) => modifiedAtMs >= Date.UTC(2025, 6, 1)).length);
  });

  test('generated values that the store itself accepts', async () => {
    const sandbox = await start({ data: undefined, customers: 20, seed: 3 });
    const values = [...sandbox.state.values.values()].slice(0, 10);
    const items = values.map(({ customerId, attributeId, value }) => ({
      customer_id: customerId,
      attribute_id: attributeId,
      value,
    }));
    const answer = await send(sandbox, 'PUT', VALUES_PATH, { body: JSON.stringify(items) });
    expect(answer.status).toBe(200);
  });
});

describe('an invalid seed is refused with', () => {
  test('everything that is wrong, where, and what to do', async () => {
    const data = {
      customers: [11, 11, 0, '12'],
      attributes: [{ id: 1, name: 'Tier', type: 'text' }, { id: 2, name: 7, kind: 'x' }, 'Points'],
      values: [
        { customer_id: 99, attribute_id: 98, value: 'x' },
        { customer_id: 11, attribute_id: 1, value: 5 },
      ],
      segments: [
        { id: 'vip', profiles: [7] },
        { id: 'vip', profiles: 'all' },
      ],
      shoppers: [],
    };
    await expect(start({ data })).rejects.toMatchObject({
      name: 'SeedError',
      problems: [
        'shoppers: is unknown; members are customers, attributes, values, segments',
        'customers[2]: must be a whole number above 0, but is 0',
        'customers[3]: must be a whole number above 0, but is "12"',
        'customers: 11 is listed twice; remove one of them',
        'attributes[0].type: must be string or number or date, but is "text"',
        'attributes[1].kind: is unknown; members are id, name, type',
        'attributes[1].name: must be a string in quotes, but is 7',
        'attributes[2]: must be an object with id, name, type, but is "Points"',
        'attributes[2].id: must be a whole number above 0, but is missing',
        'attributes[2].name: must be a string in quotes, but is missing',
        'values[0].customer_id: customer 99 does not exist; add it to customers, or correct the id',
        'values[0].attribute_id: attribute 98 does not exist; add it to attributes, or correct the id',
        'values[1].value: must be a string in quotes, but is 5',
        'segments[0].profiles[0]: must be a UUID, but is 7',
        'segments[0].id: must be a UUID, but is "vip"',
        'segments[1].profiles: must be a list, but is "all"',
        'segments[1].id: must be a UUID, but is "vip"',
      ],
    });
  });

  test('invalid ids and dates of values', async () => {
    const values = [
      { customer_id: 1, id: 7 },
      { customer_id: 2, id: 7 },
      { customer_id: 1, id: 0 },
      { customer_id: 3, date_created: '2026-02-30', date_modified: 1772439330 },
      { customer_id: 4, date_created: '2026-03-02T08:15:30Z', date_modified: '2026-03-02' },
    ].map((value) => ({ attribute_id: 1, value: 'x', ...value }));
    const data = { customers: [1, 2, 3, 4], attributes: [{ id: 1, name: 'Tier' }], values };
    await expect(start({ data })).rejects.toMatchObject({
      problems: [
        'values[2].id: must be a whole number above 0, but is 0',
        'values[3].date_created: must be a date, such as 2026-03-02 or 2026-03-02T08:15:30Z, but is "2026-02-30"',
        'values[3].date_modified: must be a date, such as 2026-03-02 or 2026-03-02T08:15:30Z, but is 1772439330',
        'values[4].date_modified: must not be earlier than date_created',
        'values[1].id: 7 is also the id of values[0]; choose another, or leave it out',
        'values[2]: has the same customer and attribute as values[0]; remove one of them',
      ],
    });
  });

  test('a value that no store would accept, and duplicate segments', async () => {
    const value = { customer_id: 1, attribute_id: 1, value: 'x'.repeat(256) };
    const data = {
      customers: [1],
      attributes: [{ id: 1, name: 'Tier' }],
      values: [value],
      segments: [...DATA.segments, ...DATA.segments.map(({ id }) => ({ id: id.toUpperCase(), profiles: [] }))],
    };
    await expect(start({ data })).rejects.toMatchObject({
      problems: [
        'values[0].value: must NOT have more than 255 characters; a store would refuse it',
        `segments: ${DATA.segments[0]?.id} is listed twice; remove one of them`,
      ],
    });
    const { state } = await start({ data: { ...data, values: [{ ...value, value: 'x'.repeat(255) }], segments: [] } });
    expect(state.values.size).toBe(1);
  });

  test('a value that does not fit the type of its attribute', async () => {
    const data = {
      customers: [1],
      attributes: [{ id: 2, name: 'Points', type: 'number' }],
      values: [{ customer_id: 1, attribute_id: 2, value: 'many' }],
    };
    await expect(start({ data })).rejects.toThrow(
      'data: values[0].value: invalid number; attribute 2 is of type number',
    );
  });

  test.each([
    ['there.json', undefined, /there\.json: cannot be read \(ENOENT\); check the path$/],
    ['broken.json', '{ "customers": [1', /broken\.json: is not valid JSON: .* For YAML, name the file \.yaml$/],
    ['broken.yaml', 'customers: [1', /broken\.yaml: is not valid YAML: .* at line 1, column \d+$/],
    ['empty.yml', '', /empty\.yml: must be an object with customers, attributes, values, segments, but is null$/],
  ])('the name of the file: %s', async (name, text, message) => {
    if (text !== undefined) await writeFile(join(folder, name), text);
    await expect(start({ seedFile: join(folder, name) })).rejects.toThrow(message);
  });
});
