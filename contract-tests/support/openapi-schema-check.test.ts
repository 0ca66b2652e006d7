import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { SPECIFICATION } from './specification.js';

const require = createRequire(import.meta.url);
const library = dirname(require.resolve('@apidevtools/swagger-parser'));
const ours: (document: object) => void = require('./openapi-schema-check.cjs');
const theirs: (document: object) => void = require(join(library, 'validators/schema.js'));

/** What a check throws. */
function thrown(check: (document: object) => void, document: object): unknown {
  try {
    check(structuredClone(document));
    return undefined;
  } catch (error) {
    return error instanceof SyntaxError ? { ...error, message: error.message } : error;
  }
}

const info = { title: 'x', version: '1' };
const responses = { 200: { description: 'Yes.', headers: { A: { schema: true } } } };

test.each<[string, object, boolean]>([
  ['our own', SPECIFICATION.document, true],
  [
    'one of 3.0',
    { openapi: '3.0.3', info, paths: { '/a': { get: { responses: { 200: { description: '' } } } } } },
    true,
  ],
  ['one of 3.0 with mistakes', { openapi: '3.0.3', info: {}, paths: { a: { get: { responses: 5 } } } }, false],
  [
    'one of 3.1 with schemas that are a boolean',
    { openapi: '3.1.0', info, paths: { '/a': { get: { responses } } } },
    true,
  ],
  ['one of 3.1 with mistakes', { openapi: '3.1.0', info: {}, paths: { a: { get: { responses: 5 } } } }, false],
  ['one of 3.1 with a wrong schema', { openapi: '3.1.0', info, components: { schemas: { A: 5 } } }, false],
])('tests check documents as the library does: %s', (_, document, isValid) => {
  const error = thrown(ours, document);
  expect(error).toEqual(thrown(theirs, document));
  expect(error === undefined).toBe(isValid);
});
