import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import { fastFormats } from 'ajv-formats/dist/formats.js';
import type { JsonObject } from './json.js';

/** The name under which schemas refer to the OpenAPI document: `openapi#/components/schemas/Id`. */
export const DOCUMENT = 'openapi';

/** Formats that say how a number or text is stored. They exclude nothing that JSON can tell apart. */
export const ANNOTATION_FORMATS: readonly string[] = [
  'int32',
  'int64',
  'float',
  'double',
  'password',
  'byte',
  'binary',
];

/**
 * Formats as regular expressions, so that generated validators carry them and import nothing.
 * `uuid` has no `urn:uuid:` prefix: such a value would not be a segment of a path.
 */
const OWN_FORMATS: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  'date-time':
    /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/,
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
};

/** All formats that values are checked against. */
export const FORMATS: ReadonlyMap<string, RegExp> = new Map([
  ...Object.entries(fastFormats).flatMap(([name, known]): [string, RegExp][] =>
    known instanceof RegExp ? [[name, known]] : [],
  ),
  ...Object.entries(OWN_FORMATS),
]);

/** A JSON Schema compiler that knows one OpenAPI 3.1 document. Unknown keywords and formats are errors, not silence. */
export function createSchemaCompiler(document: JsonObject, options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false, ...options });
  for (const [name, format] of FORMATS) ajv.addFormat(name, format);
  for (const name of ANNOTATION_FORMATS) ajv.addFormat(name, true);
  // The document's own top-level members are listed because Ajv compiles the document that a reference points into.
  ajv.addVocabulary(['example', 'discriminator', 'xml', 'externalDocs', ...Object.keys(document)]);
  return ajv.addSchema(document, DOCUMENT);
}

/** Compiles the schema that a JSON pointer into the document leads to. */
export function compileAt(ajv: Ajv2020, pointer: string): ValidateFunction {
  return ajv.compile({ $ref: `${DOCUMENT}#${encodePointer(pointer)}` });
}

/** In a URI fragment the characters of a pointer that URIs do not allow, such as `{`, are percent-encoded. */
export function encodePointer(pointer: string): string {
  return pointer.split('/').map(encodeURIComponent).join('/');
}
