import { describe, expect, test } from '@jest/globals';
import { operations } from '../../generated/operations.js';
import { admit } from '../../src/sandbox/admit.js';
import { createRateWindow, endCall, takeByAnotherApp, takeRequest } from '../../src/sandbox/limits.js';
import { answerRequest } from '../../src/sandbox/operations.js';
import { VALUES_PATH } from '../support/server.js';
import { get, put, removeProfiles, request, START_MS, storeWith } from './sandbox-calls.js';

describe('the quota', () => {
  test('counts from the first request after the last window ended, to the millisecond', () => {
    const window = createRateWindow(2, 30_000);
    const readings = [5_000, 5_337, 20_000, 34_999, 35_000, 100_000].map((nowMs) => {
      const { allowed, left, resetMs } = takeRequest(window, nowMs);
      return { nowMs, allowed, left, resetMs };
    });
    expect(readings).toEqual([
      { nowMs: 5_000, allowed: true, left: 1, resetMs: 30_000 },
      { nowMs: 5_337, allowed: true, left: 0, resetMs: 29_663 },
      { nowMs: 20_000, allowed: false, left: 0, resetMs: 15_000 },
      { nowMs: 34_999, allowed: false, left: 0, resetMs: 1 },
      { nowMs: 35_000, allowed: true, left: 1, resetMs: 30_000 },
      { nowMs: 100_000, allowed: true, left: 1, resetMs: 30_000 },
    ]);
  });

  test('is shared with other apps, which can also start a window', () => {
    const window = createRateWindow(10, 30_000);
    takeByAnotherApp(window, 1_000, 4);
    expect(takeRequest(window, 2_000)).toMatchObject({ allowed: true, left: 5, resetMs: 29_000 });
    takeByAnotherApp(window, 3_000);
    expect(takeRequest(window, 4_000)).toMatchObject({ allowed: false, left: 0, resetMs: 27_000 });
  });

  test('is in every response to a request with a valid token, even a refusal', () => {
    const store = storeWith({ quota: 3, windowMs: 1_000 });
    const sent = [get(), get('?colour=red'), put('{'), get()];
    const answers = sent.map((each, index) => answerRequest(store, each, START_MS + index * 100));
    expect(answers.map(({ status }) => status)).toEqual([200, 422, 400, 429]);
    expect(answers.map(({ headers }) => headers['X-Rate-Limit-Requests-Left'])).toEqual(['2', '1', '0', '0']);
    expect(answers.map(({ headers }) => headers['X-Rate-Limit-Time-Reset-Ms'])).toEqual(['1000', '900', '800', '700']);
    expect(answerRequest(store, get(), START_MS + 1_000).status).toBe(200);
  });

  test('is not used up by requests without a token or without a route', () => {
    const store = storeWith();
    answerRequest(store, request('GET', VALUES_PATH, { headers: {} }), START_MS);
    const { headers } = answerRequest(store, request('GET', '/nothing'), START_MS);
    expect(headers['X-Rate-Limit-Requests-Left']).toBeUndefined();
    expect(store.window.used).toBe(0);
  });
});

describe('calls at once', () => {
  test.each([
    ['upserts', put([{ customer_id: 11, attribute_id: 1, value: 'x' }]), operations.upsertCustomerAttributeValues],
    ['removals', removeProfiles(''), operations.removeShopperProfilesFromSegment],
  ])('%s beyond the limit are turned away while requests are left', (_, sent, { maxConcurrency }) => {
    const store = storeWith();
    const running = Array.from({ length: maxConcurrency }, () => admit(store, sent, START_MS));
    expect(running.every((admission) => 'call' in admission)).toBe(true);
    const answer = answerRequest(store, sent, START_MS);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['X-Rate-Limit-Requests-Left'])).toBeGreaterThan(0);
    expect(answerRequest(store, get(), START_MS).status).toBe(200);
    const [first] = running;
    if (first && 'call' in first) endCall(store.inFlight, first.call.route.operation);
    expect(answerRequest(store, sent, START_MS).status).not.toBe(429);
  });
});
