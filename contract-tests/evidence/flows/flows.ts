import assert from 'node:assert/strict';
import type { WireExchange } from '../../../src/contract/index.js';
import { type AttributeValue, type CustomersClient, createCustomersClient } from '../../../src/index.js';
import { answerRequest } from '../../../src/sandbox/operations.js';
import { SANDBOX_TOKEN } from '../../../src/sandbox/store.js';
import { PROFILE_IDS, SEGMENT_ID, START_MS, storeWith } from '../../sandbox/sandbox-calls.js';
import { fetchOfRequest } from '../../support/fetch-of-request.js';

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
  await run(createCustomersClient({ storeHash: store.storeHash, accessToken: SANDBOX_TOKEN, fetch }));
  return exchanges;
}

/** Calls that only say something together: what one does, the next one sees. */
export interface Flow {
  readonly title: string;
  /** @throws AssertionError when a call does not see what the one before it did. */
  run(client: CustomersClient): Promise<void>;
}

export const FLOWS: readonly Flow[] = [
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
];

function idOf(value: Pick<AttributeValue, 'id'> | undefined): number {
  assert.ok(value?.id, 'the store gives every value an id');
  return value.id;
}
