import { describe, expect, test } from '@jest/globals';
import { isLastPage, isRepeatedPage, paginationOf } from '../../src/resources/pages.js';
import { collect } from '../support/call-method.js';
import { type Answer, json } from '../support/store-stub.js';
import { createTransportStore, failureOf, pageOf, type SentRequest } from '../support/transport-store.js';

const record = (id: number) => ({ id, customer_id: id, attribute_id: 1, attribute_value: `v${id}` });

/** Three pages of one value, each with what a store says about where it stands. */
const threePages =
  (pagination: (page: number) => unknown) =>
  (request: SentRequest): Answer => {
    const page = pageOf(request);
    return json(200, { data: page <= 3 ? [record(page)] : [], meta: { pagination: pagination(page) } });
  };

async function walk(answer: (request: SentRequest) => Answer) {
  const { client, clock, requests } = createTransportStore({ answer });
  const values: number[] = [];
  const read = async () => {
    for await (const { customer_id } of client.attributeValues.listAll()) values.push(customer_id);
  };
  const error = await clock.run(
    read().then(
      () => undefined,
      (thrown: unknown) => thrown,
    ),
  );
  return { values, pages: requests.map(pageOf), error };
}

describe('listAll counts pages', () => {
  test('and ends with the last one', async () => {
    const { values, pages } = await walk(threePages((current_page) => ({ current_page, total_pages: 3 })));
    expect([values, pages]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  test('and does not follow links, wherever they lead', async () => {
    const links = { next: '?page=1', current: '?page=9', previous: 'https://elsewhere.example/' };
    const { values, pages } = await walk(threePages((current_page) => ({ current_page, total_pages: 3, links })));
    expect([values, pages]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  test.each<[string, (page: number) => unknown]>([
    ['nothing', () => undefined],
    ['null', () => null],
    ['text', () => 'page 1 of 3'],
    ['a list', () => []],
    ['a number of pages that is text', (current_page) => ({ current_page, total_pages: '1' })],
    ['a number of pages that is null', (current_page) => ({ current_page, total_pages: null })],
    ['no pages at all', (current_page) => ({ current_page, total_pages: 0 })],
    ['fewer pages than none', (current_page) => ({ current_page, total_pages: -1 })],
    ['only its own number', (current_page) => ({ current_page })],
    ['always the same page', () => ({ current_page: 1, total_pages: 3 })],
    ['links and no numbers', () => ({ links: {} })],
  ])('and walks until a page is empty where a store says %s', async (_, pagination) => {
    const { values, pages, error } = await walk(threePages(pagination));
    expect([values, pages, error]).toEqual([[1, 2, 3], [1, 2, 3, 4], undefined]);
  });

  test('and does without the number of the page it gets', async () => {
    const { values, pages } = await walk(threePages(() => ({ total_pages: 3 })));
    expect([values, pages]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  test('and stops at an empty one, whatever the store says', async () => {
    const { pages, error } = await walk((request) =>
      json(200, { data: [], meta: { pagination: { current_page: pageOf(request), total_pages: 9 } } }),
    );
    expect([pages, error]).toEqual([[1], undefined]);
  });
});

describe('a page that a store repeats', () => {
  test.each<[string, unknown]>([
    ['without pagination', undefined],
    ['under its first number', { current_page: 1, total_pages: 9 }],
    ['without a number', { total_pages: 9 }],
  ])('%s is reported when it is due, and not read for ever', async (_, pagination) => {
    const { values, pages, error } = await walk(() => json(200, { data: [record(1)], meta: { pagination } }));
    expect([values, pages]).toEqual([[1], [1, 2]]);
    expect(error).toMatchObject({
      name: 'MalformedResponseError',
      message: expect.stringContaining('repeats the page'),
    });
  });

  test('is reported also when a store gives its last page for all numbers beyond it', async () => {
    const { values, error } = await walk((request) =>
      json(200, { data: [record(Math.min(3, pageOf(request)))], meta: {} }),
    );
    expect([values, error]).toMatchObject([[1, 2, 3], { name: 'MalformedResponseError' }]);
  });

  test('is not asked for again', async () => {
    const { client, clock, requests } = createTransportStore({
      answer: () => json(200, { data: [record(1)], meta: {} }),
      options: { retry: { maxRetries: 3 } },
    });
    await clock.run(failureOf(collect(client.attributeValues.listAll())));
    expect(requests).toHaveLength(2);
  });
});

describe('the decisions', () => {
  const body = (data: readonly unknown[], pagination?: unknown) => ({ data, meta: { pagination } });

  test.each<[boolean, ReturnType<typeof body>, number]>([
    [true, body([]), 1],
    [true, body([1], { current_page: 3, total_pages: 3 }), 3],
    [true, body([1], { total_pages: 3 }), 3],
    [true, body([1], { current_page: 4, total_pages: 3 }), 4],
    [false, body([1], { current_page: 2, total_pages: 3 }), 2],
    [false, body([1], { total_pages: 0 }), 1],
    [false, body([1], { total_pages: '1' }), 1],
    [false, body([1], { current_page: 'x', total_pages: 3 }), 3],
    [false, body([1]), 7],
  ])('last page: %p for %j as page %i', (expected, page, number) => {
    expect(isLastPage(page, number)).toBe(expected);
  });

  test.each<[boolean, ReturnType<typeof body>, number, unknown[]]>([
    [true, body([1, 2]), 2, [1, 2]],
    [true, body([1, 2], { current_page: 1, total_pages: 4 }), 2, [1, 2]],
    [false, body([1, 2], { current_page: 2, total_pages: 4 }), 2, [1, 2]],
    [true, body([1, 2], { current_page: 2 }), 2, [1, 2]],
    [false, body([1, 3]), 2, [1, 2]],
    [false, body([1]), 2, [1, 2]],
    [false, body([]), 2, []],
    [false, body([1]), 1, []],
  ])('repeated: %p for %j as page %i after %j', (expected, page, number, previous) => {
    expect(isRepeatedPage(page, number, previous, Object.is)).toBe(expected);
  });

  test.each([undefined, null, 7, 'x', { meta: null }, { meta: { pagination: 'x' } }])(
    'nothing is known of %j',
    (page) => {
      expect(paginationOf(page)).toEqual({});
    },
  );
});
