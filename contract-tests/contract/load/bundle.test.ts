import { describe, expect, test } from '@jest/globals';
import * as yaml from 'yaml';
import { bundle } from '../../../src/contract/load/bundle.js';
import { MAIN_URI } from '../../../src/contract/load/ids.js';
import { isRemote } from '../../../src/contract/load/reference-text.js';
import { parseWith, SpecProblemsError, type SpecSource } from '../../../src/contract/load/source.js';
import { resolve } from '../../../src/contract/schema/documents.js';
import { encodePointer, type JsonObject } from '../../../src/json.js';

const OTHER = {
  value: { type: 'string' },
  pair: { type: 'object', properties: { left: { $ref: '#/value' }, right: { $ref: '#/value' } } },
  tree: { properties: { child: { $ref: '#/tree' } } },
  back: { $ref: 'main.yaml#/components/schemas/Own' },
};

const sourceOf = (path: string, document: object) => parseWith(yaml, JSON.stringify(document), path);

/** Bundles schemas of a main file that may refer to `other.yaml`. */
async function bundled(schemas: JsonObject, ids: readonly string[] = []) {
  const main = sourceOf('main.yaml', { components: { schemas } });
  const files = new Map<string, SpecSource>([
    ['', main],
    ['main.yaml', main],
    ['other.yaml', sourceOf('other.yaml', OTHER)],
  ]);
  const { document, origins, references, lost } = await bundle(main, new Set(ids), async (reference, from) => {
    const file = reference === '' ? from : files.get(reference);
    if (file) return file;
    throw new SpecProblemsError([from.problemAt('', 'readable', `${reference} cannot be read`)]);
  });
  const places = [...origins].map(([at, { source, pointer }]) => `${at} ${source.path}#${pointer}`);
  return { components: document['components'], places, references: [...references.keys()], lost: [...lost] };
}

describe('references to other files', () => {
  test.each<[what: string, schemas: JsonObject, expected: JsonObject]>([
    ['are replaced by their targets', { A: { $ref: 'other.yaml#/value' } }, { A: { type: 'string' } }],
    [
      'lead to the first copy where the target is needed again',
      { A: { $ref: 'other.yaml#/value' }, B: { $ref: 'other.yaml#/value' } },
      { A: { type: 'string' }, B: { $ref: '#/components/schemas/A' } },
    ],
    [
      'in a target are relative to its file',
      { A: { $ref: 'other.yaml#/pair' } },
      {
        A: {
          type: 'object',
          properties: { left: { type: 'string' }, right: { $ref: '#/components/schemas/A/properties/left' } },
        },
      },
    ],
    [
      'may be recursive',
      { A: { $ref: 'other.yaml#/tree' } },
      { A: { properties: { child: { $ref: '#/components/schemas/A' } } } },
    ],
    [
      'may lead back to the main file',
      { A: { $ref: 'other.yaml#/back' }, Own: { type: 'integer' } },
      { A: { $ref: '#/components/schemas/Own' }, Own: { type: 'integer' } },
    ],
    [
      'beside other keywords lead to a new component',
      { A: { $ref: 'other.yaml#/value', maxLength: 5 } },
      {
        A: { $ref: '#/components/schemas/other.yaml%23~1value', maxLength: 5 },
        'other.yaml#/value': { type: 'string' },
      },
    ],
    [
      'may lack the first slash of the pointer',
      { A: { $ref: 'other.yaml#value' }, B: { $ref: 'other.yaml#pair/type' } },
      { A: { $ref: 'other.yaml#value' }, B: 'object' },
    ],
    [
      'in examples are data',
      { A: { examples: [{ $ref: 'other.yaml#/value' }] } },
      { A: { examples: [{ $ref: 'other.yaml#/value' }] } },
    ],
  ])('%s', async (_, schemas, expected) => {
    expect((await bundled(schemas)).components).toEqual({ schemas: expected });
  });

  test('name the id of a schema before they name a file', async () => {
    const schemas = { A: { $ref: 'own' }, B: { $id: 'own', type: 'string' } };
    expect(await bundled(schemas, [resolve('own', MAIN_URI)])).toMatchObject({
      components: { schemas },
      references: ['own'],
    });
  });

  test.each<[reference: string, reasons: string[]]>([
    ['other.yaml#/nowhere', ['refers to other.yaml#/nowhere, which leads nowhere']],
    ['missing.yaml', ['missing.yaml cannot be read']],
    ['https://example.com/a.yaml', ['refers to https://example.com/a.yaml, but nothing is read from the network']],
  ])('that cannot be followed stay, and are all reported by their place: %s', async ($ref, [reason]) => {
    const schemas = { A: { $ref }, B: { $ref: 'other.yaml#/gone' } };
    const { components, lost } = await bundled(structuredClone(schemas));
    expect(components).toEqual({ schemas });
    expect(Object.fromEntries(lost)).toEqual({
      '/components/schemas/A': [expect.objectContaining({ reason: expect.stringContaining(String(reason)) })],
      '/components/schemas/B': [expect.objectContaining({ reason: 'refers to other.yaml#/gone, which leads nowhere' })],
    });
  });

  test('may name the document itself by its own URI', async () => {
    const api = 'https://example.com/apis/one';
    const document = { $self: api, a: { $ref: `${api}#/b` }, c: { $ref: 'one#/b' }, d: { $ref: 'two#/b' } };
    const other = sourceOf('two', { b: 1 });
    const { document: found } = await bundle(sourceOf('main.yaml', document), new Set(), async () => other);
    expect(found).toEqual({ $self: api, a: { $ref: '#/b' }, c: { $ref: '#/b' }, d: 1 });
  });
});

test('each part that comes from another file keeps its origin', async () => {
  const { places } = await bundled({ A: { $ref: 'other.yaml#/pair' } });
  expect(places).toEqual([
    ' main.yaml#',
    '/components/schemas/A other.yaml#/pair',
    '/components/schemas/A/properties/left other.yaml#/value',
  ]);
});

test.each([
  ['https://example.com/a.yaml', true],
  ['//example.com/a.yaml', true],
  ['urn:example:a', true],
  ['c:/api/a.yaml', false],
  ['file:///api/a.yaml', false],
  ['a.yaml#/b:c', false],
  ['../a.yaml', false],
])('%s leads to the network: %s', (reference, expected) => {
  expect(isRemote(reference)).toBe(expected);
});

test('a pointer is percent-encoded as a fragment, and keeps its slashes and tildes', () => {
  expect(encodePointer('/paths/~1a~1{id}/ä b')).toBe('/paths/~1a~1%7Bid%7D/%C3%A4%20b');
});
