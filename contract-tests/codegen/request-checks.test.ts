import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Validator } from '../../generated/descriptor.js';
import type { OperationId } from '../../generated/operations.js';
import { requests } from '../../generated/validators.js';
import { readModel } from '../../src/contract/load/read-model.js';
import { requestSchema } from '../../src/contract/load/read-schemas.js';
import { FORMATS } from '../../src/contract/schema/formats.js';
import { Schemas } from '../../src/contract/schema/schemas.js';
import { SPECIFICATION } from '../support/specification.js';
import { found } from './load-generated.js';

const schemas = new Schemas({ formats: FORMATS }).add('openapi', SPECIFICATION.document);
/** Validators of whole requests, made of the document. */
const contractRequests = Object.fromEntries(
  readModel(SPECIFICATION).operations.map((operation) => [
    operation.operationId,
    schemas.validator(requestSchema(operation)),
  ]),
);

/** More with `PROPERTY_RUNS=5000 npm test`. */
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 1_000) };

const UUID = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';

const junk = fc.anything({ withBigInt: true, withDate: true, withSparseArray: true });

/** Mostly what is wanted, sometimes what only looks like it. */
const mostly = (good: fc.Arbitrary<unknown>, ...odd: unknown[]) =>
  fc.oneof(
    { weight: 12, arbitrary: good },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
    { weight: 1, arbitrary: junk },
  );

const id = mostly(fc.integer({ min: 1 }), 0, -1, 1.5, '7', 2 ** 53, 2 ** 53 - 1, Number.NaN, null);
const uuid = mostly(fc.uuid(), UUID.toUpperCase(), `urn:uuid:${UUID}`, `${UUID} `, '..', '');
const text = mostly(
  fc.string({ unit: 'binary', maxLength: 300 }),
  '',
  '😀'.repeat(255),
  '😀'.repeat(256),
  'x'.repeat(256),
);
const moment = mostly(
  fc.oneof(fc.constantFrom('2026-03-02', '2026-03-02T08:15:30', '1772439330000'), fc.integer({ min: 1e9, max: 1e12 })),
  ...[2026, 1e13, '2026-03', '2026-02-30T10:00:00+25:00', '2026-03-02T08:15:30Z\n'],
);
const listOf = (item: fc.Arbitrary<unknown>) => mostly(fc.array(item, { minLength: 1, maxLength: 3 }), [], {}, '1,2');
const membersOf = (members: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[]) =>
  fc
    .tuple(
      fc.record(members, { requiredKeys }),
      mostly(fc.constant({}), { note: 1 }, { constructor: 1, toString: undefined }),
    )
    .map(([known, other]) => (typeof other === 'object' ? { ...known, ...other } : known));

const dates = ['date_created', 'date_created:min', 'date_created:max', 'date_modified', 'date_modified:min'];
const filters = membersOf(
  {
    page: id,
    limit: mostly(fc.integer({ min: 1, max: 250 }), 0, 251),
    'customer_id:in': listOf(id),
    'attribute_id:in': listOf(id),
    name: text,
    ...Object.fromEntries(dates.map((name) => [name, moment])),
  },
  [],
);
const value = membersOf({ id, customer_id: id, attribute_id: id, value: text }, [
  'customer_id',
  'attribute_id',
  'value',
]);
const values = mostly(fc.array(value, { minLength: 1, maxLength: 4 }), [], Array(11).fill({}), null);
const deletion = fc.record({ path: fc.constant({}), query: membersOf({ 'id:in': listOf(id) }, ['id:in']) });

const REQUESTS: Readonly<Record<OperationId, fc.Arbitrary<unknown>>> = {
  listCustomerAttributeValues: fc.record({ path: fc.constant({}), query: filters }),
  upsertCustomerAttributeValues: fc.record(
    {
      path: fc.constant({}),
      query: mostly(fc.constant({}), { page: 1 }),
      header: fc.constant({ 'x-a': 'b' }),
      body: values,
    },
    { requiredKeys: ['path', 'query', 'body'] },
  ),
  deleteCustomerAttributeValues: deletion,
  deleteCustomers: mostly(deletion, { path: {}, query: { 'id:in': [1] }, body: {} }, { path: {}, query: {} }),
  removeShopperProfilesFromSegment: fc.record(
    {
      path: membersOf({ segmentId: uuid }, ['segmentId']),
      query: membersOf({ 'id:in': listOf(uuid) }, []),
      body: junk,
    },
    { requiredKeys: ['path', 'query'] },
  ),
};

describe('the client and the contract find the same in a request', () => {
  test.each(Object.entries(REQUESTS))('of %s', (operationId, request) => {
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
  });
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
