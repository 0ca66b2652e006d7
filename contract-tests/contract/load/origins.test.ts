import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import yaml from 'yaml';
import { type Origin, originOf } from '../../../src/contract/load/origins.js';
import { specFiles } from '../../../src/contract/load/read-source.js';
import { parseWith, type SpecSource } from '../../../src/contract/load/source.js';

const sourceOf = (path: string, document: object) => parseWith(yaml, JSON.stringify(document), path);
const COMBINED = { nullable: true, allOf: [{ type: 'string' }] };
const PARTS = {
  list: [{ a: 1 }],
  other: { $ref: 'other.yaml#/a~1b/c%20d' },
  whole: { $ref: 'other.yaml', title: 'Whole.' },
  inner: { $ref: '#/list' },
  missing: { $ref: 'missing.yaml#/a' },
  nowhere: { $ref: 'other.yaml#/nowhere' },
  one: { $ref: '#/two' },
  two: { $ref: '#/one' },
  odd: { $ref: 5 },
  three: { $ref: '#/other' },
  combined: COMBINED,
  any: { nullable: true, anyOf: [{ type: 'string' }] },
  either: { nullable: true, oneOf: [{ type: 'string' }] },
  nested: { nullable: true, anyOf: [{ nullable: true, anyOf: [{ type: 'string' }] }] },
  plain: { nullable: false, anyOf: [{ type: 'string' }, {}] },
  single: { nullable: true, type: 'string' },
};
const other = sourceOf('other.yaml', { 'a/b': { 'c d': { type: 'string', up: { $ref: 'main.yaml#/list/0' } } } });
const mains: Readonly<Record<string, SpecSource>> = {
  '3.0.3': sourceOf('main.yaml', { ...PARTS, openapi: '3.0.3' }),
  '3.1.0': sourceOf('main.yaml', { ...PARTS, openapi: '3.1.0' }),
};

/** Where a part is written: `file#pointer`. */
function written(pointer: string, version: string, whole = {}): string {
  const main = mains[version] ?? other;
  const fileOf = (reference: string) => ({ 'other.yaml': other, 'main.yaml': main })[reference];
  const { source, pointer: at }: Origin = originOf(pointer, main, whole, fileOf);
  return `${source.path}#${at}`;
}

describe('a part of a document is written', () => {
  test.each<[pointer: string, expected: string]>([
    ['', 'main.yaml#'],
    ['/list/0/a', 'main.yaml#/list/0/a'],
    ['/list/1/a', 'main.yaml#/list'],
    ['/constructor', 'main.yaml#'],
    ['/other/type', 'other.yaml#/a~1b/c d/type'],
    ['/other/nothing', 'other.yaml#/a~1b/c d'],
    ['/other', 'other.yaml#/a~1b/c d'],
    ['/other/up/a', 'main.yaml#/list/0/a'],
    ['/whole/title', 'main.yaml#/whole/title'],
    ['/whole/a~1b', 'other.yaml#/a~1b'],
    ['/inner/0/a', 'main.yaml#/list/0/a'],
    ['/three/type', 'other.yaml#/a~1b/c d/type'],
    ['/missing/a', 'main.yaml#/missing'],
    ['/nowhere/a', 'main.yaml#/nowhere'],
    ['/odd/a', 'main.yaml#/odd'],
    ['/one/a', 'main.yaml#/one'],
    ['/list/0/a/b', 'main.yaml#/list/0/a'],
  ])('where references lead: %s', (pointer, expected) => {
    expect(written(pointer, '3.1.0')).toBe(expected);
  });

  test('where a reference stands, if that is asked for', () => {
    expect(written('/other', '3.1.0', { other: { $ref: '#/a' } })).toBe('main.yaml#/other');
    expect(written('/other', '3.1.0', { other: { type: 'string' } })).toBe('other.yaml#/a~1b/c d');
  });

  test.each<[pointer: string, in30: string, in31: string]>([
    ['/combined/anyOf/1/allOf/0/type', '/combined/allOf/0/type', '/combined'],
    ['/combined/anyOf/0/type', '/combined/nullable', '/combined'],
    ['/combined/anyOf', '/combined/nullable', '/combined'],
    ['/combined/allOf/0', '/combined/allOf/0', '/combined/allOf/0'],
    ['/any/anyOf/1/anyOf/0/type', '/any/anyOf/0/type', '/any/anyOf'],
    ['/any/anyOf/0/type', '/any/nullable', '/any/anyOf/0/type'],
    ['/either/anyOf/1/oneOf/0/type', '/either/oneOf/0/type', '/either'],
    ['/nested/anyOf/1/anyOf/0/anyOf/1/anyOf/0/type', '/nested/anyOf/0/anyOf/0/type', '/nested/anyOf'],
    ['/nested/anyOf/1/anyOf/0/anyOf/0/type', '/nested/anyOf/0/nullable', '/nested/anyOf'],
    ['/plain/anyOf/0/type', '/plain/anyOf/0/type', '/plain/anyOf/0/type'],
    ['/single/anyOf/0', '/single', '/single'],
  ])('as it was before version 3.0 was made 3.1: %s', (pointer, in30, in31) => {
    expect([written(pointer, '3.0.3'), written(pointer, '3.1.0')]).toEqual([`main.yaml#${in30}`, `main.yaml#${in31}`]);
  });
});

describe('the files of a document', () => {
  const main = sourceOf('api/openapi.yaml', {});
  const named = (path: string) => sourceOf(resolve(path), {});
  const [pets, shop, percent] = [named('api/more/pets.yaml'), named('api/pet shop.yaml'), named('api/100%.yaml')];
  const files = specFiles(main, new Map([pets, shop, percent].map((source) => [source.path, source])));

  test.each<[reference: string, from: SpecSource, expected: SpecSource | undefined]>([
    ['more/pets.yaml', main, pets],
    ['../pet%20shop.yaml', pets, shop],
    ['100%.yaml', main, percent],
    ['../openapi.yaml', pets, main],
    [`file://${pets.path}`, main, pets],
    [`FILE://${pets.path}`, main, pets],
    ['more/file://pets.yaml', main, undefined],
    ['pets.yaml', main, undefined],
  ])('are found by how others refer to them: %s', async (reference, from, expected) => {
    expect((await files).fileOf(reference, from)?.path).toBe(expected?.path);
  });

  test('are called as the main one is', async () => {
    const { nameOf } = await files;
    expect([main, pets, shop].map(nameOf)).toEqual(['api/openapi.yaml', 'api/more/pets.yaml', 'api/pet shop.yaml']);
  });
});
