import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import type { Validator } from '../../generated/descriptor.js';
import { runGenerate } from '../../scripts/codegen/command.js';
import { parseSpec } from '../../scripts/spec/source.js';
import { checkExchange, contractAt } from '../../src/contract/index.js';
import { type JsonObject, valueAtPointer } from '../../src/json.js';
import { contractFrom } from '../support/contract-from.js';
import { changedText } from '../support/specification.js';
import { json, type StoreStub, startStoreStub } from '../support/store-stub.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** An operation that uses what the other five do not. */
const SEARCH_ORDERS: JsonObject = {
  operationId: 'searchOrders',
  tags: ['Customers'],
  summary: 'Search orders',
  description: 'Not a real operation.',
  'x-max-concurrency': 2,
  parameters: [
    {
      name: 'channel',
      in: 'path',
      required: true,
      description: 'A channel.',
      schema: { type: 'string', minLength: 1 },
      example: 'pos',
    },
    {
      name: 'status',
      in: 'query',
      description: 'Repeated.',
      schema: { type: 'array', items: { enum: ['open', 'paid'] } },
      example: ['open'],
    },
    {
      name: 'skus',
      in: 'query',
      description: 'With pipes.',
      style: 'pipeDelimited',
      explode: false,
      schema: { type: 'array', items: { type: 'string' } },
      example: ['a'],
    },
    {
      name: 'total',
      in: 'query',
      required: true,
      description: 'A range.',
      style: 'deepObject',
      schema: { type: 'object', properties: { min: { type: 'number' }, max: { type: 'number' } } },
      example: { min: 1 },
    },
    {
      name: 'X-Locale',
      in: 'header',
      description: 'A locale.',
      schema: { type: 'string', pattern: '^[a-z]{2}$' },
      example: 'de',
    },
  ],
  requestBody: {
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: ['text'],
          properties: {
            text: { type: 'string', format: 'email', pattern: '^[^/]+$' },
            tree: { $ref: '#/components/schemas/Tree' },
            'sort-by': { enum: ['total', null, ['total', 'date']] },
            share: { type: ['number', 'null'], exclusiveMinimum: 0, multipleOf: 0.5 },
            either: {
              oneOf: [
                { type: 'string', minLength: 1 },
                { type: 'array', uniqueItems: true },
              ],
            },
            notes: { type: 'object', patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false },
            pair: {
              type: 'array',
              minItems: 2,
              prefixItems: [{ const: 'a' }, { not: { type: 'null' } }],
              items: false,
            },
          },
        },
        examples: { text: { value: { text: 'a@example.com' } } },
      },
    },
  },
  responses: {
    '200': {
      description: 'Orders.',
      content: {
        'application/json': {
          schema: { type: 'array', items: { $ref: '#/components/schemas/Id' } },
          examples: { one: { value: [1] } },
        },
      },
    },
    default: { $ref: '#/components/responses/UnexpectedError' },
  },
};

/** A schema that contains itself. */
const TREE: JsonObject = {
  type: 'object',
  minProperties: 1,
  additionalProperties: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
};

/** What somebody writes who has only the generated folder. */
const CONSUMER = `
import { createOperations } from './generated/client.js';
import { requests } from './generated/validators.js';
export { document } from './generated/contract-document.js';

export const validate = requests.searchOrders;

export async function search(baseUrl: string): Promise<readonly number[] | undefined> {
  const functions = createOperations({ baseUrl, headers: { 'X-Auth-Token': 'token' } });
  const { data } = await functions.searchOrders({
    params: {
      path: { channel: 'point of/sale' },
      query: { status: ['open', 'paid'], skus: ['a|b', 'c'], total: { min: 1, max: 2.5 } },
      header: { 'X-Locale': 'de' },
    },
    body: { text: 'hello@example.com' },
  });
  return data;
}

export const mistakes = (functions: ReturnType<typeof createOperations>) => [
  // @ts-expect-error a path parameter is missing
  functions.searchOrders({ params: { query: { total: {} } } }),
  // @ts-expect-error a required query parameter is missing
  functions.searchOrders({ params: { path: { channel: 'x' }, query: {} } }),
  // @ts-expect-error not one of the choices
  functions.searchOrders({ params: { path: { channel: 'x' }, query: { total: {}, status: ['shipped'] } } }),
  // @ts-expect-error a parameter that is not declared
  functions.searchOrders({ params: { path: { channel: 'x' }, query: { total: {}, page: 1 } } }),
];
`;

let folder = '';
let store: StoreStub;

beforeAll(async () => {
  // Inside the repository, so that openapi-fetch is found from there.
  folder = await mkdtemp(join(ROOT, '.temporary-'));
  store = await startStoreStub(json(200, [7]));
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

describe('a sixth operation', () => {
  test('needs the document and one command: its types compile, its function sends and its answers are checked', async () => {
    const text = changedText((document) => {
      Object.assign(valueAtPointer(document, '/components/schemas') as object, { Tree: TREE });
      Object.assign(valueAtPointer(document, '/paths') as object, {
        '/channels/{channel}/orders': { post: SEARCH_ORDERS },
      });
    });
    await writeFile(join(folder, 'six.yaml'), text);
    const output: string[] = [];
    const keep = (line: string) => void output.push(line);
    const status = await runGenerate(['--spec', join(folder, 'six.yaml'), '--out', join(folder, 'generated')], {
      log: keep,
      error: keep,
    });
    expect({ status, output: output.filter((line) => !line.startsWith('Generated')) }).toEqual({
      status: 0,
      output: [],
    });

    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'consumer.ts'), CONSUMER);
    expect(compile(join(folder, 'consumer.ts'), join(folder, 'dist'))).toEqual([]);

    const consumer: { search(baseUrl: string): Promise<unknown>; document: JsonObject; validate: Validator } =
      await import(pathToFileURL(join(folder, 'dist/consumer.js')).href);
    const baseUrl = `${store.baseUrl}/stores/abc123example/v3`;
    expect(await consumer.search(baseUrl)).toEqual([7]);
    const [request] = store.requests;
    expect(request).toMatchObject({
      method: 'POST',
      url: '/stores/abc123example/v3/channels/point%20of%2Fsale/orders?status=open&status=paid&skus=a%7Cb|c&total[min]=1&total[max]=2.5',
      body: '{"text":"hello@example.com"}',
    });

    const order = { path: { channel: 'pos' }, query: { total: {} }, body: { text: 'a@b', tree: { a: [{ b: [] }] } } };
    expect(consumer.validate(order)).toBe(true);
    const mistaken = { ...order, body: { ...order.body, tree: { a: [{}] } }, header: { 'x-locale': 'deu' } };
    expect(consumer.validate(mistaken)).toBe(false);
    expect(consumer.validate.errors).toMatchObject([
      { instancePath: '/header/x-locale', keyword: 'pattern' },
      { instancePath: '/body/tree/a/0', keyword: 'minProperties' },
    ]);

    const contract = contractAt(store.baseUrl, contractFrom(parseSpec(JSON.stringify(consumer.document), 'six.json')));
    const exchange = { request: { method: 'GET', url: '', ...request }, response: json(200, [7]) };
    expect(contract.operations['searchOrders']).toMatchObject({ maxConcurrency: 2, repeatable: false });
    expect(checkExchange({ ...exchange, response: json(200, ['7']) }, contract)).toMatchObject([
      { operationId: 'searchOrders', pointer: '/response/body/0', keyword: 'type' },
    ]);
    expect(checkExchange({ ...exchange, response: json(418, {}) }, contract)).toEqual([]);
  });
});

/** Compiles a file strictly. Returns what the compiler complains about. */
function compile(file: string, outDir: string): string[] {
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    // `npm run types` checks the declarations of packages.
    skipLibCheck: true,
    outDir,
  });
  const { diagnostics } = program.emit();
  return [...ts.getPreEmitDiagnostics(program), ...diagnostics].map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}
