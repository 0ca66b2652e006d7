import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import type { Validator } from '../../generated/descriptor.js';
import { emitValidators } from '../../scripts/codegen/emit-validators.js';
import type { JsonObject } from '../../src/contract/load/json.js';

/** The validator that is generated for a schema, run as it is written. */
async function validatorFor(schema: JsonObject): Promise<Validator> {
  const code = emitValidators({ openapi: '3.1.0' }, new Map([['validator', schema]]));
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const module = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  return module.validator;
}

describe('a generated validator needs nothing at run time', () => {
  test.each<[string, JsonObject, unknown, unknown]>([
    ['to count characters', { type: 'string', maxLength: 1 }, '😀', 'ab'],
    [
      'to find repeats',
      { type: 'array', uniqueItems: true, items: { type: 'object' } },
      [{ a: 1 }, { a: 2 }],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
    ['to compare with a constant', { const: { a: 1, b: [2, 3] } }, { b: [2, 3], a: 1 }, { a: 1, b: [3, 2] }],
    ['to choose among objects', { enum: [{ a: 1, b: 2 }, null] }, { b: 2, a: 1 }, { a: 1, b: '2' }],
    ['and may speak of what it does not need', { type: 'integer', description: 'require("x") of 100%' }, 1, 'x'],
  ])('%s', async (_, schema, good, bad) => {
    const validate = await validatorFor(schema);
    expect(validate(good)).toBe(true);
    expect(validate(bad)).toBe(false);
  });
});
