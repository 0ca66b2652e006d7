import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { checkConformance, lintStyle } from '../../scripts/spec/check.js';
import { examplesIn, findBadExamples } from '../../scripts/spec/examples.js';
import { parseSpec, type SpecSource } from '../../scripts/spec/source.js';
import { readModel } from '../../src/contract/load/read-model.js';
import { type SpecProblem, SpecProblemsError } from '../../src/contract/load/source.js';
import { type JsonObject, valueAtPointer } from '../../src/json.js';
import { changedText, SPECIFICATION, SPECIFICATION_PATH } from '../support/specification.js';

const { operations } = readModel(SPECIFICATION);

/** Everything that this project asks of its own document: conformance, and style. */
async function findProblems(source: SpecSource): Promise<readonly SpecProblem[]> {
  try {
    await checkConformance(source);
  } catch (error) {
    if (error instanceof SpecProblemsError) return error.problems;
    throw error;
  }
  return lintStyle(source);
}

describe('the document', () => {
  test('is valid OpenAPI 3.1, keeps every rule of redocly.yaml, uses only known extensions and has true examples', async () => {
    expect(await findProblems(SPECIFICATION)).toEqual([]);
  });

  test('has an example for every parameter, header and body', () => {
    const withExamples = new Set(examplesIn(SPECIFICATION.document).map(({ schemaPointer }) => schemaPointer));
    const wanted = operations.flatMap(({ pointer: operation, parameters, requestBody, responses }) => [
      ...parameters.map(({ pointer }) => `${pointer}/schema`),
      ...(requestBody?.content ?? []).map(
        ({ mediaType }) => `${operation}/requestBody/content/${mediaType.replace('/', '~1')}/schema`,
      ),
      ...responses.flatMap(({ pointer, content }) =>
        content.map(({ mediaType }) => `${pointer}/content/${mediaType.replace('/', '~1')}/schema`),
      ),
    ]);
    const headers = Object.keys(valueAtPointer(SPECIFICATION.document, '/components/headers') as JsonObject).map(
      (name) => `/components/headers/${name}/schema`,
    );
    expect([...new Set([...wanted, ...headers])].filter((pointer) => !withExamples.has(pointer))).toEqual([]);
    expect(new Set(wanted).size).toBeGreaterThan(25);
  });

  test('lists every answer that the vendor documents or that has been observed', () => {
    const everywhere = ['401', '403', '404', '422', '429', '500', '502', '503', '504', 'default'];
    expect(
      Object.fromEntries(
        operations.map(({ operationId, responses }) => [operationId, responses.map(({ status }) => status).sort()]),
      ),
    ).toMatchObject({
      listCustomerAttributeValues: ['200', ...everywhere].sort(),
      upsertCustomerAttributeValues: ['200', '400', '413', ...everywhere].sort(),
      deleteCustomerAttributeValues: ['204', ...everywhere].sort(),
      deleteCustomers: ['204', ...everywhere].sort(),
      removeShopperProfilesFromSegment: ['200', '204', ...everywhere].sort(),
    });
  });

  test('says how often at once, whether again, and what happens without ids, also again', () => {
    expect(
      Object.fromEntries(
        operations.map(({ operationId, maxConcurrency, repeatable, parameters }) => [
          operationId,
          [
            maxConcurrency,
            repeatable,
            parameters.find(({ name }) => name === 'id:in')?.whenOmitted,
            parameters.find(({ name }) => name === 'id:in')?.repeatableWhenOmitted,
          ],
        ]),
      ),
    ).toMatchObject({
      listCustomerAttributeValues: [undefined, true, undefined, undefined],
      upsertCustomerAttributeValues: [3, true, undefined, undefined],
      deleteCustomerAttributeValues: [undefined, true, 'unknown', undefined],
      deleteCustomers: [undefined, true, 'changes-nothing', undefined],
      removeShopperProfilesFromSegment: [10, true, 'removes-all', false],
    });
  });
});

/** An operation of which sources leave nothing open has no section. */
test('decisions say how sure they are, and are about operations that there are', async () => {
  const decisions = await readFile(new URL('../../openapi/DECISIONS.md', import.meta.url), 'utf8');
  const sections = decisions.split('\n## ').filter((text) => text.startsWith('`'));
  const ids = operations.map(({ operationId }) => operationId);
  for (const section of sections) {
    expect(ids).toContain(/^`(\w+)`/.exec(section)?.[1]);
    expect(section).toMatch(/\n\| [^|]+ \| [^|]+ \| [^|]+ \| (high|medium|low)[^|]* \|/);
  }
  expect(sections.length).toBeGreaterThanOrEqual(5);
});

describe('a problem is reported with its line', () => {
  const problemsOf = (text: string) => findProblems(parseSpec(text, SPECIFICATION_PATH));
  const change = (edit: (document: JsonObject) => void) => problemsOf(changedText(edit));
  const at = (document: JsonObject, pointer: string) => valueAtPointer(document, pointer) as JsonObject;

  test.each<[string, (document: JsonObject) => void, string]>([
    [
      'a rule of style that is broken',
      (document) => delete at(document, '/paths/~1customers/delete')['summary'],
      'operation-summary',
    ],
    [
      'a schema with an unknown type',
      (document) => Object.assign(at(document, '/components/schemas/Id'), { type: 'whole number' }),
      'struct',
    ],
    [
      'a reference to nothing',
      (document) =>
        Object.assign(at(document, '/components/schemas/AttributeValuePage/properties/data'), {
          items: { $ref: '#/components/schemas/Nothing' },
        }),
      'no-unresolved-refs',
    ],
    [
      'an operationId that is there twice',
      (document) =>
        Object.assign(at(document, '/paths/~1customers/delete'), { operationId: 'listCustomerAttributeValues' }),
      'operation-operationId-unique',
    ],
    [
      'an extension that nobody knows',
      (document) => Object.assign(at(document, '/paths/~1customers/delete'), { 'x-max-concurency': 3 }),
      'extensions',
    ],
    [
      'an extension in a place where it means nothing',
      (document) => Object.assign(at(document, '/info'), { 'x-repeatable': true }),
      'extensions',
    ],
    [
      'an extension with a senseless value',
      (document) => Object.assign(at(document, '/paths/~1customers/delete'), { 'x-max-concurrency': 0 }),
      'extensions',
    ],
    ['another version of OpenAPI', (document) => Object.assign(document, { openapi: '3.0.3' }), 'openapi-version'],
  ])('%s', async (_, edit, rule) => {
    const [problem] = await change(edit);
    expect(problem).toMatchObject({
      file: 'openapi/bigcommerce-customers.yaml',
      rule,
      line: expect.any(Number),
      reason: expect.stringMatching(/\w/),
    });
  });

  test('the very line, for an example that its schema rejects', async () => {
    const text = changedText((document) =>
      Object.assign(at(document, '/components/headers/X-Rate-Limit-Requests-Left'), { example: 'many' }),
    );
    const problems = findBadExamples(parseSpec(text, SPECIFICATION_PATH));
    expect(problems).toHaveLength(1);
    expect(text.split('\n')[(problems[0]?.line ?? 0) - 1]).toContain('example: many');
  });

  test('the very line, for text that is not YAML', () => {
    expect(() => parseSpec('openapi: 3.1.0\ninfo: {title: [}\n', 'broken.yaml')).toThrow(
      /^broken\.yaml:2:\d+ .*\(yaml\)/,
    );
    expect(() => parseSpec('just text', 'broken.yaml')).toThrow(/^broken\.yaml:1:1 is not an OpenAPI document/);
  });
});
