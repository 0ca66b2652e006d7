import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import {
  AbortError,
  MalformedResponseError,
  NetworkError,
  RateLimitError,
  ServerError,
  UnexpectedRedirectError,
} from '../../src/index.js';
import { FAULT_KINDS, type Fault, type FaultInput, type Sandbox } from '../../src/sandbox/index.js';
import { VALUES_PATH } from '../support/server.js';
import { clientOf, send, useSandboxes } from './use-sandbox.js';

const start = useSandboxes();

/** Deletes customer 11 during a fault. Gives up if no response comes. */
async function deleteDuring(fault: FaultInput, sandbox: Sandbox) {
  const controller = new AbortController();
  sandbox.faults.next(fault);
  const result = clientOf(sandbox)
    .customers.delete([11], { signal: controller.signal })
    .catch((error: unknown) => error);
  while (sandbox.faults.planned > 0) await nextTurn();
  if (typeof fault === 'object' && fault.kind === 'stall') controller.abort();
  return { result: await result, isDeleted: !sandbox.state.customers.has(11) };
}

describe('a fault on demand', () => {
  test.each<[string, FaultInput, unknown, boolean]>([
    ['a connection that breaks before the change', { kind: 'reset', applied: false }, NetworkError, false],
    ['a connection that breaks after the change', { kind: 'reset', applied: true }, NetworkError, true],
    ['no response', { kind: 'stall', applied: false }, AbortError, false],
    ['no response after the change', { kind: 'stall', applied: true }, AbortError, true],
    ['HTML with a 500', { kind: 'server-error', status: 500, applied: false }, ServerError, false],
    ['HTML with a 504 after the change', { kind: 'server-error', status: 504, applied: true }, ServerError, true],
    ['a 429 without headers', 'shed', RateLimitError, false],
    ['a 429 with headers', 'too-many-at-once', RateLimitError, false],
    ['a quota that another app has used up', 'quota-taken', RateLimitError, false],
    ['a redirect', 'redirect', UnexpectedRedirectError, false],
    ['a page of a proxy', 'foreign-page', MalformedResponseError, false],
  ])('%s', async (_, fault, error, isDeleted) => {
    const during = await deleteDuring(fault, await start());
    expect(during.result).toBeInstanceOf(error);
    expect(during.isDeleted).toBe(isDeleted);
  });

  test('a 429 has rate-limit headers, or none if the platform sheds load', async () => {
    const sandbox = await start();
    sandbox.faults.next('shed', 'too-many-at-once');
    const [shed, tooMany] = [await send(sandbox, 'DELETE', '/customers'), await send(sandbox, 'DELETE', '/customers')];
    expect([...shed.headers.keys()].filter((name) => name.startsWith('x-rate'))).toEqual([]);
    expect([shed.status, await shed.text()]).toEqual([429, '']);
    expect(tooMany.status).toBe(429);
    expect(tooMany.headers.get('x-rate-limit-requests-left')).toBe('149');
  });

  test('responses of the store have its headers, and those of something in between do not', async () => {
    const sandbox = await start();
    const kinds = ['turned-away', 'too-many-at-once', 'shed', 'server-error'] as const;
    sandbox.faults.next({ kind: 'turned-away', status: 403 }, kinds);
    const answers = [];
    for (let sent = 0; sent < 5; sent += 1) answers.push(await send(sandbox, 'DELETE', '/customers'));
    const ids = answers.map(({ headers }) => headers.get('x-request-id'));
    expect(ids.map((id) => id?.length)).toEqual([32, 32, 32, undefined, undefined]);
    expect(new Set(ids).size).toBe(4);
    expect(answers.map(({ headers }) => headers.has('strict-transport-security'))).toEqual(
      ids.map((id) => id !== null),
    );
  });

  test('a 5xx is an HTML page, and a redirect has the given location', async () => {
    const sandbox = await start();
    sandbox.faults.next('server-error', { kind: 'redirect', status: 307, location: 'https://elsewhere.example/' });
    const page = await send(sandbox, 'DELETE', '/customers');
    expect([page.status, page.headers.get('content-type')]).toEqual([500, 'text/html']);
    expect(await page.text()).toMatch(/^<!DOCTYPE html>/);
    const redirect = await send(sandbox, 'DELETE', '/customers');
    expect([redirect.status, redirect.headers.get('location')]).toEqual([307, 'https://elsewhere.example/']);
  });

  test('a response can end in the middle, visibly or hidden by a proxy', async () => {
    const sandbox = await start();
    const list = clientOf(sandbox).attributeValues.list;
    sandbox.faults.next('truncated');
    await expect(list()).rejects.toBeInstanceOf(NetworkError);
    sandbox.faults.next({ kind: 'truncated', hidden: true });
    await expect(list()).rejects.toBeInstanceOf(MalformedResponseError);
    sandbox.faults.next('truncated');
    await expect(clientOf(sandbox).customers.delete([11])).rejects.toBeInstanceOf(NetworkError);
  });

  test('latency and slow bodies only take time', async () => {
    const sandbox = await start();
    sandbox.faults.next({ kind: 'latency', delayMs: 20 }, { kind: 'slow-body', delayMs: 20 }, 'none');
    for (let count = 0; count < 3; count += 1)
      expect(await (await send(sandbox, 'GET', VALUES_PATH)).json()).toMatchObject({
        meta: { pagination: { total: 2 } },
      });
    expect(sandbox.exchanges.map(({ fault }) => fault)).toEqual(['latency', 'slow-body', 'none']);
    expect(sandbox.exchanges.slice(0, 2).map(({ durationMs }) => durationMs >= 19)).toEqual([true, true]);
  });

  test('another app can leave some of the quota', async () => {
    const sandbox = await start();
    sandbox.faults.next({ kind: 'quota-taken', requests: 100 });
    const { headers } = await send(sandbox, 'DELETE', '/customers');
    expect(headers.get('x-rate-limit-requests-left')).toBe('49');
  });
});

describe('faults', () => {
  const statuses = async (sandbox: Sandbox, count: number) => {
    const seen = [];
    for (let sent = 0; sent < count; sent += 1) seen.push((await send(sandbox, 'DELETE', '/customers')).status);
    return seen;
  };

  test('come in the planned order, one for each request', async () => {
    const sandbox = await start();
    sandbox.faults.next('shed', ['none', 'server-error']);
    sandbox.faults.next('redirect');
    expect(sandbox.faults.planned).toBe(4);
    expect(await statuses(sandbox, 5)).toEqual([429, 204, 500, 302, 204]);
  });

  test('can be replaced and cleared', async () => {
    const sandbox = await start();
    sandbox.faults.next('shed', 'shed');
    sandbox.faults.plan(['server-error']);
    expect(await statuses(sandbox, 2)).toEqual([500, 204]);
    sandbox.faults.next('shed');
    sandbox.faults.random({ rate: 1, kinds: ['shed'] });
    sandbox.faults.clear();
    expect(await statuses(sandbox, 1)).toEqual([204]);
  });

  test('drawn at random depend on the seed, and have the given rate', async () => {
    const seen = async (seed: number) => {
      const sandbox = await start();
      sandbox.faults.random({ seed, rate: 0.3, kinds: ['shed', 'server-error'] });
      return statuses(sandbox, 100);
    };
    const [one, again, other] = [await seen(1), await seen(1), await seen(2)];
    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
    const failed = one.filter((status) => status !== 204);
    expect(failed.length).toBeGreaterThan(15);
    expect(failed.length).toBeLessThan(45);
    expect(new Set(failed)).toEqual(new Set([429, 500]));
  });

  test('that are unknown are refused with a list of all faults', async () => {
    const { faults } = await start();
    const unknown: Fault = JSON.parse('{ "kind": "flood" }');
    expect(() => faults.next(unknown)).toThrow(`unknown fault "flood"; the faults are ${FAULT_KINDS.join(', ')}`);
    expect(() => faults.random({ rate: 2 })).toThrow('from 0 to 1');
    expect(() => faults.random({ kinds: [] })).toThrow('at least one fault');
  });
});
