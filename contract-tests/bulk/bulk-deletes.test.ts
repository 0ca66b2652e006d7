import { describe, expect, test } from '@jest/globals';
import type { ClientQueryParameter } from '../../generated/descriptor.js';
import { operations, server } from '../../generated/operations.js';
import { BulkError } from '../../src/index.js';
import { listIn } from '../support/server.js';
import { useStoreStub } from '../support/store-stub.js';

const store = useStoreStub();
const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
/** The ids of each request, in the order of their first ids: requests travel side by side. */
const sentIds = () =>
  arrivedIds().sort(([one = ''], [other = '']) => (one.length === other.length ? (one < other ? -1 : 1) : 0));
const arrivedIds = () => store.current.requests.map(({ url }) => listIn(url));
const { maxUrlLength } = server;
/** The ids that the document lets one request have. */
const { limits: { maxItems = Infinity } = {} }: ClientQueryParameter = operations.deleteCustomers.parameters.query[0];

describe('deletes', () => {
  test('take any number of ids, in requests that stay below the longest URL', async () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => index + 1_000_000);
    await store.current.client().customers.delete(ids);
    expect(sentIds().flat().map(Number)).toEqual(ids);
    expect(store.current.requests.length).toBeGreaterThan(1);
    for (const { url } of store.current.requests)
      expect(store.current.baseUrl.length + url.length).toBeLessThanOrEqual(maxUrlLength);
    // Each request but the last is full: one more id would not have fitted.
    const room = store.current.requests.map(({ url }, index) =>
      arrivedIds()[index]?.length === maxItems ? 0 : maxUrlLength - store.current.baseUrl.length - url.length,
    );
    for (const left of room.sort((one, other) => one - other).slice(0, -1)) expect(left).toBeLessThan(58);
  });

  test('of profiles never send a request without ids', async () => {
    const ids = Array.from({ length: 120 }, (_, index) => uuid(index));
    await store.current.client().segments.removeShopperProfiles(SEGMENT, ids);
    expect(sentIds().flat()).toEqual(ids);
    for (const list of sentIds()) expect(list.length).toBeGreaterThan(0);
    for (const { url } of store.current.requests)
      expect(store.current.baseUrl.length + url.length).toBeLessThanOrEqual(maxUrlLength);
  });

  test('stay below the longest URL whatever the base URL takes of it', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => uuid(index));
    for (let length = 1; length <= 37; length += 1) {
      const baseUrl = `${store.current.baseUrl}/${'x'.repeat(length)}`;
      store.current.requests.splice(0);
      await store.current.client({ baseUrl }).segments.removeShopperProfiles(SEGMENT, ids);
      expect(sentIds().flat()).toEqual(ids);
      expect(
        Math.max(...store.current.requests.map(({ url }) => store.current.baseUrl.length + url.length)),
      ).toBeLessThanOrEqual(maxUrlLength);
    }
  });

  test('behind a base URL that leaves no room still send every id', async () => {
    const client = store.current.client({ baseUrl: `${store.current.baseUrl}/${'x'.repeat(maxUrlLength)}` });
    await client.customers.delete([1, 2, 3]);
    expect(sentIds()).toEqual([['1'], ['2'], ['3']]);
  });

  test('send an id that is repeated once, where it came first', async () => {
    await store.current.client().attributeValues.delete([3, 1, 3, 2, 1]);
    expect(sentIds()).toEqual([['3', '1', '2']]);
  });

  test('when a request fails, tell which ids are deleted and which are not', async () => {
    const ids = Array.from({ length: 2_000 }, (_, index) => index + 1_000_000);
    const deleted = new Set<string>();
    store.current.answerWith(() => {
      if (store.current.requests.length === 3) return { status: 404 };
      for (const id of arrivedIds().at(-1) ?? []) deleted.add(id);
      return { status: 204 };
    });
    const failure = await store.current
      .client()
      .customers.delete(ids)
      .catch((error: unknown) => error);
    if (!(failure instanceof BulkError)) throw new Error(`expected a BulkError, got ${String(failure)}`);
    expect(failure.done.map(String)).toEqual([...deleted].sort());
    expect(failure.failed.map(String)).toEqual(arrivedIds()[2]);
    expect([...failure.done, ...failure.failed, ...failure.unsent].sort()).toEqual(ids);
    expect(failure.unsent.length).toBeGreaterThan(0);
  });

  test('send profiles whose UUIDs differ in case only once', async () => {
    const id = '6F0F0C1E-3A51-4B7E-9F5D-2C8B1A7D4E90';
    await store.current.client().segments.removeShopperProfiles(SEGMENT, [id, id.toLowerCase()]);
    expect(arrivedIds()).toEqual([[id]]);
  });
});

describe('what a bulk call does not get through can be passed in again', () => {
  test.each([429, 401, 503])('after a %i in the middle', async (status) => {
    const ids = Array.from({ length: 1_000 }, (_, index) => index + 1_000_000);
    const deleted = new Set<string>();
    store.current.answerWith(() => {
      if (store.current.requests.length === 2) return { status };
      for (const id of arrivedIds().at(-1) ?? []) deleted.add(id);
      return { status: 204 };
    });
    const failure = await store.current
      .client()
      .customers.delete(ids)
      .catch((error: unknown) => error);
    if (!(failure instanceof BulkError && failure.operationId === 'deleteCustomers'))
      throw new Error(`expected a BulkError, got ${String(failure)}`);
    await store.current.client().customers.delete([...failure.unknown, ...failure.unsent]);
    expect([...deleted].sort()).toEqual(ids.map(String).sort());
  });
});

describe('a list is what it counts', () => {
  test('also when it is of a class that iterates differently', async () => {
    class Odd extends Array<number> {
      override [Symbol.iterator]() {
        return [].values();
      }
    }
    await store.current.client().customers.delete(Object.assign(new Odd(), { 0: 3, length: 1 }));
    expect(sentIds()).toEqual([['3']]);
  });
});
