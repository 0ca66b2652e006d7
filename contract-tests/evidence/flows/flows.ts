import assert from 'node:assert/strict';
import type { WireExchange } from '../../../src/contract/index.js';
import { readModel } from '../../../src/contract/load/read-model.js';
import {
  type AttributeValue,
  BigCommerceError,
  type CustomersClient,
  createCustomersClient,
} from '../../../src/index.js';
import { answerRequest } from '../../../src/sandbox/operations.js';
import { SANDBOX_TOKEN } from '../../../src/sandbox/store.js';
import { PROFILE_IDS, SEGMENT_ID, START_MS, storeWith } from '../../sandbox/sandbox-calls.js';
import { callMethod } from '../../support/call-method.js';
import { fetchOfRequest } from '../../support/fetch-of-request.js';
import { callFor } from '../../support/method-calls.js';
import { SPECIFICATION } from '../../support/specification.js';

const { operations } = readModel(SPECIFICATION);

/** Makes the calls of a flow to a modelled store of its own, a millisecond between requests. Gives what went to and fro. */
export async function runFlow({ run }: Flow): Promise<WireExchange[]> {
  const store = storeWith();
  const exchanges: WireExchange[] = [];
  const fetch = fetchOfRequest(async (request) => {
    const { method, url } = request;
    const sent = { method, url, headers: Object.fromEntries(request.headers), body: await request.text() };
    const path = url.slice(new URL(url).origin.length);
    const answer = answerRequest(store, { ...sent, url: path }, START_MS + exchanges.length);
    exchanges.push({ request: sent, response: answer });
    const { status, headers, body } = answer;
    return new Response(body || null, { status, headers });
  });
  const retry = { maxRetries: 0 };
  await run(createCustomersClient({ storeHash: store.storeHash, accessToken: SANDBOX_TOKEN, fetch, retry }));
  return exchanges;
}

/** Calls that only say something together: what one does, the next one sees. */
export interface Flow {
  readonly title: string;
  /** @throws AssertionError when a call does not see what the one before it did. */
  run(client: CustomersClient): Promise<void>;
}

const WRITTEN: readonly Flow[] = [
  {
    title: 'a value that is written is listed, and after its deletion is not',
    run: async ({ attributeValues }) => {
      const [written] = await attributeValues.upsert([{ customer_id: 13, attribute_id: 1, value: 'Bronze' }]);
      const filter = { 'customer_id:in': [13] };
      assert.deepEqual((await attributeValues.list(filter)).data, [written]);
      await attributeValues.delete([idOf(written)]);
      assert.deepEqual((await attributeValues.list(filter)).data, []);
    },
  },
  {
    title: 'a value that is written again is replaced, under the id that it had',
    run: async ({ attributeValues }) => {
      const pair = { customer_id: 11, attribute_id: 1 };
      const [before] = (await attributeValues.list({ 'customer_id:in': [11] })).data;
      const [after] = await attributeValues.upsert([{ ...pair, value: 'Platinum' }]);
      assert.equal(idOf(after), idOf(before));
      assert.equal(after?.attribute_value, 'Platinum');
    },
  },
  {
    title: 'what is gone can be deleted again',
    run: async ({ attributeValues, customers, segments }) => {
      for (const _ of ['once', 'again']) {
        await attributeValues.delete([1]);
        await customers.delete([12]);
        await segments.removeShopperProfiles(SEGMENT_ID, [PROFILE_IDS[0]]);
      }
      assert.deepEqual((await attributeValues.list({})).data, []);
    },
  },
  {
    title: 'the values of a customer are gone with the customer',
    run: async ({ attributeValues, customers }) => {
      const owners = async () => (await attributeValues.list({})).data.map(({ customer_id }) => customer_id);
      assert.deepEqual(await owners(), [11, 12]);
      await customers.delete([11]);
      assert.deepEqual(await owners(), [12]);
    },
  },
  {
    title: 'customers, attributes and shopper profiles are found by what people know of them',
    run: async ({ attributes, customers, segments }) => {
      const [attribute] = (await attributes.list({ name: 'Points' })).data;
      assert.deepEqual([attribute?.id, attribute?.type], [2, 'number']);
      const found = await customers.list({ 'email:in': ['CUSTOMER-12@example.com'], include: ['attributes'] });
      assert.deepEqual(
        found.data.map(({ id, attributes: values }) => [id, values?.map((value) => value.attribute_value)]),
        [[12, ['Silver']]],
      );
      await customers.delete([12]);
      assert.deepEqual(
        (await customers.list({ 'id:in': [11, 12] })).data.map(({ id }) => id),
        [11],
      );
      await segments.removeShopperProfiles(SEGMENT_ID, [PROFILE_IDS[0]]);
      const left = (await segments.listShopperProfiles(SEGMENT_ID)).data.map(({ id }) => id);
      assert.deepEqual(left, PROFILE_IDS.slice(1));
    },
  },
];

/** Each operation that writes, and then all others, as their examples call them: whatever they find, the contract is kept. */
const DERIVED: readonly Flow[] = operations
  .filter(({ method }) => method !== 'GET')
  .map(({ operationId, method: verb, path }) => ({
    title: `${verb} ${path}, then everything else`,
    run: async (client) => {
      const others = operations.filter((other) => other.operationId !== operationId);
      for (const called of [operationId, ...others.map((other) => other.operationId)]) {
        const { method, args } = callFor(called);
        await callMethod(client, method, args).catch((error: unknown) =>
          assert.ok(error instanceof BigCommerceError, `${error}`),
        );
      }
    },
  }));

export const FLOWS: readonly Flow[] = [...WRITTEN, ...DERIVED];

function idOf(value: Pick<AttributeValue, 'id'> | undefined): number {
  assert.ok(value?.id, 'the store gives every value an id');
  return value.id;
}
