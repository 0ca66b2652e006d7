import { describe, expect, test } from '@jest/globals';
import { type CallParameter, writeQuery } from '../../src/codegen/runtime/parameters.js';

describe('null in a query is left out', () => {
  test.each<[value: unknown, style: CallParameter['style'], written: string]>([
    [null, 'form', ''],
    [[1, null, 2], 'form', 'p=1&p=2'],
    [[null], 'form', ''],
    [{ a: 1, b: null }, 'form', 'a=1'],
    [{ a: 1, b: null }, 'deepObject', 'p[a]=1'],
    [{ a: null }, 'deepObject', ''],
    [{ a: { b: null, c: 1 } }, 'deepObject', 'p[a][c]=1'],
    [[{ a: null }, { a: 2 }], 'deepObject', 'p[1][a]=2'],
  ])('%j as %s', (p, style = 'form', written) => {
    expect(writeQuery([{ name: 'p', style }, { name: 'q' }], { p, q: 1 })).toBe(
      [written, 'q=1'].filter(Boolean).join('&'),
    );
  });

  test('except where it is written as JSON', () => {
    expect(writeQuery([{ name: 'p', json: true }], { p: null })).toBe('p=null');
  });
});
