import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Validator } from '../../generated/descriptor.js';
import { parseSpec } from '../../scripts/spec/source.js';
import { emitChecks } from '../../src/codegen/emit-checks.js';
import { FORMATS } from '../../src/contract/schema/formats.js';
import type { Json, JsonObject } from '../../src/json.js';
import { compileAt, createSchemaCompiler, DOCUMENT } from '../support/schema-compiler.js';
import { SCHEMAS, SHARED, UUID } from './check-schemas.js';
import { found, loadValidators } from './load-generated.js';

/** More with `PROPERTY_RUNS=5000 npm test`. */
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 300) };

const nameOf = (index: number) => `schema${index}`;
const document: JsonObject = {
  openapi: '3.1.0',
  components: {
    schemas: { ...SHARED, ...Object.fromEntries(SCHEMAS.map(([, schema], index) => [nameOf(index), schema])) },
  },
};

/** Values that are likely to satisfy one rule and break another. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<unknown>(...[null, true, false, 0, -0, 1, 2, 3, 0.7, 1.5, -1, 1e20, 1e21, Number.NaN, Infinity]),
    fc.constantFrom<unknown>(
      ...['', 'a', 'b', 'ab', 'abc', '1', '😀', '😀😀', "'", '\ud800', UUID, '2026-02-28', undefined],
    ),
    fc.constantFrom<unknown>(...SCHEMAS.flatMap(([, , good, bad]) => [good, bad])),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'x-1', 'x-2'), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

/** Of these keywords the schema compiler also tells consequences of what it has told. */
const TOLD_ONCE = /^(contains|minContains|propertyNames|unevaluated)/;

/** The second opinion. What formats mean has tests of its own. */
const ajv = createSchemaCompiler(document, { strictTuples: false, strictRequired: false, multipleOfPrecision: 10 });
for (const [name, validate] of FORMATS.numbers) ajv.addFormat(name, { type: 'number', validate });
for (const [name, format] of FORMATS.texts) ajv.addFormat(name, (text: string) => format.test(text));
let validators: Readonly<Record<string, Validator>> = {};

beforeAll(async () => {
  const names = SCHEMAS.map((_, index) => nameOf(index));
  const schemas = names.map((name) => [name, { $ref: `${DOCUMENT}#/components/schemas/${name}` }] as const);
  validators = await loadValidators(emitChecks(parseSpec(JSON.stringify(document), 'checks.yaml'), new Map(schemas)));
});

describe('a generated check finds what the schema compiler finds', () => {
  test.each(SCHEMAS.map(([title, , good, bad], index) => [title, index, good, bad] as const))(
    '%s',
    (title, index, good, bad) => {
      const validate = validators[nameOf(index)];
      const compiled = compileAt(ajv, `/components/schemas/${nameOf(index)}`);
      if (!validate) throw new Error('was not generated');
      expect([validate(good), validate(bad)]).toEqual([true, false]);
      fc.assert(
        fc.property(value, (input) => {
          const verdicts = [validate(input), compiled(input)];
          const findings = TOLD_ONCE.test(title) ? [] : [found(validate.errors), found(compiled.errors)];
          // Thousands of equal findings need no matcher.
          if (verdicts[0] !== verdicts[1]) expect(verdicts[0]).toBe(verdicts[1]);
          if (!isDeepStrictEqual(findings[0], findings[1])) expect(findings[0]).toEqual(findings[1]);
        }),
        RUNS,
      );
    },
  );
});

test('a list that is too long is one mistake, however many items are too many', async () => {
  const schema = { type: 'array', prefixItems: [{ type: 'integer' }], minItems: 1, items: false };
  const { validate } = await loadValidators(
    emitChecks(parseSpec('a: 1', 'checks.yaml'), new Map([['validate', schema]])),
  );
  expect(validate?.([1])).toBe(true);
  expect(validate?.([1, 2])).toBe(false);
  expect(validate?.([1, 2, 3])).toBe(false);
  expect(found(validate?.errors)).toEqual([' items {"limit":1}']);
});

test('what only responses have is not sent, and so not required', async () => {
  const schema = {
    type: 'object',
    required: ['a', 'b'],
    properties: { a: { type: 'integer', readOnly: true }, b: {} },
  };
  const { validate } = await loadValidators(
    emitChecks(parseSpec('a: 1', 'checks.yaml'), new Map([['validate', schema]])),
  );
  expect(validate?.({ b: 1 })).toBe(true);
  expect(validate?.({ a: 1 })).toBe(false);
  expect(found(validate?.errors)).toEqual([' required {"missingProperty":"b"}', '/a readOnly {}']);
});

describe('names that every object inherits are names like others', () => {
  const names = ['constructor', 'toString', 'hasOwnProperty', '__proto__'];
  const validatorOf = async (schema: JsonObject) => {
    const source = parseSpec(JSON.stringify({ openapi: '3.1.0' }), 'checks.yaml');
    const { validate } = await loadValidators(emitChecks(source, new Map([['validate', schema]])));
    if (!validate) throw new Error('was not generated');
    return (text: string) => (validate(JSON.parse(text)) ? [] : found(validate.errors));
  };

  test.each(names)('%s', async (name) => {
    const properties = Object.fromEntries([[name, { type: 'string' }]]);
    const closed = await validatorOf({ type: 'object', additionalProperties: false, required: [name], properties });
    expect(closed(`{ "${name}": "a" }`)).toEqual([]);
    expect(closed(`{ "${name}": 1 }`)).toEqual([`/${name} type {"type":"string"}`]);
    expect(closed('{}')).toEqual([` required {"missingProperty":"${name}"}`]);
    const empty = await validatorOf({ type: 'object', additionalProperties: false });
    expect(empty(`{ "${name}": 1 }`)).toEqual([` additionalProperties {"additionalProperty":"${name}"}`]);
  });
});

describe('a keyword that no check can be generated for is refused where it stands', () => {
  test.each<[string, Json]>([
    ['nullable', true],
    ['colour', 'red'],
    ['format', 'colour'],
    ['pattern', '('],
    ['patternProperties', { '(': true }],
    ['minimum', 'one'],
    ['enum', 7],
    ['$dynamicRef', '#a'],
    ['$ref', '#here'],
    ['$ref', 'other.yaml#/components/schemas/A'],
    ['$ref', '#/components/schemas/Missing'],
  ])('%s', (keyword, said) => {
    const text = `openapi: 3.1.0\ncomponents:\n  schemas:\n    A:\n      items:\n        ${keyword}: ${JSON.stringify(said)}\n        $dynamicAnchor: a\n`;
    const schemas = new Map([['validate', { $ref: `${DOCUMENT}#/components/schemas/A` }]]);
    expect(() => emitChecks(parseSpec(text, 'checks.yaml'), schemas)).toThrow(/^checks\.yaml:6:\d+ .*\(generate\)$/);
  });
});
