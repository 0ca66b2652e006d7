import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type OperationId, operations } from '../../generated/operations.js';
import { successes } from '../../generated/validators.js';
import { parseSpec } from '../../scripts/spec/source.js';
import { successSchemas } from '../../src/codegen/emit-successes.js';
import { bigcommerceContract, checkResponse } from '../../src/contract/index.js';
import { readModel } from '../../src/contract/load/read-model.js';
import { type JsonObject, valueAtPointer } from '../../src/json.js';
import { VALUES_POINTER } from '../support/server.js';
import { changedText } from '../support/specification.js';

describe('the outline of a success', () => {
  test('is there for each status that declares a body, and for no other', () => {
    for (const [operationId, { success }] of Object.entries(operations)) {
      const withBody = Object.entries(success).flatMap(([status, mediaTypes]) => (mediaTypes.length > 0 ? status : []));
      expect(Object.keys(successes[operationId as OperationId])).toEqual(withBody);
    }
  });

  test('refuses no body that the contract allows', () => {
    const body = fc.record(
      {
        data: fc.oneof(fc.constant([]), fc.anything()),
        meta: fc.oneof(fc.constant({}), fc.record({ pagination: fc.anything() }), fc.anything()),
        errors: fc.oneof(fc.constant([]), fc.anything()),
        other: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const verdicts: string[] = [];
    const property = fc.property(fc.jsonValue(), body, fc.boolean(), (json, object, isJson) => {
      const given = JSON.stringify(isJson ? json : object, (_, value) => (typeof value === 'bigint' ? 1 : value));
      for (const operationId of Object.keys(operations) as OperationId[]) {
        for (const [status, hasOutline] of Object.entries(successes[operationId])) {
          const answer = { status: Number(status), headers: { 'Content-Type': 'application/json' }, body: given };
          const isAllowed = checkResponse(answer, operationId, bigcommerceContract).length === 0;
          const isOutlined = hasOutline(JSON.parse(given));
          if (isAllowed) expect(isOutlined).toBe(true);
          verdicts.push(`${isAllowed} ${isOutlined}`);
        }
      }
    });
    fc.assert(property, { numRuns: 300 });
    expect(new Set(verdicts)).toEqual(new Set(['true true', 'false true', 'false false']));
  });

  test('is read through references and combinations, and of a schema that is combined of itself', () => {
    const tree: JsonObject = {
      type: 'object',
      required: ['data'],
      allOf: [{ required: ['meta'] }],
      anyOf: [
        { $ref: '#/components/schemas/Tree' },
        { type: 'object', properties: { data: { type: 'array', items: { $ref: '#/components/schemas/Id' } } } },
      ],
    };
    const text = changedText((document) => {
      Object.assign(valueAtPointer(document, '/components/schemas') as object, { Tree: tree });
      const list = `${VALUES_POINTER}/get/responses/200/content/application~1json`;
      Object.assign(valueAtPointer(document, list) as object, { schema: { $ref: '#/components/schemas/Tree' } });
    });
    const schemas = successSchemas(readModel(parseSpec(text, 'tree.yaml')));
    expect(schemas.get('listCustomerAttributeValues200')).toMatchObject({
      type: 'object',
      required: ['data'],
      allOf: [{ required: ['meta'] }],
      anyOf: [{ type: 'object' }, { type: 'object', properties: { data: { type: 'array' } } }],
    });
  });
});
