import { describe, expect, test } from '@jest/globals';
import { writeCredentials } from '../../src/codegen/runtime/credentials.js';
import { type CallParameter, writePath, writeQuery } from '../../src/codegen/runtime/parameters.js';

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

test.each([[undefined], [null]])('a path parameter of %p is said to be missing', (id) => {
  expect(() => writePath('/a/{id}', [{ name: 'id' }], { id })).toThrow('the path parameter id is missing');
});

describe('a basic credential that is text is sent', () => {
  const send = (credential: string) =>
    writeCredentials(
      [['Desk']],
      { Desk: { in: 'header', name: 'Authorization', scheme: 'Basic' } },
      { Desk: credential },
    ).headers['Authorization'];

  test.each([
    ['ann:pass', `Basic ${btoa('ann:pass')}`],
    ['ann:', `Basic ${btoa('ann:')}`],
    [btoa('ann:pass'), `Basic ${btoa('ann:pass')}`],
  ])('%s as %s', (credential, header) => {
    expect(send(credential)).toBe(header);
  });

  test.each(['pass', 'not base64!', btoa('pass')])('but not %s, and the message does not repeat it', (credential) => {
    expect(() => send(credential)).toThrow('the credential Desk must be { username, password }, or user:password');
  });
});
