import { describe, expect, test } from '@jest/globals';
import type { ListAllOptions } from '../../src/index.js';
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

async function walk(answer: (request: SentRequest) => Answer, options: ListAllOptions = {}) {
  const { client, clock, requests } = createTransportStore({ answer });
  const values: number[] = [];
  const read = async () => {
    for await (const { customer_id } of client.attributeValues.listAll({}, options)) values.push(customer_id);
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

  test.each([1, undefined])('and stops at an empty one that is the last of %p', async (total_pages) => {
    const { pages, error } = await walk((request) =>
      json(200, { data: [], meta: { pagination: { current_page: pageOf(request), total_pages } } }),
    );
    expect([pages, error]).toEqual([[1], undefined]);
  });

  test('and finds pages empty that were deleted since they were counted', async () => {
    const answer = (request: SentRequest, index: number) => {
      const page = pageOf(request);
      const total_pages = index === 0 ? 4 : 2;
      return json(200, {
        data: page <= 2 ? [record(page)] : [],
        meta: { pagination: { current_page: page, total_pages } },
      });
    };
    let count = 0;
    const { values, pages, error } = await walk((request) => answer(request, count++), { order: 'last-page-first' });
    expect([values, pages, error]).toEqual([[2, 1], [1, 4, 3, 2, 1], undefined]);
  });
});

describe('a store whose pages would never end', () => {
  /** A page of these values, at the position that was asked for. */
  const paged =
    (idsOf: (page: number) => readonly number[], totalPages?: (page: number) => unknown) =>
    (request: SentRequest): Answer => {
      const page = pageOf(request);
      const pagination = totalPages && { current_page: page, total_pages: totalPages(page) };
      return json(200, { data: idsOf(page).map(record), meta: { pagination } });
    };
  const odd = (page: number) => page % 2 === 1;

  test.each<[string, (request: SentRequest) => Answer, ListAllOptions['order'], number, string]>([
    [
      '1e15 empty pages',
      paged(
        () => [],
        () => 1e15,
      ),
      'first-page-first',
      1,
      'lists nothing',
    ],
    [
      '1e15 empty pages',
      paged(
        () => [],
        () => 1e15,
      ),
      'last-page-first',
      1,
      'lists nothing',
    ],
    [
      'more than any number of pages',
      paged(
        () => [],
        () => 1e300,
      ),
      'first-page-first',
      1,
      'lists nothing',
    ],
    [
      'one page of 1e15',
      paged(
        (page) => (page === 1 ? [1] : []),
        () => 1e15,
      ),
      'first-page-first',
      2,
      'lists nothing',
    ],
    [
      'one page of 1e15',
      paged(
        (page) => (page === 1 ? [1] : []),
        () => 1e15,
      ),
      'last-page-first',
      3,
      'lists nothing',
    ],
    [
      'a page less for each',
      paged(
        (page) => (page === 1 ? [1] : []),
        (page) => (page === 1 ? 1e9 : page - 1),
      ),
      'last-page-first',
      102,
      'like the 100',
    ],
    ['two pages by turns', paged((page) => (odd(page) ? [1] : [2])), 'first-page-first', 4, 'repeats an earlier page'],
    [
      'two pages by turns, counted',
      paged(
        (page) => (odd(page) ? [1] : [2]),
        () => 1e15,
      ),
      'first-page-first',
      4,
      'repeats an earlier page',
    ],
    [
      'two pages by turns',
      paged(
        (page) => (odd(page) ? [1] : [2]),
        () => 1e15,
      ),
      'last-page-first',
      5,
      'repeats an earlier page',
    ],
    ['seven pages in a circle', paged((page) => [page % 7]), 'first-page-first', 15, 'repeats an earlier page'],
    [
      'one page under each number, counted',
      paged(
        () => [1, 2],
        () => 1e15,
      ),
      'first-page-first',
      4,
      'repeats an earlier page',
    ],
  ])('%s is reported: %#', async (_, answer, order, requestCount, message) => {
    const { pages, error } = await walk(answer, { order });
    expect([pages.length, error]).toMatchObject([
      requestCount,
      { name: 'MalformedResponseError', message: expect.stringContaining(message) },
    ]);
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
