import { describe, expect, test } from '@jest/globals';
import type { ClientQueryParameter } from '../../generated/descriptor.js';
import { operations } from '../../generated/operations.js';
import { serializePath, serializeQuery } from '../../generated/serialize.js';

const parameter = (more: Partial<ClientQueryParameter>): ClientQueryParameter => ({
  name: 'p',
  ...more,
});

describe('a query parameter is written in its own style', () => {
  test.each<[string, Partial<ClientQueryParameter>, unknown, string]>([
    ['text', {}, 'a b', 'p=a%20b'],
    ['a number', {}, 1.5, 'p=1.5'],
    ['a boolean', {}, false, 'p=false'],
    ['empty text', {}, '', 'p='],
    ['reserved characters', {}, ":/?#[]@!$&'()*+,;=", 'p=%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D'],
    [
      'reserved characters that are allowed, but not those that end a value',
      { allowReserved: true },
      ":/?#[]@!$&'()*+,;=%",
      "p=:/?%23%5B%5D@!$%26'()*%2B,;%3D%25",
    ],
    ['a list, exploded', {}, [1, 2], 'p=1&p=2'],
    ['a list with commas', { explode: false }, [1, 2], 'p=1,2'],
    [
      'a list with commas in it, also where they are allowed',
      { explode: false, allowReserved: true },
      ['a,b', 'c:d'],
      'p=a%2Cb,c:d',
    ],
    ['an object with pipes', { explode: false, style: 'pipeDelimited' }, { a: 1, b: 2 }, 'p=a|1|b|2'],
    ['an object with spaces', { explode: false, style: 'spaceDelimited' }, { a: 1 }, 'p=a%201'],
    ['a list of one', { explode: false }, ['a,b'], 'p=a%2Cb'],
    ['a list with spaces', { explode: false, style: 'spaceDelimited' }, ['a', 'b'], 'p=a%20b'],
    ['a list with pipes', { explode: false, style: 'pipeDelimited' }, ['a', 'b'], 'p=a|b'],
    ['an object, exploded', {}, { a: 1, b: undefined, 'c&': 'x' }, 'a=1&c%26=x'],
    ['an object with commas', { explode: false }, { a: 1, b: 2 }, 'p=a,1,b,2'],
    ['a deep object', { style: 'deepObject' }, { a: 1, b: 2 }, 'p[a]=1&p[b]=2'],
    ['a name that could start another parameter', { name: 'x&y=1' }, 'z', 'x%26y%3D1=z'],
    ['a name with a colon', { name: 'id:in' }, 'z', 'id:in=z'],
    ['nothing', {}, undefined, ''],
  ])('%s', (_, descriptor, value, expected) => {
    const described = parameter(descriptor);
    expect(serializeQuery([described], { [described.name]: value })).toBe(expected);
  });

  test.each<[string, unknown]>([
    ['an empty list', []],
    ['an empty object', {}],
    ['an object with nothing in it', { a: undefined }],
    ['null', null],
    ['NaN', Number.NaN],
    ['a list with a hole', Object.assign(new Array(2), { 0: 1 })],
    ['a list with undefined', [1, undefined]],
    ['a list of lists', [[1]]],
    ['a Date', new Date(0)],
    ['a big integer', 1n],
    ['a function', () => 1],
    ['half of a character', '\ud800'],
  ])('but not %s', (_, value) => {
    expect(() => serializeQuery([parameter({})], { p: value })).toThrow();
  });

  test('and not one that is not declared', () => {
    expect(() => serializeQuery([parameter({})], { q: 1 })).toThrow('no query parameter is named q');
  });
});

describe('a path parameter stays one segment', () => {
  const { path } = operations.removeShopperProfilesFromSegment;

  test('whatever is in it', () => {
    expect(serializePath(path, { segmentId: 'a/../b?c#d' })).toBe('/segments/a%2F..%2Fb%3Fc%23d/shopper-profiles');
    expect(serializePath(path, { segmentId: '$&' })).toBe('/segments/%24%26/shopper-profiles');
  });

  test.each([['..'], ['.'], [''], [undefined], [null], [{}]])('or is refused: %p', (segmentId) => {
    expect(() => serializePath(path, { segmentId })).toThrow(TypeError);
  });
});
