import { registerSchema, unregisterSchema, validate } from '@hyperjump/json-schema/draft-2020-12';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { Schemas } from '../../../src/contract/schema/schemas.js';
import type { Json, JsonObject } from '../../../src/json.js';
import { runs } from '../../support/runs.js';
import { randomSchema, valueNear } from './random-schemas.js';

const URI = 'https://schemas.example.com/random';
const VALUES_OF_A_SCHEMA = 8;

function given(isPlain: boolean): fc.Arbitrary<readonly [schema: JsonObject, values: readonly Json[]]> {
  const near = (schema: JsonObject) =>
    fc.array(valueNear(schema, schema), { minLength: VALUES_OF_A_SCHEMA, maxLength: VALUES_OF_A_SCHEMA });
  return randomSchema(isPlain).chain((schema) => fc.tuple(fc.constant(schema), near(schema)));
}

function ours(schema: JsonObject) {
  return new Schemas().add(URI, schema, { isSchema: true }).validator(URI);
}

function ajvFor(schema: JsonObject) {
  return new Ajv2020({ allErrors: true, strict: false, ownProperties: true, validateSchema: false }).compile(schema);
}

describe('of random schemas and values', () => {
  test('every verdict is that of another implementation, and the explanation agrees with it', async () => {
    const verdicts = { valid: 0, invalid: 0 };
    await fc.assert(
      fc.asyncProperty(given(false), async ([schema, values]) => {
        const validator = ours(schema);
        registerSchema(schema as never, URI, 'https://json-schema.org/draft/2020-12/schema');
        try {
          const opinion = await validate(URI);
          for (const value of values) {
            const verdict = validator(value);
            verdicts[verdict ? 'valid' : 'invalid'] += 1;
            expect([value, verdict]).toEqual([value, opinion(value as never).valid]);
            expect([value, validator.inspect(value, true).failures.length === 0]).toEqual([value, verdict]);
          }
        } finally {
          unregisterSchema(URI);
        }
      }),
      runs(80),
    );
    // Neither verdict may be the only one that is ever given.
    expect(Math.min(verdicts.valid, verdicts.invalid)).toBeGreaterThan((verdicts.valid + verdicts.invalid) / 10);
  });

  test('mistakes are those that Ajv finds, in its order and words', () => {
    fc.assert(
      fc.property(given(true), ([schema, values]) => {
        const [validator, ajv] = [ours(schema), ajvFor(schema)];
        for (const value of values) {
          const isValid = verdictOf(ajv, value);
          if (isValid === undefined) continue;
          expect([value, validator(value)]).toEqual([value, isValid]);
          const told = ({ instancePath, keyword, params, message }: Told) => ({
            instancePath,
            keyword,
            params,
            message,
          });
          expect([value, validator.errors?.map(told)]).toEqual([value, ajv.errors?.map(told)]);
        }
      }),
      runs(120),
    );
  });
});

/** Ajv trips over its own record of members where `dependentSchemas` and `patternProperties` are combined. */
function verdictOf(ajv: ValidateFunction, value: Json): boolean | undefined {
  try {
    return ajv(value);
  } catch {
    return undefined;
  }
}

interface Told {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: object;
  readonly message?: string;
}
