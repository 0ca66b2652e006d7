import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import { fastFormats } from 'ajv-formats/dist/formats.js';
import type { JsonObject } from '../../src/contract/load/json.js';
import { compilerFor, DOCUMENT, encodePointer, formatsFrom } from '../../src/contract/load/schema-compiler.js';

export { ANNOTATION_FORMATS, DOCUMENT, encodePointer } from '../../src/contract/load/schema-compiler.js';

/** All formats that values are checked against. */
export const FORMATS = formatsFrom(fastFormats);

/** A JSON Schema compiler that knows one OpenAPI 3.1 document. Unknown keywords and formats are errors, not silence. */
export function createSchemaCompiler(document: JsonObject, options: Options = {}): Ajv2020 {
  const strict = { strict: true, strictRequired: false, ...options };
  return compilerFor({ Ajv2020, fastFormats }, document, strict);
}

/** Compiles the schema that a JSON pointer into the document leads to. */
export function compileAt(ajv: Ajv2020, pointer: string): ValidateFunction {
  return ajv.compile({ $ref: `${DOCUMENT}#${encodePointer(pointer)}` });
}
