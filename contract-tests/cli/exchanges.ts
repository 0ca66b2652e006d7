import { HOST, ORIGIN, VALUES_PATH } from '../support/server.js';
export const PATH = `/stores/abc123example/v3${VALUES_PATH}?limit=50`;
export const TOKEN = 'tok3ntok3ntok3ntok3ntok3ntok3n1';

const record = {
  id: 7,
  attribute_id: 3,
  customer_id: 23,
  attribute_value: 'blue',
  date_created: '2026-01-01T00:00:00Z',
  date_modified: '2026-01-01T00:00:00Z',
};
const pagination = { total: 1, count: 1, per_page: 50, current_page: 1, total_pages: 1 };

/** The body of a response to a list call, with changes to its only record. */
export function page(changes: object = {}) {
  return { data: [{ ...record, ...changes }], meta: { pagination } };
}

/** A nock definition of a list call. */
export function definition(changes: object = {}) {
  return {
    scope: `${ORIGIN}:443`,
    method: 'GET',
    path: PATH,
    body: '',
    status: 200,
    response: page(),
    rawHeaders: ['Content-Type', 'application/json'],
    responseIsBinary: false,
    ...changes,
  };
}

/** A HAR entry of a list call. */
export function entry({ request = {}, response = {} }: { request?: object; response?: object } = {}) {
  return {
    startedDateTime: '2026-11-21T10:00:00.000Z',
    time: 5,
    request: {
      method: 'GET',
      url: ORIGIN + PATH,
      httpVersion: 'HTTP/2',
      headers: [
        { name: ':authority', value: HOST },
        { name: 'X-Auth-Token', value: TOKEN },
      ],
      queryString: [{ name: 'limit', value: '50' }],
      ...request,
    },
    response: {
      status: 200,
      headers: [{ name: 'content-type', value: 'application/json' }],
      content: { size: 200, mimeType: 'application/json', text: JSON.stringify(page()) },
      ...response,
    },
  };
}

export function har(...entries: readonly unknown[]) {
  return { log: { version: '1.2', creator: { name: 'test', version: '1' }, entries } };
}

export function harContent(text: string, rest: object = {}) {
  return { response: { content: { size: text.length, mimeType: 'application/json', text, ...rest } } };
}
