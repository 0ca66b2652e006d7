import { afterEach, describe, expect, test } from '@jest/globals';
import { callMethod, METHODS, type MethodName } from '../support/call-method.js';
import { callOf } from '../support/method-calls.js';
import { useStoreStub } from '../support/store-stub.js';

const store = useStoreStub();

const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';
const PROFILE = '0d3c7a52-58c4-4d43-8a53-6b1f2e9c7a01';

const VALUE = { customer_id: 1, attribute_id: 2, value: 'x' };

const refusalOf = (method: MethodName, ...args: unknown[]) => {
  return expect(callMethod(store.current.client(), method, args)).rejects;
};

afterEach(() => {
  expect(store.current.requests).toEqual([]);
});

describe('an empty list is refused, because a delete without ids means something else', () => {
  test.each<[MethodName, unknown[], string]>([
    ['attributeValues.delete', [[]], 'ids'],
    ['customers.delete', [[]], 'ids'],
    ['segments.removeShopperProfiles', [SEGMENT, []], 'profileIds'],
    ['attributeValues.upsert', [[]], 'values'],
  ])('%s', async (method, args, argument) => {
    await refusalOf(method, ...args).toMatchObject({ name: 'InvalidRequestError', issues: [{ path: argument }] });
  });

  test.each([[undefined], [null], ['1,2'], [7], [{ length: 1, 0: 1 }], [new Set([1])]])(
    '%p in place of a list',
    async (ids) => {
      await refusalOf('customers.delete', ids).toMatchObject({ issues: [{ path: 'ids' }] });
      await refusalOf('attributeValues.delete', ids).toMatchObject({ issues: [{ path: 'ids' }] });
      await refusalOf('attributeValues.upsert', ids).toMatchObject({ issues: [{ path: 'values' }] });
      await refusalOf('segments.removeShopperProfiles', SEGMENT, ids).toMatchObject({
        issues: [{ path: 'profileIds' }],
      });
    },
  );
});

describe('an id that is not a positive, safe integer is refused with its position', () => {
  test.each([
    [undefined],
    [null],
    [Number.NaN],
    [1.5],
    [0],
    [-1],
    [2 ** 53],
    [Number.POSITIVE_INFINITY],
    ['7'],
    [7n],
    [{}],
    [Symbol('7')],
  ])('%p', async (id) => {
    for (const resource of ['customers', 'attributeValues'] as const) {
      await refusalOf(`${resource}.delete`, [1, 2, id, 4]).toMatchObject({
        name: 'InvalidRequestError',
        issues: expect.arrayContaining([expect.objectContaining({ path: 'ids[2]' })]),
      });
    }
  });

  test('a hole in a list', async () => {
    const ids = Object.assign(new Array(3), { 0: 1, 2: 3 });
    await refusalOf('customers.delete', ids).toMatchObject({ issues: [{ path: 'ids[1]' }] });
  });

  test('far down a list that takes several requests: none of them is sent', async () => {
    const ids = [...Array.from({ length: 5_000 }, (_, index) => index + 1), -1];
    await refusalOf('customers.delete', ids).toMatchObject({ issues: [{ path: 'ids[5000]' }] });
  });

  test('behind repeated ids, the position is still that of the list', async () => {
    await refusalOf('customers.delete', [9, 9, 9, -1]).toMatchObject({ issues: [{ path: 'ids[3]' }] });
  });
});

describe('an id that is not a UUID is refused', () => {
  const notUuids = [
    '..',
    '.',
    '',
    '/',
    'a/b',
    '%2e',
    '%2e%2e',
    `${SEGMENT}/`,
    ` ${SEGMENT}`,
    `urn:uuid:${SEGMENT}`,
    `{${SEGMENT}}`,
    '1138',
  ];

  test.each([...notUuids, undefined, null, 7])('segment id %p', async (id) => {
    const wanted = { name: 'InvalidRequestError', issues: [{ path: 'segmentId' }] };
    await refusalOf('segments.removeShopperProfiles', id, [PROFILE]).toMatchObject(wanted);
    await refusalOf('segments.removeAllShopperProfiles', id).toMatchObject(wanted);
    const manyIds = Array.from({ length: 200 }, (_, index) => `${PROFILE.slice(0, -3)}${index + 100}`);
    await refusalOf('segments.removeShopperProfiles', id, manyIds).toMatchObject(wanted);
  });

  test.each([...notUuids, undefined, null, 7])('profile id %p', async (id) => {
    await refusalOf('segments.removeShopperProfiles', SEGMENT, [PROFILE, id]).toMatchObject({
      name: 'InvalidRequestError',
      issues: [{ path: 'profileIds[1]' }],
    });
  });
});

const A_DATE = 'must be a date such as 2026-03-02 or 2026-03-02T08:15:30Z, or milliseconds since 1970';

describe('a value to write is refused with its position and member', () => {
  test.each<[string, unknown, string]>([
    ['a missing value', { customer_id: 1, attribute_id: 2 }, 'values[1].value'],
    ['a number as value', { ...VALUE, value: 10 }, 'values[1].value'],
    ['null as value', { ...VALUE, value: null }, 'values[1].value'],
    ['256 characters', { ...VALUE, value: 'x'.repeat(256) }, 'values[1].value'],
    ['the name that answers use', { ...VALUE, attribute_value: 'x' }, 'values[1].attribute_value'],
    ['an unknown member', { ...VALUE, note: 'x' }, 'values[1].note'],
    ['a missing customer', { attribute_id: 2, value: 'x' }, 'values[1].customer_id'],
    ['a missing attribute', { customer_id: 1, value: 'x' }, 'values[1].attribute_id'],
    ['a customer that is not an id', { ...VALUE, customer_id: '1' }, 'values[1].customer_id'],
    ['an attribute that is not an id', { ...VALUE, attribute_id: 0 }, 'values[1].attribute_id'],
    ['an own id that is not an id', { ...VALUE, id: 1.5 }, 'values[1].id'],
    ['a list', [VALUE], 'values[1]'],
    ['a string', 'x', 'values[1]'],
    ['undefined', undefined, 'values[1]'],
  ])('%s', async (_, value, path) => {
    await refusalOf('attributeValues.upsert', [VALUE, value]).toMatchObject({
      name: 'InvalidRequestError',
      operationId: 'upsertCustomerAttributeValues',
      issues: expect.arrayContaining([expect.objectContaining({ path })]),
    });
  });

  test('in the second request, with the position in the whole list', async () => {
    const values = [
      ...Array.from({ length: 13 }, (_, index) => ({ ...VALUE, customer_id: index + 1 })),
      { ...VALUE, value: 7 },
    ];
    await refusalOf('attributeValues.upsert', values).toMatchObject({ issues: [{ path: 'values[13].value' }] });
  });

  test('in several requests: all of them are named', async () => {
    const values = Array.from({ length: 25 }, (_, index) => ({
      ...VALUE,
      customer_id: index + 1,
      value: index % 12 === 0 ? 7 : 'x',
    }));
    await refusalOf('attributeValues.upsert', values).toMatchObject({
      issues: [{ path: 'values[0].value' }, { path: 'values[12].value' }, { path: 'values[24].value' }],
    });
  });

  test('a message says what, where and what was found, and does not repeat long values', async () => {
    await refusalOf('attributeValues.upsert', [{ ...VALUE, value: 'secret'.repeat(50) }]).toMatchObject({
      message:
        'upsertCustomerAttributeValues: values[0].value must NOT have more than 255 characters, got a string of 300 characters. Nothing was sent.',
    });
  });

  test.each<[MethodName, unknown[], string]>([
    ['attributeValues.list', [{ page: 0 }], 'must be >= 1, got 0'],
    ['attributeValues.list', [{ limit: '50' }], 'must be integer, got "50"'],
    ['attributeValues.list', [{ date_created: null }], `${A_DATE}, got null`],
    ['attributeValues.list', [{ date_created: 'now' }], `${A_DATE}, got "now"`],
    ['attributeValues.list', [{ name: '' }], 'must NOT have fewer than 1 characters, got ""'],
    ['attributeValues.list', [{ 'customer_id:in': [] }], 'must NOT have fewer than 1 items, got an empty list'],
    ['attributeValues.list', [{ 'date_created:max': 2026 }], `${A_DATE}, got 2026`],
    ['attributeValues.list', [{ date_created: '2026-02-30' }], 'must be a date, and there is no 2026-02-30'],
    ['attributeValues.list', [{ colour: 1 }], 'is not known'],
    ['attributeValues.list', [{ 'customer_id:inn': [1] }], 'is not known (did you mean customer_id:in?)'],
    ['attributeValues.list', [{ customer_id: 1 }], 'is not known (did you mean customer_id:in?)'],
    ['attributeValues.list', [{ date_created_min: '2026-03-02' }], 'is not known (did you mean date_created:min?)'],
    ['attributeValues.list', [{ ['page'.repeat(250_000)]: 1 }], 'is not known'],
    ['attributeValues.upsert', [[{ ...VALUE, customerId: 7 }]], 'is not known (did you mean customer_id?)'],
    ['attributeValues.upsert', [[{ ...VALUE, vlaue: 'x' }]], 'is not known (did you mean value?)'],
    ['attributeValues.upsert', [[{ customer_id: 1, attribute_id: 2 }]], 'is required'],
    ['segments.removeAllShopperProfiles', ['1138'], 'must be a valid uuid, got "1138"'],
  ])('what %s of %j asks for is said in words', async (method, args, message) => {
    await refusalOf(method, ...args).toMatchObject({ issues: [{ message }] });
  });

  test('of many mistakes the message has three and the error all', async () => {
    await refusalOf('customers.delete', [-1, -2, -3, -4, -5]).toMatchObject({
      message: expect.stringContaining('and 2 more'),
      issues: { length: 5 },
    });
  });
});

describe('a filter is refused', () => {
  test.each<[string, unknown, string]>([
    ['when its name is misspelt', { 'customer_id:inn': [1] }, 'filters["customer_id:inn"]'],
    ['when it is an empty list, which would list everything', { 'customer_id:in': [] }, 'filters["customer_id:in"]'],
    ['when a list has something else than ids', { 'attribute_id:in': [1, 'x'] }, 'filters["attribute_id:in"][1]'],
    ['when a single id stands in place of a list', { 'customer_id:in': 7 }, 'filters["customer_id:in"]'],
    ['when the page is below 1', { page: 0 }, 'filters["page"]'],
    ['when the page is above the largest', { limit: 251 }, 'filters["limit"]'],
    ['when the limit is text', { limit: '50' }, 'filters["limit"]'],
    ['when it is null', { name: null }, 'filters["name"]'],
    ['when the name is empty', { name: '' }, 'filters["name"]'],
    ['when a date is not one', { 'date_created:min': 'yesterday' }, 'filters["date_created:min"]'],
    ['when a date has no day', { date_created: '2026-03' }, 'filters["date_created"]'],
    ['when a Date is invalid', { date_modified: new Date(Number.NaN) }, 'filters["date_modified"]'],
    ['when a Date is beyond the year 9999', { date_modified: new Date(8.64e15) }, 'filters["date_modified"]'],
    ['when a Date stands for something that is not a date', { name: new Date(0) }, 'filters["name"]'],
    [
      'when a date east of Greenwich is no day of the calendar',
      { date_created: '2026-02-31T10:00:00+02:00' },
      'filters["date_created"]',
    ],
    ['when it is no day of the calendar', { date_created: '2026-02-30' }, 'filters["date_created"]'],
    ['when its year has no such day', { 'date_created:max': '2026-02-29T10:00:00Z' }, 'filters["date_created:max"]'],
    ['when its month has no such day', { 'date_modified:min': '2026-06-31' }, 'filters["date_modified:min"]'],
    ['when there is no such offset', { date_created: '2026-03-02T10:00:00+25:00' }, 'filters["date_created"]'],
    ['when there is no such time', { date_created: '2026-03-02T99:00:00+02:00' }, 'filters["date_created"]'],
    [
      'when something only calls itself a Date',
      { date_created: { [Symbol.toStringTag]: 'Date' } },
      'filters["date_created"]',
    ],
    ['when the page is larger than a number can count', { page: 1e21 }, 'filters["page"]'],
    ['when a timestamp is a year', { 'date_created:max': 2026 }, 'filters["date_created:max"]'],
  ])('%s', async (_, filters, path) => {
    await refusalOf('attributeValues.list', filters).toMatchObject({
      name: 'InvalidRequestError',
      issues: [{ path }],
    });
  });

  test('by listAll as by list', async () => {
    const values = store.current.client().attributeValues.listAll({ 'customer_id:in': [] });
    await expect(values.next()).rejects.toMatchObject({ name: 'InvalidRequestError' });
  });

  test.each<[unknown]>([
    [null],
    ['name=x'],
    [7],
    [[]],
    [() => ({})],
    [new URLSearchParams('name=x')],
    [new Map([['name', 'x']])],
    [Promise.resolve({ name: 'x' })],
    [
      new (class {
        get name() {
          return 'x';
        }
      })(),
    ],
  ])('when filters are %p, which would list everything', async (filters) => {
    await refusalOf('attributeValues.listAll', filters).toMatchObject({
      name: 'InvalidRequestError',
      issues: [{ path: 'filters' }],
    });
    await refusalOf('attributeValues.list', filters).toMatchObject({ name: 'InvalidRequestError' });
  });

  test.each(['2024-02-29', '2000-02-29', '2026-12-31', '2026-03-02T23:59:59Z', 1_772_439_330_000])(
    'unless its date is one: %p',
    async (date_created) => {
      const preview = store.current.client().attributeValues.list({ date_created }, { dryRun: true });
      await expect(preview).resolves.toHaveProperty('requests.length', 1);
    },
  );

  test('when a name cannot be written into a URL', async () => {
    await refusalOf('attributeValues.list', { name: '\ud800' }).toMatchObject({ name: 'InvalidRequestError' });
  });
});

describe('an option of a call is refused', () => {
  test.each<[string, unknown, string]>([
    ['when its name is misspelt', { singal: AbortSignal.abort() }, 'options.singal'],
    ['when the timeout is 0', { timeoutMs: 0 }, 'options.timeoutMs'],
    ['when the timeout overflows timers', { timeoutMs: 2 ** 31 }, 'options.timeoutMs'],
    ['when the signal is something else', { signal: {} }, 'options.signal'],
    ['when a header would replace the token', { headers: { 'x-auth-token': 'other' } }, 'options.headers'],
    ['when a header would replace Accept', { headers: { Accept: 'text/html' } }, 'options.headers'],
    ...['X-AUTH-TOKEN', 'Content-Type', 'Content-Length', 'Transfer-Encoding', 'host', 'Connection', 'User-Agent'].map(
      (name): [string, unknown, string] => [
        `when a header would replace ${name}`,
        { headers: { [name]: 'x' } },
        'options.headers',
      ],
    ),
    ['when a header name is none', { headers: { 'a b': 'x' } }, 'options.headers'],
    ['when a header value could start another header', { headers: { 'X-A': 'x\r\nX-B: y' } }, 'options.headers'],
    ['when a header value is not text', { headers: { 'X-A': 7 } }, 'options.headers'],
  ])('%s, by every method', async (_, options, path) => {
    for (const method of METHODS) {
      await refusalOf(method, ...callOf(method).args, options).toMatchObject({
        name: 'InvalidRequestError',
        issues: [{ path }],
      });
    }
  });

  test.each<[string, unknown]>([
    ['a signal', AbortSignal.abort()],
    ['a list of ids', [1]],
    ['a Set of ids', new Set([PROFILE])],
    ['a Map', new Map()],
    ['a promise', Promise.resolve({})],
    [
      'an instance of a class',
      new (class {
        timeoutMs = 5;
      })(),
    ],
    ['null', null],
    ['text', 'fast'],
  ])('when %s stands where options should, by every method', async (_, options) => {
    for (const method of METHODS) {
      await refusalOf(method, ...callOf(method).args, options).toMatchObject({ issues: [{ path: 'options' }] });
    }
  });

  test('when headers are of a class whose members cannot be seen', async () => {
    const headers = new Headers({ 'X-Auth-Token': 'other' });
    await refusalOf('customers.delete', [1], { headers }).toMatchObject({ issues: [{ path: 'options.headers' }] });
  });

  test('when options are not an object', async () => {
    await refusalOf('customers.delete', [1], 'fast').toMatchObject({ issues: [{ path: 'options' }] });
  });
});
