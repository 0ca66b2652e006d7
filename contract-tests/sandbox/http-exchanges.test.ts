import { describe, expect, test } from '@jest/globals';
import { checkExchange } from '../../src/contract/index.js';
import type { SandboxEvent } from '../../src/sandbox/index.js';
import { VALUES_PATH } from '../support/server.js';
import { exchangeOverSocket } from './raw-exchange.js';
import { SEGMENT_ID } from './sandbox-calls.js';
import { clientOf, send, useSandboxes } from './use-sandbox.js';

const start = useSandboxes();

const PATH = '/stores/abc123example/v3';

describe('exchanges', () => {
  test('are kept as they were on the wire, without the token, in the form that the checker takes', async () => {
    const sandbox = await start();
    const client = clientOf(sandbox);
    await client.attributeValues.upsert([{ customer_id: 11, attribute_id: 1, value: 'new' }]);
    await client.attributeValues.list({ 'customer_id:in': [11] });
    await client.attributeValues.delete([1]);
    await client.customers.delete([12]);
    await client.segments.removeAllShopperProfiles(SEGMENT_ID);
    expect(sandbox.exchanges.map(({ request }) => `${request.method} ${request.url}`)).toEqual([
      `PUT ${PATH}${VALUES_PATH}`,
      `GET ${PATH}${VALUES_PATH}?customer_id:in=11`,
      `DELETE ${PATH}${VALUES_PATH}?id:in=1`,
      `DELETE ${PATH}/customers?id:in=12`,
      `DELETE ${PATH}/segments/${SEGMENT_ID}/shopper-profiles`,
    ]);
    for (const exchange of sandbox.exchanges) expect(checkExchange(exchange)).toEqual([]);
    expect(JSON.stringify(sandbox.exchanges)).not.toContain(sandbox.accessToken);
    expect(JSON.stringify(sandbox.exchanges)).toContain('[redacted]');
  });

  test('hide unknown tokens, and tokens in the wrong place', async () => {
    const sandbox = await start();
    const headers = { 'X-Auth-Token': 'of-a-real-store', Cookie: 'a=secret', 'User-Agent': sandbox.accessToken };
    await send(sandbox, 'PUT', `/nothing?token=${sandbox.accessToken}`, { headers, body: sandbox.accessToken });
    expect(JSON.stringify(sandbox.exchanges)).not.toMatch(/of-a-real-store|secret|sandbox-token/);
  });

  test('are the newest ones, up to maxExchanges', async () => {
    const sandbox = await start({ maxExchanges: 2 });
    for (const id of [1, 2, 3]) await send(sandbox, 'DELETE', `/customers?id:in=${id}`);
    expect(sandbox.exchanges.map(({ request }) => request.url.slice(-1))).toEqual(['2', '3']);
  });

  test.each<[string, number[], number[]]>([
    ['the newest', [4_000, 4_001, 4_002], [4_001, 4_002]],
    ['many small ones', [10, 20, 30], [10, 20, 30]],
    ['those before and after one that is larger than all', [10, 20_000, 30], [10, 30]],
    ['those after the oldest that had to go', [5_000, 10, 20, 5_001], [10, 20, 5_001]],
  ])('are %s, up to maxExchangeBytes', async (_, sizes, kept) => {
    const sandbox = await start({ maxExchangeBytes: 10_000 });
    for (const size of sizes) await send(sandbox, 'PUT', '/nothing', { body: 'x'.repeat(size) });
    expect(sandbox.exchanges.map(({ request }) => String(request.body).length)).toEqual(kept);
    sandbox.reset();
    await send(sandbox, 'PUT', '/nothing', { body: 'x'.repeat(8_000) });
    expect(sandbox.exchanges).toHaveLength(1);
  });

  test('count bytes of bodies in any script, of URLs and of headers', async () => {
    const sandbox = await start({ maxExchangeBytes: 10_000 });
    await send(sandbox, 'PUT', '/nothing', { body: '\u6587'.repeat(3_000) });
    expect(sandbox.exchanges).toHaveLength(1);
    await send(sandbox, 'PUT', '/nothing', { body: '\u6587'.repeat(3_400) });
    await send(sandbox, 'PUT', `/${'x'.repeat(10_000)}`);
    await send(sandbox, 'PUT', '/nothing', { headers: { 'X-Long': 'x'.repeat(10_000) } });
    expect(sandbox.exchanges).toHaveLength(1);
  });
});

describe('a listener', () => {
  test('is called for every request, with or without a response, and may throw', async () => {
    const seen: string[] = [];
    const onExchange = ({ request, response, fault }: SandboxEvent) => {
      seen.push(`${request.method} ${response?.status} ${fault}`);
      throw new Error('what a listener throws');
    };
    const sandbox = await start({ onExchange });
    sandbox.faults.next('none', 'none', 'reset');
    const request = `DELETE ${PATH}/customers HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: sandbox-token\r\n\r\n`;
    const isSecond = (received: string) => received.split('HTTP/1.1 204').length > 2 && received.endsWith('\r\n\r\n');
    const answers = await exchangeOverSocket(Number(new URL(sandbox.url).port), request + request, isSecond);
    expect(isSecond(answers)).toBe(true);
    await expect(send(sandbox, 'DELETE', '/customers')).rejects.toThrow();
    expect(seen).toEqual(['DELETE 204 none', 'DELETE 204 none', 'DELETE undefined reset']);
    expect(sandbox.exchanges).toHaveLength(2);
  });
});

describe('reset', () => {
  test('goes back to the seed, the whole quota, no faults and no exchanges', async () => {
    const sandbox = await start({ quota: 1 });
    await send(sandbox, 'DELETE', '/customers?id:in=11,12');
    sandbox.faults.next('shed');
    sandbox.faults.random({ rate: 1, kinds: ['shed'] });
    sandbox.reset();
    expect([...sandbox.state.customers]).toEqual([11, 12, 13]);
    expect(sandbox.exchanges).toEqual([]);
    expect((await send(sandbox, 'DELETE', '/customers?id:in=11')).status).toBe(204);
  });
});
