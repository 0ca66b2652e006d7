import { describe, expect, test } from '@jest/globals';
import { schemaIds, withoutIds, withReachableParts } from '../../../src/contract/load/ids.js';
import { readReferences } from '../../../src/contract/load/references.js';
import type { JsonObject } from '../../../src/json.js';

const documentOf = (schemas: JsonObject): JsonObject => ({ openapi: '3.1.0', components: { schemas } });
const PRICE = 'https://example.com/price';

describe('where schemas have ids, references lead to their places', () => {
  test.each<[title: string, schemas: JsonObject, expected: JsonObject]>([
    [
      'to one, and to a part of it',
      {
        'A {b}': { $id: PRICE, $defs: { a: {} } },
        one: { $ref: PRICE },
        part: { $ref: `${PRICE}#/$defs/a` },
        all: { $ref: `${PRICE}#` },
      },
      {
        'A {b}': { $defs: { a: {} } },
        one: { $ref: '#/components/schemas/A%20%7Bb%7D' },
        part: { $ref: '#/components/schemas/A%20%7Bb%7D/%24defs/a' },
        all: { $ref: '#/components/schemas/A%20%7Bb%7D' },
      },
    ],
    [
      'whose id ends as one may',
      { a: { $id: `${PRICE}#` }, b: { $ref: PRICE }, c: { $id: 'a#b' }, d: { $ref: 'a#b' } },
      { a: {}, b: { $ref: '#/components/schemas/a' }, c: {}, d: { $ref: 'a#b' } },
    ],
    [
      'from within it, unless they lead to what is elsewhere',
      {
        a: {
          $id: PRICE,
          $defs: { 'p q': { type: 'number' } },
          title: '#/$defs/p%20q',
          items: [{ $ref: '#/$defs/p%20q' }, { $ref: '#/components/schemas/b' }, { $ref: '#anchor' }, null],
          properties: { $ref: { $ref: '#/$defs/p%20q' } },
        },
        b: { $ref: '#/$defs/p%20q' },
      },
      {
        a: {
          $defs: { 'p q': { type: 'number' } },
          title: '#/$defs/p%20q',
          items: [
            { $ref: '#/components/schemas/a/%24defs/p%20q' },
            { $ref: '#/components/schemas/b' },
            { $ref: '#anchor' },
            null,
          ],
          properties: { $ref: { $ref: '#/components/schemas/a/%24defs/p%20q' } },
        },
        b: { $ref: '#/$defs/p%20q' },
      },
    ],
    [
      'from one within another, each by its own',
      {
        a: {
          $id: PRICE,
          $defs: { x: {}, y: { $id: 'https://example.com/inner', $defs: { x: {} }, not: { $ref: '#/$defs/x' } } },
          not: { $ref: '#/$defs/x' },
        },
      },
      {
        a: {
          $defs: { x: {}, y: { $defs: { x: {} }, not: { $ref: '#/components/schemas/a/%24defs/y/%24defs/x' } } },
          not: { $ref: '#/components/schemas/a/%24defs/x' },
        },
      },
    ],
    [
      'and no others',
      { a: { $id: PRICE }, b: { $ref: `${PRICE}#anchor` }, c: { $ref: 'other.yaml' }, d: { $ref: 5 }, e: {} },
      { a: {}, b: { $ref: `${PRICE}#anchor` }, c: { $ref: 'other.yaml' }, d: { $ref: 5 }, e: {} },
    ],
    [
      'unless no id is a text',
      { a: { $id: 5, properties: { $id: {} } }, b: { $ref: '#/components/schemas/a' } },
      { a: { $id: 5, properties: { $id: {} } }, b: { $ref: '#/components/schemas/a' } },
    ],
  ])('%s', (_, schemas, expected) => {
    const document = documentOf(schemas);
    const before = structuredClone(document);
    const reachable = withReachableParts(document, schemaIds(document).size > 0);
    expect(withoutIds(document, readReferences(reachable, '2020-12'))).toEqual(documentOf(expected));
    expect(document).toEqual(before);
  });
});
