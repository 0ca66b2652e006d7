import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkExchange, checkResponse, loadContract, operationFingerprint } from '../../../src/contract/index.js';
import { SpecProblemsError } from '../../../src/contract/load/source.js';
import { isRecord, type Json, type JsonObject, pointerTo, pointerTokens, valueAtPointer } from '../../../src/json.js';

const A = { $ref: '#/components/schemas/A' };
const json = (schema: Json): JsonObject => ({ 'application/json': { schema } });

/** A document with most of what OpenAPI has. */
const VALID: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Any', version: '1' },
  servers: [{ url: 'https://{e}.x.example/v1', variables: { e: { default: 'a', enum: ['a', 'b'] } } }],
  security: [{ key: [] }],
  paths: {
    '/a/{id}': {
      parameters: [{ $ref: '#/components/parameters/Id' }],
      get: {
        operationId: 'getA',
        parameters: [
          { name: 'q', in: 'query', style: 'deepObject', schema: { type: 'object', properties: { a: {} } } },
          { name: 'X-H', in: 'header', schema: { type: 'array', items: { pattern: '^a+$' } } },
          { name: 'c', in: 'cookie', schema: { type: 'string', format: 'date' } },
          { name: 'j', in: 'query', content: json({ type: 'array' }) },
        ],
        responses: { 200: { $ref: '#/components/responses/List' }, '4XX': { description: 'No.' } },
      },
      post: {
        operationId: 'postA',
        requestBody: {
          required: true,
          content: {
            ...json(A),
            'application/x-www-form-urlencoded': { schema: A, encoding: { name: { style: 'form', explode: false } } },
          },
        },
        responses: {
          201: {
            description: 'Done.',
            headers: { Location: { required: true, schema: { type: 'string', format: 'uri' } } },
            content: json({
              oneOf: [A, { $ref: '#/components/schemas/B' }],
              discriminator: { propertyName: 'kind', mapping: { b: '#/components/schemas/B' } },
            }),
          },
        },
      },
    },
  },
  components: {
    parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } } },
    responses: { List: { description: 'Yes.', content: json({ type: 'array', items: A, uniqueItems: true }) } },
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    schemas: {
      A: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', pattern: '^[a-z]+$' }, child: A, n: { enum: [1, null] } },
        patternProperties: { '^x-': { type: 'string' } },
        additionalProperties: false,
      },
      B: { allOf: [A], if: { required: ['n'] }, else: { not: {} }, unevaluatedProperties: false },
    },
  },
};

function pointersIn(value: Json, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  return [pointer, ...Object.entries(value).flatMap(([name, member]) => pointersIn(member, pointerTo(pointer, name)))];
}

const VALUES: readonly Json[] = [
  ...[null, true, [], {}, 'x', '(?i)(', -1, [null], ['a', 1]],
  ...[{ $ref: '#/nowhere' }, { $ref: 5 }, { $ref: '#/info/title' }, { $ref: '#/components/schemas/B' }],
  ...[{ $dynamicRef: '#x' }, { $id: 'y', $ref: 'y' }, { allOf: [{ $ref: '#/components/schemas/B' }] }],
];
const NAMES = [
  ...['$ref', '$id', 'type', 'items', 'required', 'properties', 'in', 'schema', 'content', 'allOf', 'pattern', 'enum'],
  ...['style', 'parameters', 'constructor', 'minLength', 'discriminator', 'additionalProperties', 'unevaluatedItems'],
];

/** Replaces, drops or renames a part. */
const change = fc.record({
  pointer: fc.constantFrom(...pointersIn(VALID).filter((pointer) => pointer !== '')),
  how: fc.oneof(
    fc.constantFrom(...VALUES).map((value) => ({ value })),
    fc.constantFrom(...NAMES).map((name) => ({ name })),
    fc.constant({}),
  ),
});

function changed(changes: readonly { pointer: string; how: { value?: Json; name?: string } }[]): JsonObject {
  const document = structuredClone(VALID);
  for (const { pointer, how } of changes) {
    const holder = valueAtPointer(document, pointer.slice(0, pointer.lastIndexOf('/')));
    const name = pointerTokens(pointer).at(-1) ?? '';
    if (typeof holder !== 'object' || holder === null) continue;
    const value = Reflect.get(holder, name);
    if (how.value !== undefined) Reflect.set(holder, name, structuredClone(how.value));
    else if (isRecord(holder)) delete holder[name];
    if (how.name !== undefined && isRecord(holder) && value !== undefined) holder[how.name] = value;
  }
  return document;
}

const BODIES = ['{"name":"a","child":{"name":"b","n":1},"x-a":1}', '[{"name":"a"}]', 'name=a&n=1', undefined];

test('whatever is wrong with a document, it is said while loading, and no check throws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const document = changed(changes);
      const contract = await loadContract(document).catch((error: unknown) => {
        expect(error).toBeInstanceOf(SpecProblemsError);
        return undefined;
      });
      if (!contract) return;
      expect(contract.unchecked?.every(({ reason }) => reason !== '')).toBe(true);
      for (const { operationId, method, path } of Object.values(contract.operations)) {
        operationFingerprint(contract, operationId);
        const isRefused = contract.refused !== undefined && Object.hasOwn(contract.refused, operationId);
        for (const [index, body] of BODIES.entries()) {
          const type = index === 2 ? 'application/x-www-form-urlencoded' : 'application/json';
          const headers = { 'X-Key': 'k', 'X-H': 'a,b', cookie: 'c=1', 'content-type': type };
          const request = { method, url: `${path.replace(/\{[^}]*\}/g, '3')}?q[a]=1&j=%5B%5D`, headers, body };
          const response = { status: index % 2 ? 200 : 201, headers, body };
          const check = () => [
            checkExchange({ request, response }, contract, { strict: true }),
            checkResponse(response, operationId, contract),
          ];
          if (isRefused) expect(check).toThrow(SpecProblemsError);
          else check();
        }
      }
    }),
    { numRuns: 300 },
  );
});
