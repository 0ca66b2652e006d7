import { describe, expect, test } from '@jest/globals';
import { collect } from '../support/call-method.js';
import { type ArrivedRequest, json, useStoreStub } from '../support/store-stub.js';

const store = useStoreStub();

const record = (customer_id: number) => ({
  id: customer_id + 9000,
  customer_id,
  attribute_id: 4,
  attribute_value: `v${customer_id}`,
});

const queryOf = ({ url }: ArrivedRequest) => Object.fromEntries(new URLSearchParams(url.split('?')[1]));

/** A store with so many values, which it lists as the API does: without links. */
const storeWith = (total: number) => (request: ArrivedRequest) => {
  const { page = '1', limit = '50' } = queryOf(request);
  const [number, size] = [Number(page), Number(limit)];
  const data = Array.from({ length: total }, (_, index) => record(index + 1)).slice((number - 1) * size, number * size);
  const pagination = {
    total,
    count: data.length,
    per_page: size,
    current_page: number,
    total_pages: Math.ceil(total / size),
  };
  return json(200, { data, meta: { pagination } });
};

describe('list', () => {
  test('gives one page as the store has it', async () => {
    store.current.answerWith(storeWith(5));
    await expect(store.current.client().attributeValues.list({ limit: 2 })).resolves.toEqual({
      data: [record(1), record(2)],
      meta: { pagination: { total: 5, count: 2, per_page: 2, current_page: 1, total_pages: 3 } },
    });
  });
});

describe('listAll', () => {
  test('gives every value, from pages of the largest size', async () => {
    store.current.answerWith(storeWith(600));
    const values = await collect(store.current.client().attributeValues.listAll({ 'attribute_id:in': [4] }));
    expect(values.map(({ customer_id }) => customer_id)).toEqual(Array.from({ length: 600 }, (_, index) => index + 1));
    expect(store.current.requests.map(queryOf)).toEqual(
      [1, 2, 3].map((page) => ({ page: `${page}`, limit: '250', 'attribute_id:in': '4' })),
    );
  });

  test('keeps to the page size and begins at the page that are asked for', async () => {
    store.current.answerWith(storeWith(7));
    const values = await collect(store.current.client().attributeValues.listAll({ limit: 3, page: 2 }));
    expect(values.map(({ customer_id }) => customer_id)).toEqual([4, 5, 6, 7]);
  });

  test.each([0, 1])('gives nothing for an empty store, whether it counts %i pages', async (total_pages) => {
    const pagination = {
      total: 0,
      count: 0,
      per_page: 50,
      current_page: 1,
      total_pages,
      links: { next: '?limit=50&page=1' },
    };
    store.current.answerWith(json(200, { data: [], meta: { pagination } }));
    await expect(collect(store.current.client().attributeValues.listAll())).resolves.toEqual([]);
    expect(store.current.requests).toHaveLength(1);
  });

  test('does not take an empty page for the end where the counts say that more pages follow', async () => {
    store.current.answerWith((request) =>
      json(200, {
        data: queryOf(request)['page'] === '3' ? [] : [record(Number(queryOf(request)['page']))],
        meta: {
          pagination: {
            total: 208,
            count: 1,
            per_page: 1,
            current_page: Number(queryOf(request)['page']),
            total_pages: 208,
          },
        },
      }),
    );
    await expect(collect(store.current.client().attributeValues.listAll())).rejects.toMatchObject({
      name: 'MalformedResponseError',
      message: expect.stringContaining('lists nothing, and says that there are more pages'),
    });
    expect(store.current.requests).toHaveLength(3);
  });

  test('does without pagination', async () => {
    store.current.answerWith((request) =>
      json(200, { data: queryOf(request)['page'] === '1' ? [record(1)] : [], meta: {} }),
    );
    await expect(collect(store.current.client().attributeValues.listAll())).resolves.toEqual([record(1)]);
  });

  test('asks for the filters that it was called with, whatever becomes of them meanwhile', async () => {
    store.current.answerWith(storeWith(4));
    const filters: { limit: number; 'attribute_id:in'?: number[] } = { limit: 2, 'attribute_id:in': [4] };
    const values = store.current.client().attributeValues.listAll(filters);
    delete filters['attribute_id:in'];
    await collect(values);
    expect(store.current.requests.map((request) => queryOf(request)['attribute_id:in'])).toEqual(['4', '4']);
  });

  test('asks for the largest pages also where limit is undefined', async () => {
    store.current.answerWith(storeWith(1));
    await collect(store.current.client().attributeValues.listAll({ limit: undefined }));
    expect(store.current.requests.map(queryOf)).toEqual([{ page: '1', limit: '250' }]);
  });

  test('goes on where values come with a count of no pages', async () => {
    store.current.answerWith((request) => {
      const page = Number(queryOf(request)['page']);
      const pagination = { total: 0, count: 1, per_page: 50, current_page: page, total_pages: 0 };
      return json(200, { data: page < 3 ? [record(page)] : [], meta: { pagination } });
    });
    await expect(collect(store.current.client().attributeValues.listAll())).resolves.toHaveLength(2);
  });

  test('does not mistake a value that moved to the next page for a page that is repeated', async () => {
    const pages = [[record(1)], [record(1)], [record(2)]];
    store.current.answerWith((request) => {
      const page = Number(queryOf(request)['page']);
      const pagination = { total: 3, count: 1, per_page: 1, current_page: page, total_pages: 3 };
      return json(200, { data: pages[page - 1], meta: { pagination } });
    });
    await expect(collect(store.current.client().attributeValues.listAll({ limit: 1 }))).resolves.toHaveLength(3);
  });

  test('reports a store that gives the same page under each number, without a count of pages', async () => {
    store.current.answerWith((request) => {
      const pagination = { current_page: Number(queryOf(request)['page']) };
      return json(200, { data: [record(1)], meta: { pagination } });
    });
    await expect(collect(store.current.client().attributeValues.listAll())).rejects.toMatchObject({
      name: 'MalformedResponseError',
    });
    expect(store.current.requests).toHaveLength(2);
  });

  test('reports a store that gives the same page again and again', async () => {
    const pagination = { total: 4, count: 2, per_page: 2, current_page: 1, total_pages: 2 };
    store.current.answerWith(json(200, { data: [record(1), record(2)], meta: { pagination } }));
    await expect(collect(store.current.client().attributeValues.listAll({ limit: 2 }))).rejects.toMatchObject({
      name: 'MalformedResponseError',
      message: expect.stringContaining('repeats the page before'),
    });
    expect(store.current.requests).toHaveLength(2);
  });

  test('asks for no more pages than are read', async () => {
    store.current.answerWith(storeWith(600));
    for await (const value of store.current.client().attributeValues.listAll()) {
      if (value.customer_id === 10) break;
    }
    expect(store.current.requests).toHaveLength(1);
  });

  test('stops when the signal is aborted between two pages', async () => {
    store.current.answerWith(storeWith(600));
    const controller = new AbortController();
    const values = store.current.client().attributeValues.listAll({}, { signal: controller.signal });
    await values.next();
    controller.abort('enough');
    await expect(collect(values)).rejects.toMatchObject({ name: 'AbortError', reason: 'enough' });
    expect(store.current.requests).toHaveLength(1);
  });
});
