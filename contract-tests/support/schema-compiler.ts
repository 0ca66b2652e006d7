import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import { DOCUMENT } from '../../src/contract/load/read-schemas.js';
import { EXPRESSIONS } from '../../src/contract/schema/formats.js';
import { encodePointer, type JsonObject } from '../../src/json.js';

export { DOCUMENT } from '../../src/contract/load/read-schemas.js';
export { encodePointer } from '../../src/json.js';

/** Formats that no generated check looks at. */
export const ANNOTATION_FORMATS: readonly string[] = [
  'int32',
  'int64',
  'float',
  'double',
  'password',
  'byte',
  'binary',
];

/** All formats that are regular expressions. */
export const FORMATS: ReadonlyMap<string, RegExp> = new Map(Object.entries(EXPRESSIONS));

/** A JSON Schema compiler that knows one OpenAPI 3.1 document. Unknown keywords and formats are errors, not silence. */
export function createSchemaCompiler(document: JsonObject, options: Options = {}): Ajv2020 {
  const strict = { strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true };
  const ajv = new Ajv2020({ ...strict, ...options });
  for (const [name, format] of FORMATS) ajv.addFormat(name, format);
  for (const name of ANNOTATION_FORMATS) ajv.addFormat(name, true);
  // The document's own top-level members are listed because Ajv compiles the document that a reference points into.
  const annotations = ['example', ...(options.discriminator ? [] : ['discriminator']), 'xml', 'externalDocs'];
  ajv.addVocabulary([...annotations, ...Object.keys(document)]);
  return ajv.addSchema(document, DOCUMENT);
}

/** Compiles the schema that a JSON pointer into the document leads to. */
export function compileAt(ajv: Ajv2020, pointer: string): ValidateFunction {
  return ajv.compile({ $ref: `${DOCUMENT}#${encodePointer(pointer)}` });
}
