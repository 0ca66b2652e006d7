import { appendInPlace } from './append-errors.js';
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

/** A day that there is, in the Gregorian calendar. */
const DAY = new RegExp(
  [
    /\d{4}-(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])/,
    /\d{4}-(?:0[469]|11)-(?:0[1-9]|[12]\d|30)/,
    /\d{4}-02-(?:0[1-9]|1\d|2[0-8])/,
    /\d\d(?:0[48]|[2468][048]|[13579][26])-02-29/,
    /(?:[02468][048]|[13579][26])00-02-29/,
  ]
    .map(({ source }) => source)
    .join('|'),
);
const TIME = /(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)/;

/**
 * Formats as regular expressions, so that generated validators carry them and import nothing.
 * `uuid` has no `urn:uuid:` prefix: such a value would not be a segment of a path.
 */
const OWN_FORMATS: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  'date-time': new RegExp(`^(?:${DAY.source})[Tt]${TIME.source}$`),
  // Not that of the library, which takes hours for some texts.
  url: /^(?:https?|ftp):\/\/[^\s/?#]+(?:[/?#]\S*)?$/i,
  date: new RegExp(`^(?:${DAY.source})$`),
};

type Ajv2020Class = typeof import('ajv/dist/2020.js')['Ajv2020'];
type Formats = typeof import('ajv-formats/dist/formats.js')['fastFormats'];
export type SchemaCompiler = InstanceType<Ajv2020Class>;
export type CompilerOptions = NonNullable<ConstructorParameters<Ajv2020Class>[0]>;

/** The libraries that compile schemas. */
export interface SchemaLibraries {
  readonly Ajv2020: Ajv2020Class;
  readonly fastFormats: Formats;
}

/** All formats that values are checked against. */
export function formatsFrom(fastFormats: Formats): ReadonlyMap<string, RegExp> {
  const known = Object.entries(fastFormats).flatMap(([name, format]): [string, RegExp][] =>
    format instanceof RegExp ? [[name, format]] : [],
  );
  return new Map([...known, ...Object.entries(OWN_FORMATS)]);
}

/** A JSON Schema compiler that knows one OpenAPI 3.1 document. */
export function compilerFor(
  { Ajv2020, fastFormats }: SchemaLibraries,
  document: JsonObject,
  options: CompilerOptions,
): SchemaCompiler {
  const code = { ...options.code, process: appendInPlace };
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, ...options, code });
  for (const [name, format] of formatsFrom(fastFormats)) ajv.addFormat(name, format);
  for (const name of ANNOTATION_FORMATS) ajv.addFormat(name, true);
  // The document's own top-level members are listed because Ajv compiles the document that a reference points into.
  const annotations = ['example', ...(options.discriminator ? [] : ['discriminator']), 'xml', 'externalDocs'];
  ajv.addVocabulary([...annotations, ...Object.keys(document)]);
  return ajv.addSchema(document, DOCUMENT);
}

/** In a URI fragment the characters of a pointer that URIs do not allow, such as `{`, are percent-encoded. */
export function encodePointer(pointer: string): string {
  return pointer.split('/').map(encodeURIComponent).join('/');
}
