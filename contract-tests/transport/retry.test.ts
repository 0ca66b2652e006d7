import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OperationInput } from '../../generated/client.js';
import type { ClientOperation } from '../../generated/descriptor.js';
import { type OperationId, operations } from '../../generated/operations.js';
import {
  AbortError,
  InvalidRequestError,
  MalformedResponseError,
  NetworkError,
  TimeoutError,
} from '../../src/index.js';
import type { RateLimit } from '../../src/transport/rate-limit.js';
import { createApiError } from '../../src/transport/response.js';
import { isRepeatable, isTransient, type RetryPolicy, retryDelayMs } from '../../src/transport/retry.js';

const POLICY: RetryPolicy = { maxRetries: 5, minDelayMs: 500, maxDelayMs: 30_000 };
const LAST_CHANCE = 1 - 2 ** -53;
const past = (retries: number, statedRefusals = 0) => ({ retries, statedRefusals });
const call = { operationId: 'listCustomerAttributeValues', method: 'GET', path: '/x', attempts: [] } as const;

const answered = (status: number) =>
  createApiError({ ...call, status, body: undefined, requestId: undefined, rateLimit: undefined });
const broken = (code: string | undefined) => new NetworkError({ ...call, code, cause: new Error('x') });
const malformed = (isUnreadable: boolean) => {
  const answer = { status: 200, requestId: undefined, contentType: undefined, body: '' };
  return new MalformedResponseError({ ...call, ...answer, problem: 'x', isUnreadable });
};

describe('the wait before a retry', () => {
  test.each<[string, number, number, number]>([
    ['the first, at least', 0, 0, 500],
    ['the first, at most', 0, LAST_CHANCE, 1_000],
    ['the second, at least', 1, 0, 500],
    ['the second, at most', 1, LAST_CHANCE, 2_000],
    ['the second, in the middle', 1, 0.5, 1_250],
    ['the fifth, at most', 4, LAST_CHANCE, 16_000],
    ['the sixth, at most: the cap', 5, LAST_CHANCE, 30_000],
    ['the sixth, at least', 5, 0, 500],
    ['the millionth, at most: the cap', 1_000_000, LAST_CHANCE, 30_000],
  ])('is random between the floor and a ceiling that doubles up to the cap: %s', (_, retries, chance, expected) => {
    expect(retryDelayMs(POLICY, past(retries), chance, 503)).toBeCloseTo(expected, 6);
  });

  test('is the floor where the cap lies below it', () => {
    for (const chance of [0, 0.5, LAST_CHANCE])
      expect(retryDelayMs({ maxRetries: 1, minDelayMs: 700, maxDelayMs: 100 }, past(3), chance, 500)).toBe(700);
  });

  // Chance 0, so that backoff alone would wait for 500 milliseconds.
  test.each<[string, number | undefined, RateLimit | undefined, number | undefined]>([
    ['429 without headers: backs off', 429, undefined, 500],
    ['429 with the quota used up: until the reset', 429, { requestsLeft: 0, timeResetMs: 4_000 }, 4_000],
    ['and not a moment longer, when that is soon', 429, { requestsLeft: 0, timeResetMs: 30 }, 30],
    ['429 that tells the reset alone: until then', 429, { timeResetMs: 4_000 }, 4_000],
    ['429 for concurrency, with requests left: backs off', 429, { requestsLeft: 7, timeResetMs: 4_000 }, 500],
    ['unless it says how long', 429, { requestsLeft: 7, timeResetMs: 4_000, retryAfterMs: 2_000 }, 2_000],
    ['a longer reset wins', 429, { requestsLeft: 0, timeResetMs: 4_000, retryAfterMs: 1_000 }, 4_000],
    ['a longer Retry-After wins', 429, { requestsLeft: 0, timeResetMs: 4_000, retryAfterMs: 9_000 }, 9_000],
    ['429 with Retry-After alone', 429, { retryAfterMs: 9_000 }, 9_000],
    ['a Retry-After below the floor does not shorten the wait', 429, { retryAfterMs: 0 }, 500],
    ['a reset that is now is no reason to hurry', 429, { requestsLeft: 0, timeResetMs: 0 }, 500],
    ['503 with Retry-After', 503, { retryAfterMs: 2_000 }, 2_000],
    ['503 when the quota is used up as well', 503, { requestsLeft: 0, timeResetMs: 4_000 }, 500],
    ['no answer at all', undefined, undefined, 500],
    ['as long as an hour', 429, { timeResetMs: 3_600_000 }, 3_600_000],
    ['never for longer than that', 429, { timeResetMs: 3_600_001 }, undefined],
    ['by whatever header', 503, { retryAfterMs: 86_400_000 }, undefined],
    ['a far reset says nothing while requests are left', 429, { requestsLeft: 1, timeResetMs: 1e15 }, 500],
  ])('is as long as the store says: %s', (_, status, rateLimit, expected) => {
    expect(retryDelayMs(POLICY, past(0), 0, status, rateLimit)).toBe(expected);
  });

  test('is between one millisecond and an hour, or there is none, whatever a store says', () => {
    const number = fc.oneof(fc.nat(4_000_000), fc.constantFrom(0, 1, 999_999_999_999_999, 1e18));
    const stated: fc.Arbitrary<RateLimit> = fc.record(
      { requestsLeft: number, requestsQuota: number, timeResetMs: number, timeWindowMs: number, retryAfterMs: number },
      { requiredKeys: [] },
    );
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const status = fc.constantFrom(undefined, 429, 500, 503);
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(20), chance, status, stated, (retries, refusals, random, answer, rateLimit) => {
        const delayMs = retryDelayMs(POLICY, past(retries, refusals), random, answer, rateLimit);
        if (delayMs === undefined) return;
        expect(delayMs).toBeGreaterThanOrEqual(1);
        expect(delayMs).toBeLessThanOrEqual(3_600_000);
        expect(delayMs).toBeGreaterThanOrEqual(rateLimit.retryAfterMs ?? 0);
      }),
    );
  });
});

describe('a failure may pass', () => {
  test.each([
    ...([429, 500, 502, 503, 504] as const).map((status) => [status, true] as const),
    ...[400, 401, 403, 404, 405, 408, 409, 413, 415, 422, 425, 501, 505, 507, 511].map((s) => [s, false] as const),
  ])('or not, by its status: %i %p', (status, expected) => {
    for (const isRead of [true, false]) expect(isTransient(answered(status), isRead)).toBe(expected);
  });

  const connection = [
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ConnectionClosed',
  ];
  test.each([...connection, 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', undefined])(
    'when a connection broke: %p',
    (code) => {
      for (const isRead of [true, false]) expect(isTransient(broken(code), isRead)).toBe(true);
    },
  );

  const certificate = ['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID'];
  test.each([...certificate, 'ERR_INVALID_URL', 'UND_ERR_INVALID_ARG', 'XECONNRESET'])('but not: %s', (code) => {
    for (const isRead of [true, false]) expect(isTransient(broken(code), isRead)).toBe(false);
  });

  test.each<[string, unknown, boolean, boolean]>([
    ['an unreadable answer to a read', malformed(true), true, true],
    ['an unreadable answer to a write', malformed(true), false, false],
    ['an answer that says something else', malformed(false), true, false],
    ['a timeout', new TimeoutError({ ...call, timeoutMs: 1, sent: true }), false, true],
    ['what the caller aborted', new AbortError({ ...call, reason: 'x', sent: true }), true, false],
    ['what was never acceptable', new InvalidRequestError([]), true, false],
    ['no error at all', undefined, true, false],
  ])('or not, by its kind: %s', (_, error, isRead, expected) => {
    expect(isTransient(error, isRead)).toBe(expected);
  });
});

describe('a request is sent again only where the document says that this is harmless', () => {
  const segment = { segmentId: '4f5a1f4e-1f0f-4b6c-8f30-3b1c7d7f1c11' };
  const removal = (query: object) => ({ params: { path: segment, query } });
  test.each<[string, OperationId, OperationInput<'removeShopperProfilesFromSegment'>, boolean]>([
    ['a removal with ids', 'removeShopperProfilesFromSegment', removal({ 'id:in': ['x'] }), true],
    ['a removal of everything', 'removeShopperProfilesFromSegment', { params: { path: segment } }, false],
    ['the same, written otherwise', 'removeShopperProfilesFromSegment', removal({}), false],
    [
      'the same, with ids that are not there',
      'removeShopperProfilesFromSegment',
      removal({ 'id:in': undefined }),
      false,
    ],
  ])('%s', (_, operationId, input, expected) => {
    expect(isRepeatable(operations[operationId], input)).toBe(expected);
  });

  test('and not where it says nothing', () => {
    const { repeatable, ...silent }: ClientOperation = operations.deleteCustomers;
    const input = { params: { query: { 'id:in': [1] } } };
    expect([repeatable, isRepeatable(operations.deleteCustomers, input), isRepeatable(silent, input)]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
