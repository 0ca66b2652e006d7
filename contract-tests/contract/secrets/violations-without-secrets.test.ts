import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Contract, Violation } from '../../../src/contract/index.js';
import { withoutSecrets } from '../../../src/contract/secrets/mask.js';
import { violation } from '../../../src/contract/violations.js';
import { contractOfHotel } from '../../support/one-schema.js';

let CONTRACT: Contract;
beforeAll(async () => {
  CONTRACT = await contractOfHotel();
});

/** What is shown of a violation in an exchange that has secrets of eight and seven characters, and a number. */
const shown = (pointer: string, actual: unknown, expected = 'more'): Violation => {
  const body = { password: ['hush-888', 'hush777', 12_345_678, 1_234] };
  const place = { operationId: 'getThings', location: 'response.body', pointer } as const;
  const [clean] = withoutSecrets(
    [violation(place, 'k', expected, actual)],
    { response: { status: 200, body } },
    CONTRACT,
  );
  if (!clean) throw new Error('a violation is gone');
  return clean;
};

describe('a value is shown by where it stands', () => {
  test.each<[pointer: string, isHidden: boolean]>([
    ['/request/headers/x-hotel', true],
    ['/request/headers/x-motel', false],
    ['/request/headers/code', true],
    ['/request/query/Room', true],
    ['/request/query/room/0', true],
    ['/request/query/broom', false],
    ['/request/query/code', true],
    ['/request/path/token', true],
    ['/request/path/code', false],
    ['/request/path/room', false],
    ['/response/body/token/0/a', true],
    ['/response/body/a/token', true],
    ['/response/body/a~1token', true],
    ['/response/body/code', false],
    ['/response/body/room', false],
    ['/response/body', false],
    ['/request/url', false],
    ['/token', false],
    ['/request', false],
  ])('%s', (pointer, isHidden) => {
    expect(shown(pointer, 'any').actual).toBe(isHidden ? '[redacted]' : 'any');
  });
});

test.each<[unknown, unknown]>([
  [undefined, undefined],
  [null, null],
  [true, true],
  [false, false],
  ['', ''],
  [0, '[redacted]'],
  ['a', '[redacted]'],
  [{ a: 1 }, '[redacted]'],
])('that there is nothing, or only a yes or a no, is no secret: %j', (value, expected) => {
  expect(shown('/response/body/token', value).actual).toEqual(expected);
  expect(shown('/response/body', { token: value }).actual).toEqual({ token: expected });
});

test.each<[unknown, unknown]>([
  ['it is hush-888!', 'it is [redacted]!'],
  ['it is hush777!', 'it is hush777!'],
  ['hush777', '[redacted]'],
  ['password=any', 'password=[redacted]'],
  [12_345_678, '[redacted]'],
  [1_234, '[redacted]'],
  [-12_345_678, '[redacted]'],
  [123_456, 123_456],
  [true, true],
  [undefined, undefined],
  [
    ['hush-888', ['hush777', 5]],
    ['[redacted]', ['[redacted]', 5]],
  ],
  [{ a: { b: 'hush-888' } }, { a: { b: '[redacted]' } }],
  [{ 'hush-888': 1, hush777: 2 }, { '[redacted]': 2 }],
  [
    { pin: { a: 1 }, spin: { a: 1 } },
    { pin: '[redacted]', spin: { a: 1 } },
  ],
  [JSON.parse('{ "__proto__": { "a": "hush-888" } }'), JSON.parse('{ "__proto__": { "a": "[redacted]" } }')],
])('elsewhere, secrets are taken out of a value: %j', (value, expected) => {
  expect(shown('/response/body', value).actual).toEqual(expected);
});

test('a value is shown to a hundred levels', () => {
  const within = [(inner: unknown) => [inner], (inner: unknown) => ({ a: inner })];
  for (const around of within) {
    const nested = (inner: unknown) => Array.from({ length: 101 }).reduce(around, inner);
    expect(shown('/response/body', nested('a')).actual).toEqual(nested('a'));
    expect(shown('/response/body', nested([])).actual).toEqual(nested('[nested too deeply]'));
  }
});

test('its place, what was expected and the message have no secrets either', () => {
  expect(shown('/response/body/hush-888', { 'hush-888': 1 }, 'other than hush-888')).toEqual({
    operationId: 'getThings',
    location: 'response.body',
    pointer: '/response/body/[redacted]',
    rule: undefined,
    keyword: 'k',
    expected: 'other than [redacted]',
    actual: { '[redacted]': 1 },
    message:
      'getThings: /response/body/[redacted] (response.body): expected other than [redacted], got {"[redacted]":1} (k)',
  });
});

test.each([
  [1_000, 'a'],
  [1_001, '[redacted]'],
])('of an exchange with %i secrets, %j is shown', (secrets, expected) => {
  const body = { password: Array.from({ length: secrets }, (_, index) => `hush${index}`) };
  const place = { operationId: undefined, location: 'response.body', pointer: '/response/body' } as const;
  const [clean] = withoutSecrets([violation(place, 'k', 'b', 'a')], { response: { status: 200, body } }, CONTRACT);
  expect(clean?.actual).toBe(expected);
});
