import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Validator } from '../../generated/descriptor.js';
import { requests } from '../../generated/validators.js';
import type { OperationModel } from '../../src/contract/load/model.js';
import { readModel } from '../../src/contract/load/read-model.js';
import { requestSchema } from '../../src/contract/load/read-schemas.js';
import { FORMATS } from '../../src/contract/schema/formats.js';
import { Schemas } from '../../src/contract/schema/schemas.js';
import { junk, mutilated, valuesOf } from '../support/arbitraries.js';
import { parametersIn } from '../support/method-calls.js';
import { SPECIFICATION } from '../support/specification.js';
import { found } from './load-generated.js';

const schemas = new Schemas({ formats: FORMATS }).add('openapi', SPECIFICATION.document);
/** Validators of whole requests, made of the document. */
const { operations } = readModel(SPECIFICATION);
const contractRequests = Object.fromEntries(
  operations.map((operation) => [operation.operationId, schemas.validator(requestSchema(operation))]),
);

/** More with `PROPERTY_RUNS=5000 npm test`. */
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 1_000) };

/** A request that an operation takes, as its parts. */
function partsOf(operation: OperationModel): fc.Arbitrary<object> {
  const valuesIn = (place: 'path' | 'query') => {
    const parameters = parametersIn(operation, place);
    const members = parameters.map(
      ({ name, schema }) => [name, valuesOf(schema, { items: 3, characters: 300 })] as const,
    );
    const requiredKeys = parameters.filter(({ required }) => required).map(({ name }) => name);
    return fc.record(Object.fromEntries(members), { requiredKeys });
  };
  const body = operation.requestBody?.content[0]?.schema;
  return fc.record(
    {
      path: valuesIn('path'),
      query: valuesIn('query'),
      header: fc.constant({ 'x-a': 'b' }),
      ...(body && { body: valuesOf(body, { items: 4, characters: 300 }) }),
    },
    { requiredKeys: ['path', 'query', ...(operation.requestBody?.required ? ['body' as const] : [])] },
  );
}

describe('the client and the contract find the same in a request', () => {
  test.each(operations.map((operation) => [operation.operationId, operation] as const))(
    'of %s',
    (operationId, operation) => {
      const good = partsOf(operation);
      const request = fc.oneof(good, good.chain(mutilated), good.chain(mutilated).chain(mutilated));
      const [small, compiled] = [requests, contractRequests].map(
        (all: Readonly<Record<string, Validator>>) => all[operationId],
      );
      if (!small || !compiled) throw new Error('was not generated');
      const verdicts: boolean[] = [];
      fc.assert(
        fc.property(fc.oneof({ weight: 15, arbitrary: request }, { weight: 1, arbitrary: junk }), (input) => {
          verdicts.push(compiled(input));
          expect([small(input), found(small.errors)]).toEqual([verdicts.at(-1), found(compiled.errors)]);
        }),
        RUNS,
      );
      // Neither all right nor all wrong, or nothing would be compared.
      expect(verdicts.filter(Boolean).length).toBeGreaterThan(verdicts.length / 20);
      expect(verdicts.filter((valid) => !valid).length).toBeGreaterThan(verdicts.length / 20);
    },
  );
});

test('no finding outlives the request that it is about', () => {
  const validate = requests.deleteCustomers;
  expect(validate({ path: {}, query: { 'id:in': [0] } })).toBe(false);
  expect(validate.errors).toEqual([
    { instancePath: '/query/id:in/0', keyword: 'minimum', params: { comparison: '>=', limit: 1 } },
  ]);
  expect(validate({ path: {}, query: { 'id:in': [1] } })).toBe(true);
  expect(validate.errors).toEqual([]);
});
