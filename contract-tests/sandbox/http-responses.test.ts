import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { VALUES_PATH } from '../support/server.js';
import { exchangeOverSocket } from './raw-exchange.js';
import { SEGMENT_ID } from './sandbox-calls.js';
import { send, useSandboxes } from './use-sandbox.js';

const start = useSandboxes();

const PATH = '/stores/abc123example/v3';

describe('over HTTP, a sandbox behaves as BigCommerce does:', () => {
  const head = (method: string, path: string, ...lines: string[]) =>
    [`${method} ${PATH}${path} HTTP/1.1`, 'Host: localhost', 'X-Auth-Token: sandbox-token', ...lines, '', ''].join(
      '\r\n',
    );

  test('the response to a deletion has the recorded headers and no others', async () => {
    const { port } = new URL((await start()).url);
    const answer = await exchangeOverSocket(Number(port), head('DELETE', '/customers?id:in=11'));
    const [statusLine, ...lines] = answer.split('\r\n\r\n')[0]?.split('\r\n') ?? [];
    expect(statusLine).toBe('HTTP/1.1 204 No Content');
    expect(lines.map((line) => line.replace(/: .*/, '')).sort()).toEqual([
      'Connection',
      'Strict-Transport-Security',
      'X-Rate-Limit-Requests-Left',
      'X-Rate-Limit-Requests-Quota',
      'X-Rate-Limit-Time-Reset-Ms',
      'X-Rate-Limit-Time-Window-Ms',
      'X-Request-Id',
    ]);
    expect(answer.split('\r\n\r\n')[1]).toBe('');
  });

  test('the response to an upsert has the recorded headers and body, and no length', async () => {
    const { port } = new URL((await start()).url);
    const body = '[{"attribute_id":1,"value":"some value","customer_id":13}]';
    const request = head('PUT', VALUES_PATH, `Content-Length: ${body.length}`) + body;
    const [answer = '', ...chunks] = (await exchangeOverSocket(Number(port), request)).split('\r\n\r\n');
    const lines = answer.split('\r\n').slice(1);
    expect(lines).toEqual(
      expect.arrayContaining([
        'Content-Type: application/json',
        'Transfer-Encoding: chunked',
        'Connection: keep-alive',
        'Vary: Accept-Encoding',
        'X-Rate-Limit-Requests-Left: 149',
        'X-Rate-Limit-Requests-Quota: 150',
        'X-Rate-Limit-Time-Window-Ms: 30000',
        'Strict-Transport-Security: max-age=31536000; includeSubDomains',
      ]),
    );
    expect(lines).toHaveLength(10);
    expect(chunks.join()).toMatch(
      /{"data":\[{"id":3,"customer_id":13,"attribute_id":1,"attribute_value":"some value","date_created":"[^"]+Z","date_modified":"[^"]+Z"}\],"meta":{}}/,
    );
  });

  test('it compresses bodies for clients that accept it', async () => {
    const sandbox = await start();
    const response = await send(sandbox, 'GET', VALUES_PATH, {
      headers: { 'Accept-Encoding': 'gzip' },
    });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.json()).toMatchObject({ meta: { pagination: { total: 2 } } });
  });

  test('it checks route, token, scope and request in this order', async () => {
    const sandbox = await start({ tokens: { reader: [] } });
    const statusOf = async (method: string, path: string, token?: string) => {
      const headers = token === undefined ? {} : { 'X-Auth-Token': token };
      const response = await fetch(`${sandbox.url}${PATH}${path}`, { method, headers });
      return [response.status, response.headers.get('content-type'), await response.text()];
    };
    expect(await statusOf('POST', '/customers?id:in=x')).toEqual([
      404,
      'text/plain',
      'The route is not found, check the URL',
    ]);
    expect(await statusOf('DELETE', '/customers?id:in=x')).toEqual([
      401,
      'text/plain',
      'X-Auth-Token header is required',
    ]);
    expect(await statusOf('DELETE', '/customers?id:in=x', '')).toEqual([
      401,
      'text/plain',
      'X-Auth-Token header should have correct format',
    ]);
    expect(await statusOf('DELETE', '/customers?id:in=x', 'unknown')).toEqual([
      401,
      'application/json',
      '{"status":401,"title":"Unauthorized"}',
    ]);
    expect(await statusOf('DELETE', '/customers?id:in=x', 'reader')).toEqual([
      403,
      'application/json',
      expect.stringContaining('"You don\'t have a required scope to access the endpoint"'),
    ]);
    expect(await statusOf('DELETE', '/customers?id:in=x', sandbox.accessToken)).toEqual([
      422,
      'application/json',
      expect.stringContaining('may contain only integer values'),
    ]);
  });

  test('deleting customers without ids does nothing; removing profiles without ids empties the segment', async () => {
    const sandbox = await start();
    expect((await send(sandbox, 'DELETE', '/customers')).status).toBe(204);
    expect((await send(sandbox, 'DELETE', `/segments/${SEGMENT_ID}/shopper-profiles`)).status).toBe(200);
    expect([...sandbox.state.customers]).toEqual([11, 12, 13]);
    expect(sandbox.state.segments.get(SEGMENT_ID)?.size).toBe(0);
  });

  test('it reads queries as they are on the wire: repeated parameters, encoded commas, encoded dates, undeclared parameters', async () => {
    const sandbox = await start();
    const total = async (query: string) => {
      const response = await send(sandbox, 'GET', `${VALUES_PATH}${query}`);
      const body = await response.json();
      return body.meta?.pagination.total ?? body.title;
    };
    expect(await total('?customer_id:in=11&customer_id:in=12')).toBe(1);
    expect(await total('?customer_id%3Ain=11%2C12')).toBe(2);
    expect(await total('?date_created:min=2099-01-01T00%3A00%3A00Z')).toBe(2);
    expect(await total('?date_created:min=2099-01-01T00:00:00Z')).toBe(0);
    expect(await total('?&page=1')).toBe('The filter(s):  are not valid filter parameter(s).');
  });

  test('it turns away too many calls at once until others end, although requests are left', async () => {
    const sandbox = await start();
    const body = JSON.stringify([{ customer_id: 11, attribute_id: 1, value: 'x' }]);
    const upsert = (init: RequestInit = {}) => send(sandbox, 'PUT', VALUES_PATH, { body, ...init });
    const controller = new AbortController();
    sandbox.faults.plan(Array.from({ length: 3 }, () => ({ kind: 'stall', applied: true }) as const));
    const running = [1, 2, 3].map(() => upsert({ signal: controller.signal }).catch(() => 'given up'));
    while (sandbox.faults.planned > 0) await nextTurn();
    const refused = await upsert();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('x-rate-limit-requests-left'))).toBeGreaterThan(0);
    controller.abort();
    expect(await Promise.all(running)).toEqual(['given up', 'given up', 'given up']);
    while ((await upsert()).status === 429) await nextTurn();
  });

  test('it counts the quota down, then responds with 429 until the window ends', async () => {
    const sandbox = await start({ quota: 2, windowMs: 60_000 });
    const answers = [];
    for (let count = 0; count < 3; count += 1) answers.push(await send(sandbox, 'DELETE', '/customers?id:in=99'));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 429]);
    expect(answers.map(({ headers }) => headers.get('x-rate-limit-requests-left'))).toEqual(['1', '0', '0']);
    expect(await answers[2]?.json()).toMatchObject({ status: 429, title: 'Too many requests' });
  });
});
