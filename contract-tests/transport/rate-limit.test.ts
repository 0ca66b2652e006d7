import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type RateLimit, readRateLimit } from '../../src/transport/rate-limit.js';

const NOW = 'Mon, 02 Mar 2026 12:00:00 GMT';
const IN_TEN_SECONDS = 'Mon, 02 Mar 2026 12:00:10 GMT';

const read = (headers: Readonly<Record<string, string>>) => readRateLimit(new Headers(headers), () => Date.parse(NOW));

describe('the quota is what an answer states', () => {
  test('in all of its headers, in any case', () => {
    const headers = {
      'x-rate-limit-requests-left': '14',
      'X-RATE-LIMIT-REQUESTS-QUOTA': '25',
      'X-Rate-Limit-Time-Reset-Ms': '3000',
      'X-Rate-Limit-Time-Window-Ms': '5000',
    };
    const expected = { requestsLeft: 14, requestsQuota: 25, timeResetMs: 3_000, timeWindowMs: 5_000 };
    expect(read(headers)).toEqual(expected);
  });

  test('member by member: one that is missing or malformed takes no other with it', () => {
    expect(read({ 'X-Rate-Limit-Requests-Left': '0', 'X-Rate-Limit-Time-Reset-Ms': 'soon' })).toEqual({
      requestsLeft: 0,
    });
  });

  test.each([
    ['', undefined],
    [' ', undefined],
    ['-1', undefined],
    ['+1', { requestsLeft: 1 }],
    ['++1', undefined],
    ['1.5', { requestsLeft: 1 }],
    ['"14"', { requestsLeft: 14 }],
    ['"14', undefined],
    ['14s', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['1,000', undefined],
    ['0, 0', { requestsLeft: 0 }],
    ['1, 0', undefined],
    ['.5', { requestsLeft: 0 }],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['unlimited', undefined],
    ['1000000000000000', { requestsLeft: 1e15 }],
    ['9'.repeat(400), { requestsLeft: Number.MAX_SAFE_INTEGER }],
    ['999999999999999', { requestsLeft: 999_999_999_999_999 }],
    ['0', { requestsLeft: 0 }],
    ['007', { requestsLeft: 7 }],
  ])('and nothing where it is no whole number: %j', (text, expected) => {
    const headers = { get: (name: string) => (name === 'X-Rate-Limit-Requests-Left' ? text : null) };
    expect(readRateLimit(headers, Date.now)).toEqual(expected);
  });

  test.each([
    ['1500.5', 1_501],
    ['+1500', 1_500],
    ['"1500"', 1_500],
    ['1500ms', 1_500],
    ['2s', 2_000],
    ['2 S', 2_000],
    ['2 seconds', 2_000],
    ['2000;', 2_000],
    ['2000, 2000', 2_000],
    ['2000, 3000', undefined],
    ['9'.repeat(30), Number.MAX_SAFE_INTEGER],
    ['2 min', undefined],
    ['-1', undefined],
    ['1,500', undefined],
  ])('with milliseconds in any form that has one meaning: %j', (text, timeResetMs) => {
    expect(read({ 'X-Rate-Limit-Time-Reset-Ms': text })).toEqual(timeResetMs && { timeResetMs });
  });

  test('and nothing where the answer is silent', () => {
    expect(read({})).toBeUndefined();
    expect(read({ 'Content-Type': 'application/json', Date: NOW })).toBeUndefined();
  });

  test('and cannot be changed by whoever is shown it', () => {
    expect(Object.isFrozen(read({ 'X-Rate-Limit-Requests-Left': '1' }))).toBe(true);
  });
});

describe('how long to wait is the longer of X-Retry-After and Retry-After', () => {
  test.each<[string, Readonly<Record<string, string>>, number | undefined]>([
    ['the vendor’s, in seconds', { 'X-Retry-After': '15' }, 15_000],
    ['the standard one, in seconds', { 'Retry-After': '15' }, 15_000],
    ['the vendor’s is longer', { 'X-Retry-After': '15', 'Retry-After': '2' }, 15_000],
    ['the standard one is longer', { 'X-Retry-After': '2', 'Retry-After': '15' }, 15_000],
    ['not at all', { 'X-Retry-After': '0' }, 0],
    ['one is malformed', { 'X-Retry-After': 'later', 'Retry-After': '15' }, 15_000],
    ['a date, compared with that of the answer', { 'Retry-After': IN_TEN_SECONDS, Date: NOW }, 10_000],
    ['a date is longer than seconds', { 'Retry-After': IN_TEN_SECONDS, 'X-Retry-After': '3', Date: NOW }, 10_000],
    ['seconds are longer than a date', { 'Retry-After': IN_TEN_SECONDS, 'X-Retry-After': '30', Date: NOW }, 30_000],
    ['a date that is now', { 'Retry-After': NOW, Date: NOW }, 0],
    ['a date that is over', { 'Retry-After': NOW, Date: IN_TEN_SECONDS }, undefined],
    ['a date in an answer without one, compared with this machine’s', { 'Retry-After': IN_TEN_SECONDS }, 10_000],
    ['a date in an answer with a malformed one', { 'Retry-After': IN_TEN_SECONDS, Date: 'today' }, 10_000],
    ['a date that is over for this machine', { 'Retry-After': 'Mon, 02 Mar 2026 11:59:59 GMT' }, undefined],
    ['seconds, not a year', { 'Retry-After': '+2050' }, 2_050_000],
    ['a negative number', { 'Retry-After': '-5', Date: NOW }, undefined],
    ['a fraction, rounded up', { 'Retry-After': '1.5', Date: NOW }, 2_000],
    [
      'the later of two dates',
      { 'Retry-After': `Mon, 02 Mar 2026 12:00:02 GMT, ${IN_TEN_SECONDS}`, Date: NOW },
      10_000,
    ],
    ['a fraction without a whole part', { 'Retry-After': '.5' }, 1_000],
    ['the most of two headers', { 'Retry-After': '1, 4' }, 4_000],
    ['a plus', { 'Retry-After': '+4' }, 4_000],
    ['its unit', { 'Retry-After': '4s' }, 4_000],
    ['another unit', { 'Retry-After': '2500 ms' }, 2_500],
    ['quotes', { 'X-Retry-After': '"4"' }, 4_000],
    ['one quote', { 'Retry-After': '"4', Date: NOW }, undefined],
    ['a unit that is not known', { 'Retry-After': '4 fortnights', Date: NOW }, undefined],
    ['another way to write numbers', { 'Retry-After': '0x4', Date: NOW }, undefined],
    ['a power of ten', { 'Retry-After': '4e0', Date: NOW }, undefined],
    ['more than can be counted', { 'Retry-After': '9'.repeat(500) }, Number.MAX_SAFE_INTEGER],
    ['more than can be counted, after 1', { 'Retry-After': `1, ${'9'.repeat(16)}` }, Number.MAX_SAFE_INTEGER],
    ['two dates', { 'Retry-After': '1, soon' }, undefined],
    ['no time at all', { 'Retry-After': 'soon', Date: NOW }, undefined],
  ])('%s', (_, headers, expected) => {
    expect(read(headers)?.retryAfterMs).toBe(expected);
  });

  test('whatever the clock of this machine says', () => {
    const lastCentury = { 'Retry-After': 'Fri, 02 Mar 1990 12:00:10 GMT', Date: 'Fri, 02 Mar 1990 12:00:00 GMT' };
    expect(read(lastCentury)).toEqual({ retryAfterMs: 10_000 });
  });
});

test('what is read is never negative, infinite or not a number, whatever the headers hold', () => {
  const text = fc.oneof(
    fc.string(),
    fc.integer().map(String),
    fc.double().map(String),
    fc.constantFrom(NOW, IN_TEN_SECONDS),
  );
  const names = ['Requests-Left', 'Requests-Quota', 'Time-Reset-Ms', 'Time-Window-Ms'].map((n) => `X-Rate-Limit-${n}`);
  const all = [...names, 'X-Retry-After', 'Retry-After', 'Date'];
  const given = fc.array(fc.option(text), { minLength: all.length, maxLength: all.length });
  fc.assert(
    fc.property(given, (texts) => {
      const limit: RateLimit = readRateLimit({ get: (name) => texts[all.indexOf(name)] ?? null }, Date.now) ?? {};
      for (const number of Object.values(limit)) expect(Number.isFinite(number) && number >= 0).toBe(true);
    }),
  );
});

test('a long header is read in linear time', () => {
  const long = ['9'.repeat(100_000), ' '.repeat(100_000), '"'.repeat(100_000), '1 '.repeat(50_000)];
  const startedAt = performance.now();
  for (const text of long) readRateLimit({ get: () => `1${text}x` }, Date.now);
  expect(performance.now() - startedAt).toBeLessThan(500);
});
