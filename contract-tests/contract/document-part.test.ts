import { describe, expect, test } from '@jest/globals';
import { memberAt, partAt, referredTo } from '../../src/contract/document.js';

describe('a reference in a document', () => {
  const document = { parts: { '100%': 1, 'a b': 2 }, loop: { $ref: '#/loop' } };
  const target = (reference: unknown) => referredTo(document, { pointer: '', value: { $ref: reference } });

  test('leads to a part of it, also where its percent-encoding is none', () => {
    expect(target('#/parts/a%20b')).toEqual({ pointer: '/parts/a b', value: 2 });
    expect(target('#/parts/100%')).toEqual({ pointer: '/parts/100%', value: 1 });
  });

  test.each(['#/nowhere', 'x/parts', 'other.yaml#/parts', 5, undefined])('leads nowhere: %j', (reference) => {
    expect(target(reference)).toBeUndefined();
  });

  test('may lead back to itself', () => {
    expect(partAt(document, 'loop', 'more')).toBeUndefined();
  });
});

test('what every object inherits is not a part of a document', () => {
  expect(partAt({}, 'constructor')).toBeUndefined();
  expect(memberAt({}, undefined, 'a')).toBeUndefined();
});
