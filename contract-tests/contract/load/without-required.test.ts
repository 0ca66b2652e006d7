import { describe, expect, test } from '@jest/globals';
import { type JsonObject, unshared, valueAt } from '../../../src/contract/load/json.js';
import { withoutRequired } from '../../../src/contract/load/one-way.js';

const refer = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const released = (number: number): JsonObject => ({ $ref: `#/x-released/${number}` });
const FLAGGED = { readOnly: true };
const [BASE, ALL] = [refer('Base'), refer('All')];
const SCHEMAS: JsonObject = {
  Id: FLAGGED,
  Base: { properties: { id: refer('Id'), name: {}, at: { allOf: [{}, refer('Id')] } } },
  All: { required: ['id', 'name'] },
  Middle: { allOf: [ALL] },
  Loop: { allOf: [refer('Loop')] },
};

/** What becomes of a schema, and which others there are afterwards. */
const become = (Given: JsonObject) => {
  const document = unshared({ components: { schemas: { ...SCHEMAS, Given } } });
  const made = withoutRequired(document, 'readOnly');
  expect(made).toMatchObject({ components: { schemas: SCHEMAS } });
  return [valueAt(made, '/components/schemas/Given'), made['x-released']];
};

describe('a property that goes the other way is not required', () => {
  test.each<[title: string, schema: JsonObject, expected: JsonObject, others: JsonObject[]]>([
    [
      'in the schema itself',
      { required: ['a', 'b', 'c', 5], properties: { a: FLAGGED, b: { readOnly: false }, c: { writeOnly: true } } },
      { required: ['b', 'c', 5], properties: { a: FLAGGED, b: { readOnly: false }, c: { writeOnly: true } } },
      [],
    ],
    ['by the flag of what it refers to', { ...BASE, required: ['id', 'at'] }, { ...BASE, required: [] }, []],
    ['unless what is required is no list', { ...BASE, required: 'id' }, { ...BASE, required: 'id' }, []],
    [
      'where another schema requires it, of which there is one more',
      { allOf: [BASE, ALL, { oneOf: [ALL] }], anyOf: [ALL] },
      { allOf: [BASE, released(0), { oneOf: [released(0)] }], anyOf: [released(0)] },
      [{ required: ['name'] }],
    ],
    [
      'where one requires it that is further away',
      { allOf: [BASE, refer('Middle')] },
      { allOf: [BASE, released(0)] },
      [{ allOf: [released(1)] }, { required: ['name'] }],
    ],
    [
      'in an alternative that says more than that',
      { ...BASE, oneOf: [{ required: ['id'], type: 'object' }] },
      { ...BASE, oneOf: [{ required: [], type: 'object' }] },
      [],
    ],
    [
      'but where that tells alternatives apart',
      { ...BASE, oneOf: [{ required: ['id'] }, true], anyOf: [{ required: ['id', 'name'] }] },
      { ...BASE, oneOf: [{ required: ['id'] }, true], anyOf: [{ required: ['id', 'name'] }] },
      [],
    ],
    [
      'and what does not require it stays as it is',
      { allOf: [BASE, refer('Loop'), refer('Nowhere'), { $ref: 'other.yaml' }] },
      { allOf: [BASE, refer('Loop'), refer('Nowhere'), { $ref: 'other.yaml' }] },
      [],
    ],
    ['and neither does what has no flag', { allOf: [ALL, true] }, { allOf: [ALL, true] }, []],
    [
      'for each use on its own',
      { properties: { a: { allOf: [BASE, ALL] }, b: { properties: { name: FLAGGED, id: FLAGGED }, ...ALL }, c: ALL } },
      {
        properties: {
          a: { allOf: [BASE, released(0)] },
          b: { properties: { name: FLAGGED, id: FLAGGED }, ...released(1) },
          c: ALL,
        },
      },
      [{ required: ['name'] }, { required: [] }],
    ],
  ])('%s', (_, schema, expected, others) => {
    expect(become(schema)).toEqual([expected, { ...others }]);
  });

  test('nor is one within a schema of which there is one more', () => {
    const Outer = { required: ['id'], properties: { inner: { ...BASE, required: ['id'] } } };
    const document = withoutRequired(
      { components: { schemas: { ...SCHEMAS, Outer, Given: { allOf: [BASE, refer('Outer')] } } } },
      'readOnly',
    );
    expect(document['x-released']).toEqual({ 0: { required: [], properties: { inner: { ...BASE, required: [] } } } });
  });

  test('where the schema that requires it has the flag itself, it is the same schema for all', () => {
    const Full = { ...BASE, required: ['id', 'name'] };
    const document = withoutRequired(
      { components: { schemas: { ...SCHEMAS, Full, Given: { allOf: [refer('Full')] } } } },
      'readOnly',
    );
    expect(document).toEqual({
      components: {
        schemas: { ...SCHEMAS, Full: { ...BASE, required: ['name'] }, Given: { allOf: [refer('Full')] } },
      },
      'x-released': {},
    });
  });
});
