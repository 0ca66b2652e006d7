import { describe, expect, test } from '@jest/globals';
import { bigcommerceContract, contractAt, loadContract, operationFingerprint } from '../../src/contract/index.js';
import type { JsonObject } from '../../src/json.js';
import { VALUES_PATH } from '../support/server.js';
import { SPECIFICATION, SPECIFICATION_PATH } from '../support/specification.js';

const IDS = Object.keys(bigcommerceContract.operations);
const fingerprintsOf = (document: object) => {
  const contract = { ...bigcommerceContract, document: { ...document } };
  return Object.fromEntries(IDS.map((operationId) => [operationId, operationFingerprint(contract, operationId)]));
};
const CURRENT = fingerprintsOf(SPECIFICATION.document);

/** Sets what stands at a path of names, or takes it away. */
function put(document: JsonObject, names: readonly (string | number)[], value: unknown): void {
  const parent = names.slice(0, -1).reduce<unknown>((at, name) => Reflect.get(Object(at), name), document);
  if (typeof parent !== 'object' || parent === null) throw new Error(`nothing at ${names.join(' ')}`);
  const last = names.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, value);
}

/** The operations whose fingerprint is another after a change. */
function changedBy(change: (document: JsonObject) => void): string[] {
  const document = structuredClone(SPECIFICATION.document);
  change(document);
  const fingerprints = fingerprintsOf(document);
  return IDS.filter((operationId) => fingerprints[operationId] !== CURRENT[operationId]);
}

const HEADER = { name: 'X-A', in: 'header', schema: { type: 'string' } };
const LIST = ['paths', VALUES_PATH, 'get'] as const;
const DELETE = ['paths', '/customers', 'delete'] as const;
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
};

describe('the fingerprint of an operation', () => {
  test('is 16 hexadecimal digits, another one for every operation', () => {
    for (const fingerprint of Object.values(CURRENT)) expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(new Set(Object.values(CURRENT)).size).toBe(IDS.length);
  });

  test('is the same for the published contract, the contract of its file, and elsewhere', async () => {
    const loaded = await loadContract(SPECIFICATION_PATH);
    for (const contract of [bigcommerceContract, loaded, contractAt('http://127.0.0.1:1234')])
      for (const operationId of IDS) expect(operationFingerprint(contract, operationId)).toBe(CURRENT[operationId]);
  });

  test('is not there for what is no operation', () => {
    for (const name of ['', 'listOrders', 'constructor'])
      expect(operationFingerprint(bigcommerceContract, name)).toBe(undefined);
  });

  test.each<[string, readonly (string | number)[], unknown, readonly string[]]>([
    ['a status', [...DELETE, 'responses', '418'], { description: 'Tea.' }, ['deleteCustomers']],
    ['who may call it', [...DELETE, 'security'], [], ['deleteCustomers']],
    ['a parameter', [...DELETE, 'parameters', 0, 'explode'], true, ['deleteCustomers']],
    ['a parameter of its path', ['paths', '/customers', 'parameters'], [HEADER], ['listCustomers', 'deleteCustomers']],
    ['a body', [...DELETE, 'requestBody'], { content: {} }, ['deleteCustomers']],
    ['a header', ['components', 'headers', 'X-Request-Id', 'required'], true, IDS],
    ['a server', ['servers', 0, 'url'], 'https://example.com', IDS],
    ['where credentials go', ['components', 'securitySchemes', 'AccessToken', 'name'], 'X-Other', IDS],
    ['whether a body may be missing', [...DELETE, 'responses', '204', 'x-body-optional'], true, ['deleteCustomers']],
  ])('is another after a change of %s', (_, names, value, operationIds) => {
    expect(changedBy((document) => put(document, names, value))).toEqual(operationIds);
  });

  test.each<[string, readonly (string | number)[], unknown]>([
    ['a description', [...LIST, 'description'], 'Another.'],
    ['a summary', [...LIST, 'summary'], undefined],
    ['tags', [...LIST, 'tags'], ['Other']],
    ['a deprecation', [...DELETE, 'parameters', 0, 'deprecated'], true],
    ['how a client paces itself', [...LIST, 'x-max-concurrency'], 1],
    ['the version', ['info', 'version'], '9.9.9'],
    ['another server that nobody calls', ['servers', 1], { url: 'https://example.com' }],
    ['another operation', ['paths', '/orders'], { get: { responses: {} } }],
  ])('is the same after a change of %s', (_, names, value) => {
    expect(changedBy((document) => put(document, names, value))).toEqual([]);
  });

  test('is the same whatever the order of names', () => {
    expect(fingerprintsOf(Object(reversed(SPECIFICATION.document)))).toEqual(CURRENT);
  });
});

describe('in any document', () => {
  /** The fingerprint of an operation that answers with a schema. */
  const fingerprintWith = (schema: unknown, schemas: object = {}) => {
    const content = { 'application/json': { schema } };
    const paths = { '/customers': { delete: { responses: { 200: { content } } } } };
    return fingerprintsOf({ paths, components: { schemas } })['deleteCustomers'];
  };
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const text = { type: 'string', minLength: 1 };

  test('a schema is the same in place and by a reference, whatever its name', () => {
    expect(fingerprintWith(ref('A'), { A: text })).toBe(fingerprintWith(text));
    expect(fingerprintWith(ref('B'), { B: ref('A'), A: text })).toBe(fingerprintWith(text));
    expect(fingerprintWith(ref('A'), { A: { ...text, minLength: 2 } })).not.toBe(fingerprintWith(text));
  });

  test('what stands beside a reference counts', () => {
    const beside = (maxLength: number) => fingerprintWith({ ...ref('A'), maxLength }, { A: text });
    expect(new Set([beside(1), beside(2), fingerprintWith(text)]).size).toBe(3);
    expect(fingerprintWith({ ...ref('A'), description: 'Words.' }, { A: text })).toBe(fingerprintWith(text));
  });

  test('a schema may contain itself', () => {
    const tree = (name: string, limit: number) => ({
      [name]: { properties: { left: ref(name), right: ref(name), name: { maxLength: limit } } },
    });
    const one = fingerprintWith(ref('Tree'), tree('Tree', 1));
    expect(one).toBe(fingerprintWith(ref('Node'), tree('Node', 1)));
    expect(one).not.toBe(fingerprintWith(ref('Tree'), tree('Tree', 2)));
    expect(fingerprintWith(ref('Self'), { Self: ref('Self') })).toMatch(/^[0-9a-f]{16}$/);
  });

  test('properties with the names of words and extensions count', () => {
    const named = (name: string, type: string) => fingerprintWith({ properties: { [name]: { type } } });
    for (const name of ['description', 'example', 'x-internal', 'required', '$ref'])
      expect(named(name, 'string')).not.toBe(named(name, 'integer'));
  });

  test.each(['description', 'summary', 'title', 'example', 'examples', 'externalDocs', 'tags', 'info', 'links'])(
    '%s does not count, also within a schema of contents',
    (name) => {
      expect(fingerprintWith({ ...text, [name]: { type: 'integer' } })).toBe(fingerprintWith(text));
      expect(fingerprintWith({ contentSchema: { [name]: {} } })).toBe(fingerprintWith({ contentSchema: {} }));
    },
  );

  test('names of what depends on each other count, whatever they are', () => {
    const dependent = (name: string) => fingerprintWith({ dependentRequired: { [name]: ['a'] } });
    expect(dependent('title')).not.toBe(dependent('summary'));
  });

  test('the order of lists that have none does not count, and that of others does', () => {
    expect(fingerprintWith({ required: ['a', 'b'] })).toBe(fingerprintWith({ required: ['b', 'a'] }));
    expect(fingerprintWith({ enum: [{ a: 1, b: 2 }, 3] })).toBe(fingerprintWith({ enum: [3, { b: 2, a: 1 }] }));
    expect(fingerprintWith({ enum: ['1'] })).not.toBe(fingerprintWith({ enum: [1] }));
    const items = [{ type: 'string' }, { type: 'null' }];
    expect(fingerprintWith({ prefixItems: items })).not.toBe(fingerprintWith({ prefixItems: items.toReversed() }));
  });
});
