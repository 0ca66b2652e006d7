import { describe, expect, test } from '@jest/globals';
import type { ValidationIssue } from '../../generated/descriptor.js';
import { describeFirst, findIssues, preview, violation, violationsOf } from '../../src/contract/violations.js';

const PLACE = { operationId: 'getThings', location: 'response.body', pointer: '/response/body' } as const;
const issue = (keyword: string, others: Partial<ValidationIssue> = {}): ValidationIssue => ({
  instancePath: '',
  keyword,
  params: {},
  ...others,
});
const nested = (levels: number): unknown => (levels === 0 ? 'x' : [nested(levels - 1)]);

describe('what a validator finds', () => {
  const validatorOf = (errors: readonly ValidationIssue[] | null | undefined) =>
    Object.assign(() => errors === undefined, { errors: errors ?? null });
  const throwing = (error: Error) =>
    Object.assign(
      () => {
        throw error;
      },
      { errors: null },
    );

  test('is what it says is wrong', () => {
    expect(findIssues(validatorOf(undefined), 1)).toEqual([]);
    expect(findIssues(validatorOf([issue('type')]), 1)).toEqual([issue('type')]);
    expect(findIssues(validatorOf(null), 1)).toEqual([]);
  });

  test('is that there is too much, where it runs out of stack, and no other error is lost', () => {
    const size = issue('size', { message: 'must be small enough to be checked' });
    expect(findIssues(throwing(new RangeError('stack')), 1)).toEqual([size]);
    expect(() => findIssues(throwing(new TypeError('other')), 1)).toThrow(new TypeError('other'));
  });

  test('is that a value is nested more than a hundred levels deep, which it is not asked about then', () => {
    const nesting = issue('nesting', { message: 'must be nested at most 100 levels deep' });
    expect(findIssues(validatorOf(undefined), nested(100))).toEqual([]);
    expect(findIssues(validatorOf(undefined), nested(101))).toEqual([nesting]);
    expect(findIssues(validatorOf(undefined), nested(101), '/body')).toEqual([{ ...nesting, instancePath: '/body' }]);
  });
});

test.each<[ValidationIssue, string]>([
  [issue('required', { params: { missingProperty: 'a"b' } }), 'a member "a\\"b"'],
  [issue('additionalProperties', { params: { additionalProperty: 'a' } }), 'no member "a"'],
  [issue('type', { params: { type: 'string' } }), 'string'],
  [issue('type', { params: { type: ['string', 'null'] } }), 'string or null'],
  [issue('discriminator', { params: { tag: 'kind' } }), 'a kind that names one of the alternatives'],
  [issue('false schema', { message: 'boolean schema is false' }), 'nothing here'],
  [issue('minimum', { message: 'must be >= 5' }), '>= 5'],
  [issue('pattern', { message: 'must match "^a"' }), 'match "^a"'],
  [issue('other', { message: 'what must be, must be' }), 'what must be, must be'],
  [issue('other'), 'other'],
])('a finding is said in words: %j', (found, expected) => {
  expect(violationsOf([found], 7, PLACE, () => undefined)).toEqual([
    {
      ...PLACE,
      rule: undefined,
      keyword: found.keyword,
      expected,
      actual: 7,
      message: `getThings: /response/body (response.body): expected ${expected}, got 7 (${found.keyword})`,
    },
  ]);
});

test('a violation has its place, its value and its rule', () => {
  const rule = { pointer: '/rule', line: 3 };
  const found = violationsOf([issue('type', { instancePath: '/a~1b/0' })], { 'a/b': ['x'] }, PLACE, () => rule);
  expect(found).toMatchObject([{ pointer: '/response/body/a~1b/0', actual: 'x', rule }]);
  const { message } = violation({ ...PLACE, operationId: undefined }, 'k', 'b', undefined);
  expect(message).toBe('/response/body (response.body): expected b, got undefined (k)');
});

test.each<[title: string, issues: [path: string, keyword: string][], kept: string[]]>([
  ['those of none', [['/a', 'type']], ['type /a']],
  [
    'none of alternatives that all fail',
    [
      ['/a/b', 'type'],
      ['/a', 'required'],
      ['/a', 'anyOf'],
    ],
    ['anyOf /a'],
  ],
  [
    'those of what stands beside them',
    [
      ['/ab', 'type'],
      ['/b/a', 'type'],
      ['/a', 'oneOf'],
    ],
    ['type /ab', 'type /b/a', 'oneOf /a'],
  ],
  [
    'those above them',
    [
      ['', 'required'],
      ['/a', 'oneOf'],
    ],
    ['required ', 'oneOf /a'],
  ],
  [
    'only the outermost of alternatives within each other',
    [
      ['/a/b', 'oneOf'],
      ['/a', 'anyOf'],
      ['/a', 'oneOf'],
    ],
    ['oneOf /a'],
  ],
  [
    'nothing below alternatives that are the whole value',
    [
      ['/a/b/c', 'type'],
      ['', 'anyOf'],
    ],
    ['anyOf '],
  ],
])('of what is found are kept: %s', (_, issues, kept) => {
  const found = issues.map(([instancePath, keyword]) => issue(keyword, { instancePath }));
  const place = { ...PLACE, pointer: '' };
  expect(
    violationsOf(found, {}, place, () => undefined).map(({ keyword, pointer }) => `${keyword} ${pointer}`),
  ).toEqual(kept);
});

test('of more than a thousand, the others are counted where the first of them is', () => {
  const all = Array.from({ length: 1_002 }, (_, index) => index);
  const describe = (index: number) => violation({ ...PLACE, pointer: `/${index}` }, 'k', 'b', index);
  expect(describeFirst(all.slice(0, 1_000), describe)).toEqual(all.slice(0, 1_000).map(describe));
  const [last, ...none] = describeFirst(all, describe).slice(1_000);
  expect([last, none]).toEqual([
    {
      ...PLACE,
      pointer: '/1000',
      keyword: 'more',
      expected: 'no more than 1000 violations',
      actual: '2 others',
      message: 'getThings: /1000 (response.body): expected no more than 1000 violations, got "2 others" (more)',
    },
    [],
  ]);
});

test.each<[unknown, string]>([
  ['a"b', '"a\\"b"'],
  ['x'.repeat(78), `"${'x'.repeat(78)}"`],
  ['x'.repeat(79), `"${'x'.repeat(79)}…`],
  [{ a: [1, null] }, '{"a":[1,null]}'],
  [null, 'null'],
  [undefined, 'undefined'],
  [12n, '12'],
  [{ a: 1n }, 'a value that cannot be shown'],
])('a value is shown in one line of 80 characters: %#', (value, expected) => {
  expect(preview(value)).toBe(expected);
});
