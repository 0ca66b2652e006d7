import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { type OperationId, operations } from '../../generated/operations.js';
import { nodeFetch } from '../../src/node/index.js';
import { callMethod, type MethodName } from '../support/call-method.js';
import { type Answer, type Answerer, json, useStoreStub } from '../support/store-stub.js';

const store = useStoreStub();
const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';
const VALUE = { customer_id: 1138, attribute_id: 4, value: 'Gold' };
const RECORD = { id: 1, customer_id: 1138, attribute_id: 4, attribute_value: 'Gold' };

/** A call of every operation that takes one request, with a body that would be a success of it. */
const CALLS: readonly (readonly [OperationId, MethodName, readonly unknown[], unknown])[] = [
  ['listCustomerAttributeValues', 'attributeValues.list', [{}], { data: [RECORD], meta: {} }],
  ['listCustomerAttributeValues', 'attributeValues.listAll', [{}], { data: [], meta: {} }],
  ['upsertCustomerAttributeValues', 'attributeValues.upsert', [[VALUE]], { data: [RECORD], meta: {} }],
  ['deleteCustomerAttributeValues', 'attributeValues.delete', [[7011]], undefined],
  ['deleteCustomers', 'customers.delete', [[1138]], undefined],
  [
    'removeShopperProfilesFromSegment',
    'segments.removeShopperProfiles',
    [SEGMENT, [SEGMENT]],
    { data: [], errors: [], meta: { total: 1, success: 1, failed: 0 } },
  ],
  ['removeShopperProfilesFromSegment', 'segments.removeAllShopperProfiles', [SEGMENT], { data: [], meta: {} }],
];

const STATUSES = [200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 299];

const call = (method: MethodName, args: readonly unknown[], answer: Answer | Answerer, options = {}) => {
  store.current.answerWith(answer);
  return expect(callMethod(store.current.client(options), method, args));
};
const malformed = (status: number) => ({ name: 'MalformedResponseError', status });

describe.each(CALLS)(
  'a success of %s that the document does not declare is none (%s)',
  (operationId, method, args, body) => {
    const declared = Object.keys(operations[operationId].success).map(Number);
    const others = STATUSES.filter((status) => !declared.includes(status));

    test('whatever other 2xx status it has, with the right body, another one or none', async () => {
      for (const status of others) {
        const hasBody = ![204, 205].includes(status);
        if (hasBody) await call(method, args, json(status, body ?? {})).rejects.toMatchObject(malformed(status));
        await call(method, args, { status, headers: { 'Content-Length': '0' } }).rejects.toMatchObject(
          malformed(status),
        );
      }
    });

    test('and the message says which status would be one', async () => {
      await call(method, args, json(202, { queued: true })).rejects.toMatchObject({
        message: expect.stringContaining(
          `got HTTP 202, but a success of this operation is HTTP ${declared.join(' or ')}`,
        ),
        snippet: '{"queued":true}',
      });
    });

    test.each<[string, string]>([
      ['maintenance', '{"status":"maintenance","message":"try later"}'],
      ['null', 'null'],
      ['a text', '"ok"'],
      ['a number', '0'],
      ['true', 'true'],
      ['a list', '[]'],
      ['an empty object', '{}'],
      ['members of other types', '{"data":{},"meta":[],"errors":""}'],
      ['half a body', '{"data":[],"me'],
      ['nothing', ''],
    ])('nor does a 200 with %s pass for one', async (_, text) => {
      const answer = { status: 200, headers: { 'Content-Type': 'application/json' }, body: text };
      await call(method, args, answer).rejects.toMatchObject(malformed(200));
    });

    test.each([
      ['fetch', {}],
      ['nodeFetch()', { fetch: nodeFetch() }],
    ])('nor does one whose compressed body is cut off or damaged, by %s', async (_, options) => {
      const whole = gzipSync(JSON.stringify(body ?? { data: [], meta: {} }));
      const damaged = Buffer.from(whole);
      damaged.fill(0xff, 12);
      for (const bytes of [whole.subarray(0, whole.length - 12), damaged]) {
        const answer: Answerer = (_request, response) => {
          const headers = {
            'Content-Type': 'application/json',
            'Content-Encoding': 'gzip',
            'Content-Length': bytes.length,
          };
          response.writeHead(200, headers).end(bytes);
          return undefined;
        };
        await call(method, args, answer, options).rejects.toMatchObject(malformed(200));
      }
    });
  },
);

describe.each(CALLS.filter(([, , , body]) => body !== undefined))(
  'the body of a success of %s',
  (_, method, args, body) => {
    test('may have members that are not declared', async () => {
      const answer = json(200, { ...Object(body), cursor: 'x', links: [] });
      const { resolves } = call(method, args, answer);
      await resolves.not.toThrow();
    });
  },
);
