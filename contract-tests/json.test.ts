import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import {
  isObject,
  isPlainObject,
  isRecord,
  type Json,
  numberIn,
  ownMember,
  percentDecoded,
  pointerInFragment,
  pointerTo,
  pointerTokens,
  valueAt,
  valueAtPointer,
} from '../src/json.js';

describe('what counts as an object', () => {
  test.each([
    ['a literal', { a: 1 }, { object: true, record: true, plain: true }],
    ['an object without a prototype', Object.create(null), { object: true, record: true, plain: true }],
    ['a literal of another realm', runInNewContext('({ a: 1 })'), { object: true, record: true, plain: true }],
    ['a list', [1], { object: true, record: false, plain: false }],
    ['a Map', new Map(), { object: true, record: true, plain: false }],
    ['a promise', Promise.resolve(), { object: true, record: true, plain: false }],
    ['a class instance', new (class Box {})(), { object: true, record: true, plain: false }],
    ['null', null, { object: false, record: false, plain: false }],
    ['undefined', undefined, { object: false, record: false, plain: false }],
    ['a text', 'text', { object: false, record: false, plain: false }],
    ['a function', () => {}, { object: false, record: false, plain: false }],
  ])('%s', (_, value, expected) => {
    expect({ object: isObject(value), record: isRecord(value), plain: isPlainObject(value) }).toEqual(expected);
  });
});

describe('a value at a path of names', () => {
  const value = { list: [{ name: 'first' }], nothing: null, text: 'abc' };

  test.each<[path: string[], expected: unknown]>([
    [[], value],
    [['list', '0', 'name'], 'first'],
    [['list', '1', 'name'], undefined],
    [['nothing'], null],
    [['nothing', 'name'], undefined],
    [['text', 'length'], undefined],
    [['missing'], undefined],
  ])('%j', (path, expected) => {
    expect(valueAt(value, ...path)).toBe(expected);
  });

  test('may be inherited, as the name of an error is', () => {
    expect(valueAt(new TypeError('broken'), 'name')).toBe('TypeError');
  });

  test('is its own member where only data counts', () => {
    expect(ownMember({ constructor: 'mine' }, 'constructor')).toBe('mine');
    for (const name of ['constructor', 'toString', '__proto__']) expect(ownMember({}, name)).toBeUndefined();
    expect(ownMember(['a'], 'length')).toBeUndefined();
    expect(ownMember({ length: 3 }, 'length')).toBe(3);
  });
});

describe('JSON pointers', () => {
  /** The examples of RFC 6901, section 5. */
  const DOCUMENT: Json = {
    foo: ['bar', 'baz'],
    '': 0,
    'a/b': 1,
    'c%d': 2,
    'e^f': 3,
    'g|h': 4,
    'i\\j': 5,
    'k"l': 6,
    ' ': 7,
    'm~n': 8,
  };

  test.each<[pointer: string, fragment: string, tokens: string[], value: Json]>([
    ['', '#', [], DOCUMENT],
    ['/foo', '#/foo', ['foo'], ['bar', 'baz']],
    ['/foo/0', '#/foo/0', ['foo', '0'], 'bar'],
    ['/', '#/', [''], 0],
    ['/a~1b', '#/a~1b', ['a/b'], 1],
    ['/c%d', '#/c%25d', ['c%d'], 2],
    ['/e^f', '#/e%5Ef', ['e^f'], 3],
    ['/g|h', '#/g%7Ch', ['g|h'], 4],
    ['/i\\j', '#/i%5Cj', ['i\\j'], 5],
    ['/k"l', '#/k%22l', ['k"l'], 6],
    ['/ ', '#/%20', [' '], 7],
    ['/m~0n', '#/m~0n', ['m~n'], 8],
  ])('%j leads where RFC 6901 says', (pointer, fragment, tokens, value) => {
    expect(pointerTo('', ...tokens)).toBe(pointer);
    expect(pointerTokens(pointer)).toEqual(tokens);
    expect(pointerInFragment(fragment)).toBe(pointer);
    expect(valueAtPointer(DOCUMENT, pointer)).toEqual(value);
  });

  test.each(['/foo/2', '/foo/-', '/foo/', '/foo/00', '/foo/length', '/missing/name', '/toString', '/%20'])(
    '%j leads nowhere',
    (pointer) => {
      expect(valueAtPointer(DOCUMENT, pointer)).toBeUndefined();
    },
  );

  test('keep a tilde that stands before a digit', () => {
    expect(pointerTo('/base', '~1', 0, 'a~0/b')).toBe('/base/~01/0/a~00~1b');
    expect(pointerTokens('/~01/~00')).toEqual(['~1', '~0']);
  });

  test('stay as they are where their percent-encoding is invalid', () => {
    expect(pointerInFragment('#/100%/a')).toBe('/100%/a');
    expect(percentDecoded('caf%C3%A9')).toBe('café');
    expect(percentDecoded('%E9')).toBe('%E9');
  });
});

describe('a number in a body', () => {
  test.each<[unknown, number]>([
    [3, 3],
    ['3', 3],
    [' 3 ', 3],
    ['03', 3],
    ['-1', -1],
    ['2.50', 2.5],
    ['0x3', Number.NaN],
    ['0b11', Number.NaN],
    ['3e0', Number.NaN],
    ['+3', Number.NaN],
    ['3.', Number.NaN],
    ['1_000', Number.NaN],
    ['Infinity', Number.NaN],
    ['', Number.NaN],
    [' ', Number.NaN],
    ['three', Number.NaN],
    [true, Number.NaN],
    [null, Number.NaN],
    [['3'], Number.NaN],
    [{ valueOf: () => 3 }, Number.NaN],
  ])('%p is %p: digits are, and no other notation', (value, expected) => {
    expect(numberIn(value)).toBe(expected);
  });
});
