import { describe, expect, test } from '@jest/globals';
import { BulkError, type Inspect } from '../../src/index.js';
import { collect } from '../support/call-method.js';
import { listIn } from '../support/server.js';
import { type Answer, type ArrivedRequest, json, stored, useStoreStub, valuesFor } from '../support/store-stub.js';

const store = useStoreStub();
const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';
const uuids = Array.from({ length: 200 }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`);
const ids = Array.from({ length: 1_500 }, (_, index) => index + 1);

/** What refuses to become a primitive. */
const STUBBORN = { toString: 1, valueOf: 1 };
const MEMBERS = ['status', 'errors', 'error', 'title', 'type', 'detail', 'message', 'success', 'data', 'meta'];
const COUNTS = ['total', 'success', 'failed', 'status', 'errors'];
const VALUES: readonly unknown[] = [
  ...[STUBBORN, [STUBBORN], { a: STUBBORN }, [[]], {}, { length: -1 }, { toJSON: 1, constructor: 1 }],
  ...[null, true, false, -1, 1e308, '', '0', 'all', '\u0000'],
];

const HOSTILE: Readonly<Record<string, string>> = {
  'a prototype of its own': '{"__proto__":{"toString":1},"constructor":1,"hasOwnProperty":1,"toString":1}',
  'errors by names that every object has': '{"errors":{"__proto__":"x","constructor":{"name":1},"0.toString":"x"}}',
  'errors nested without end': `${'{"errors":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  'lists nested without end': `{"errors":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  'a million errors': `{"errors":[${'1,'.repeat(999_999)}1]}`,
  'errors for ten thousand positions': JSON.stringify({
    errors: Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`${index}.x`, 'bad'])),
  }),
  'a text without end': JSON.stringify({ title: 'x'.repeat(2_000_000) }),
  'texts of escapes': `{"title":"${'\\u0041'.repeat(100_000)}","errors":["${'%41\\\\'.repeat(100_000)}"]}`,
};

/** Bodies whose members are all of an odd type, and some where only one is. */
const exotic = [
  ...VALUES.flatMap((value) => [
    Object.fromEntries(MEMBERS.map((member) => [member, value])),
    { data: [], errors: [], meta: Object.fromEntries(COUNTS.map((member) => [member, value])) },
    { data: [value, { customer_id: value, attribute_id: value }], meta: {} },
  ]),
  ...MEMBERS.map((member) => ({ data: [], meta: {}, [member]: STUBBORN })),
  ...COUNTS.map((member) => ({ data: [], meta: { [member]: STUBBORN } })),
];

const answer = (status: number, body: string): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body,
});

/** Answers the second request with something else. All others succeed. */
function interrupt(hostile: Answer) {
  let count = 0;
  store.current.answerWith((request) => {
    count += 1;
    if (count === 2) return hostile;
    return request.method === 'PUT' ? stored(request) : { status: 204 };
  });
}

/** Every bulk call with more than a request of items, and what was sent second. */
const CALLS: readonly (readonly [string, () => Promise<unknown>, number, (request: ArrivedRequest) => number])[] = [
  [
    'upsert',
    () => store.current.client().attributeValues.upsert(valuesFor(30)),
    30,
    ({ body }) => JSON.parse(body).length,
  ],
  ['customers.delete', () => store.current.client().customers.delete(ids), ids.length, idCount],
  [
    'removeShopperProfiles',
    () => store.current.client().segments.removeShopperProfiles(SEGMENT, uuids),
    uuids.length,
    idCount,
  ],
];

function idCount({ url }: ArrivedRequest): number {
  return listIn(url).length;
}

describe.each(CALLS)('%s tells what became of every item', (_, call, total, countOf) => {
  const check = async (hostile: Answer) => {
    interrupt(hostile);
    const failure = await call().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BulkError);
    if (!(failure instanceof BulkError)) return;
    const { done, failed, unknown, unsent } = failure;
    expect(done.length + failed.length + unknown.length + unsent.length).toBe(total);
    const first = store.current.requests.at(0);
    expect(done.length).toBeGreaterThanOrEqual(first ? countOf(first) : 1);
    expect(failure.message.length).toBeLessThan(3_000);
    expect(JSON.parse(JSON.stringify(failure))).toMatchObject({ name: 'BulkError', message: failure.message });
    store.current.requests.length = 0;
  };

  test('when a response has members of odd types', async () => {
    for (const [index, body] of exotic.entries()) await check(json(index % 2 === 0 ? 200 : 422, body));
  });

  test.each(
    Object.entries(HOSTILE).flatMap(([name, body]) => [200, 422].map((status) => [status, name, body] as const)),
  )('when a %i has %s', async (status, _name, body) => {
    await check(answer(status, body));
  });
});

describe('an exception that nobody expects', () => {
  const values = valuesFor(30);
  /** Throws for the second request: before it is sent, or when there is a response to it. */
  const clientThat = (throwsFor: 'the request' | 'the response') => {
    const reason = Object.assign(new Error('a bug'), { code: 'E_BUG' });
    let count = 0;
    const contract: Inspect = () => {
      count += 1;
      const isSecond = count === 2;
      if (isSecond && throwsFor === 'the request') throw reason;
      const findInAnswer = () => {
        if (isSecond && throwsFor === 'the response') throw reason;
        return [];
      };
      return { violations: [], findInAnswer };
    };
    store.current.answerWith((request) => stored(request));
    return { client: store.current.client({ contract, maxConcurrency: 1 }), reason };
  };
  const second = values.slice(10, 20);
  // They are under way, or wait to be, when it happens.
  const others = [...values.slice(0, 10), ...values.slice(20)];

  test('after the response makes the items of its request unknown, and is the cause', async () => {
    const { client, reason } = clientThat('the response');
    const failure = await client.attributeValues.upsert(values).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'BulkError', done: others, unknown: second, failed: [] });
    expect(failure).toMatchObject({
      cause: {
        name: 'UnexpectedError',
        sent: true,
        cause: reason,
        attempts: [{ status: 200, mayHaveTakenEffect: true }],
      },
    });
  });

  test('before the request leaves its items unsent', async () => {
    const { client, reason } = clientThat('the request');
    const failure = await client.attributeValues.upsert(values).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'BulkError', done: others, unsent: second, unknown: [] });
    expect(failure).toMatchObject({ cause: { name: 'UnexpectedError', sent: false, cause: reason, attempts: [] } });
  });

  test('is an outcome of a stream, which goes on', async () => {
    const { client } = clientThat('the response');
    const outcomes = await collect(client.attributeValues.upsertBatches(values));
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'unknown', 'done']);
    expect(outcomes[1]).toMatchObject({ items: second, error: { name: 'UnexpectedError' } });
  });

  test('does not show the token', async () => {
    const leak: Inspect = ({ headers }) => {
      throw Object.assign(new Error(`sent ${headers.get('X-Auth-Token')}`), { headers });
    };
    const call = store.current.client({ contract: leak }).attributeValues.upsert(values);
    const failure = await call.catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'UnexpectedError', message: expect.stringContaining('sent [redacted]') });
    expect(JSON.stringify(failure)).not.toContain('nobody-may-see');
  });
});

describe('a million problems', () => {
  test('are in errors; details has the first thousand, and the message three', async () => {
    const errors = Array.from({ length: 1_000_000 }, (_, index) => `problem ${index}`);
    store.current.answerWith(json(422, { title: 'Refused.', errors }));
    const failure = await store.current
      .client()
      .customers.delete([1])
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      title: 'Refused.',
      message: expect.stringContaining('2: problem 2; and more than 997 more, see details.'),
    });
    expect(failure).toHaveProperty('errors.length', 1_000_000);
    expect(failure).toHaveProperty('details.length', 1_000);
  });
});

test('a list of records that are no objects is no list', async () => {
  for (const record of [null, 1, 'x', []]) {
    store.current.answerWith(json(200, { data: [{}, record], meta: {} }));
    await expect(store.current.client().attributeValues.list()).rejects.toMatchObject({
      name: 'MalformedResponseError',
    });
  }
});

test('whatever a fetch of one’s own throws or gives, calls end with errors of this package', async () => {
  const broken = {
    ok: true,
    headers: { get: () => null },
    text: async () => '',
    get status(): number {
      throw new Error('no status');
    },
  };
  const client = store.current.client({ fetch: async () => broken });
  await expect(client.attributeValues.list()).rejects.toMatchObject({ name: 'UnexpectedError', sent: true });
  await expect(client.segments.removeAllShopperProfiles(SEGMENT)).rejects.toMatchObject({ name: 'UnexpectedError' });
});

test('a response in more codings than a runtime decodes ends the call and nothing else', async () => {
  store.current.answerWith({
    status: 200,
    headers: { 'Content-Type': 'application/json', 'Content-Encoding': Array(6).fill('gzip').join(',') },
    body: ' '.repeat(500_000),
  });
  const client = store.current.client({ fetch: globalThis.fetch, retry: { maxRetries: 0 } });
  await expect(client.attributeValues.list()).rejects.toHaveProperty('operationId', 'listCustomerAttributeValues');
  // An exception that nobody catches would come now.
  await new Promise((resolve) => setTimeout(resolve, 50));
});
