import { expect, test } from '@jest/globals';
import { withoutWords } from '../../src/codegen/emit-document.js';
import type { JsonObject } from '../../src/json.js';

test.each<[what: string, part: JsonObject, expected: JsonObject]>([
  ['words', { type: 'string', title: 'A', summary: 'A', tags: ['a'], info: {} }, { type: 'string' }],
  ['words of what has names', { paths: { title: { summary: 'A', get: {} } } }, { paths: { title: { get: {} } } }],
  ['words of a schema of contents', { contentSchema: { title: 'A' } }, { contentSchema: {} }],
])('the document that is published has no %s', (_, part, expected) => {
  expect(withoutWords(part)).toEqual(expected);
});

test.each<[what: string, part: JsonObject]>([
  ['a choice', { enum: [{ title: 'A' }] }],
  ['a constant', { const: { title: 'A' } }],
  ['a default', { default: { title: 'A' } }],
  ['a credential', { security: [{ tags: [] }] }],
  ['what depends on each other', { dependentRequired: { title: ['a'] } }],
  ['properties', { properties: { title: {}, example: { type: 'string' } } }],
])('but all of %s, whatever the names in it are', (_, part) => {
  expect(withoutWords(part)).toEqual(part);
});
