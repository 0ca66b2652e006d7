import { regularExpression } from '../openapi/pattern.js';
import { addFormats } from './formats.js';
import type { JsonObject } from './json.js';
import { addMultipleOf } from './multiple-of.js';
import { compilerFor, type SchemaCompiler, type SchemaLibraries } from './schema-compiler.js';
import { addUniqueItems } from './unique-items.js';
import { withoutRequired } from './without-required.js';

/**
 * A compiler for what goes one way only. Properties that are for the other way must not be there (`readOnly` in requests,
 * `writeOnly` in answers), and so are not required either.
 */
export function oneWayCompiler(
  libraries: SchemaLibraries,
  document: JsonObject,
  keyword: 'readOnly' | 'writeOnly',
): SchemaCompiler {
  const copy = withoutRequired(document, keyword);
  // Without ownProperties, every object would have a member called "constructor".
  const options = {
    strict: false,
    discriminator: true,
    logger: false,
    validateSchema: false,
    ownProperties: true,
    code: { regExp },
  } as const;
  const ajv = compilerFor(libraries, copy, options);
  addFormats(ajv);
  addUniqueItems(ajv);
  addMultipleOf(ajv);
  ajv.removeKeyword(keyword);
  ajv.addKeyword({ keyword, validate: (flag: unknown) => flag !== true, error: { message: MESSAGES[keyword] } });
  return ajv;
}

const MESSAGES = { readOnly: 'nothing that only answers have', writeOnly: 'nothing that only requests have' };

/** As the compiler wants it. */
const regExp = Object.assign((pattern: string) => regularExpression(pattern), {
  code: 'regularExpression',
});
