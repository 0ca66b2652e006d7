import type { SpecProblem } from '../../src/contract/load/source.js';
import { SchemaError } from '../../src/contract/schema/documents.js';
import { ANNOTATION_FORMATS, FORMATS } from '../../src/contract/schema/formats.js';
import { KEYWORDS } from '../../src/contract/schema/keywords.js';
import { visitSchemas } from '../../src/contract/schema/positions.js';
import { Schemas, type SchemaValidator } from '../../src/contract/schema/schemas.js';
import { entriesOf, type Json, type JsonObject, pointerTo } from '../../src/json.js';
import type { SpecSource } from './source.js';

/** The name under which schemas refer to the OpenAPI document: `openapi#/components/schemas/Id`. */
export const DOCUMENT = 'openapi';

/** Gives validators for the schemas of a document, by pointer. */
export function schemasOf({ document }: SpecSource): (pointer: string) => SchemaValidator {
  const schemas = new Schemas({ formats: FORMATS }).add(DOCUMENT, document);
  return (pointer) => schemas.validator(`${DOCUMENT}#${encodeURI(pointer)}`);
}

/** Checks that each schema means something, and that nothing in it is silently ignored. */
export function validateSchemas(source: SpecSource): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const pointers: string[] = [];
  const report = (pointer: string, reason: string) => problems.push(source.problemAt(pointer, 'schema', reason));
  visitSchemas(source.document, 'other', NO_CONTEXT, (schema, pointer, around) => {
    pointers.push(pointer);
    for (const { keyword, reason } of mistakesIn(schema)) report(pointerTo(pointer, keyword), reason);
    const isSameValue = COMBINED.test(pointer.slice(around.pointer.length));
    const types = typesIn(schema) ?? (isSameValue ? around.types : []);
    for (const [keyword, missing] of withoutType(schema, types))
      report(pointerTo(pointer, keyword), `is about one type: missing type "${missing}" for keyword "${keyword}"`);
    return { pointer, types };
  });
  if (problems.length > 0) return problems;
  const validatorAt = schemasOf(source);
  const places = new Map<string, SpecProblem>();
  for (const pointer of pointers) {
    try {
      validatorAt(pointer)(null);
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      places.set(error.pointer, source.problemAt(error.pointer, 'schema', error.reason));
    }
  }
  return [...places.values()];
}

/** A mistake in a schema that the schema engine would overlook, as JSON Schema demands. */
export interface SchemaMistake {
  readonly keyword: string;
  readonly reason: string;
}

/** Unknown keywords and formats, and invalid patterns. */
export function mistakesIn(schema: JsonObject): SchemaMistake[] {
  const { format, pattern, patternProperties } = schema;
  const unknown = Object.keys(schema).filter((keyword) => !isKnown(keyword));
  const patterns = [
    ...(pattern === undefined ? [] : [{ keyword: 'pattern', text: String(pattern) }]),
    ...entriesOf(patternProperties).map(([text]) => ({ keyword: 'patternProperties', text })),
  ];
  return [
    ...unknown.map((keyword) => ({ keyword, reason: `has ${keyword}, a keyword that is not known` })),
    ...(format === undefined || isKnownFormat(format)
      ? []
      : [{ keyword: 'format', reason: `has ${format}, a format that is not known` }]),
    ...patterns.flatMap(({ keyword, text }) => {
      const reason = patternMistake(text);
      return reason === undefined ? [] : [{ keyword, reason }];
    }),
  ];
}

/** Keywords that tell people something, and those that only others look at. */
const OTHER_KEYWORDS: ReadonlySet<string> = new Set([
  ...['title', 'description', 'default', 'example', 'examples', 'deprecated', 'readOnly', 'writeOnly', '$comment'],
  ...['externalDocs', 'xml', 'discriminator', 'contentEncoding', 'contentMediaType', 'contentSchema', '$defs'],
  ...['$id', '$anchor', '$dynamicAnchor', 'type', 'then', 'else', 'minContains', 'maxContains'],
  ...['unevaluatedProperties', 'unevaluatedItems'],
]);

function isKnown(keyword: string): boolean {
  return keyword.startsWith('x-') || OTHER_KEYWORDS.has(keyword) || KEYWORDS.some(({ name }) => name === keyword);
}

function isKnownFormat(format: Json): boolean {
  const name = String(format);
  return FORMATS.texts.has(name) || FORMATS.numbers.has(name) || ANNOTATION_FORMATS.includes(name);
}

function patternMistake(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return `has a pattern that is not one: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Keywords that say nothing about values of the types that a schema allows. */
function withoutType(schema: JsonObject, types: readonly Json[]): [keyword: string, type: string][] {
  return Object.keys(schema).flatMap((keyword): [string, string][] => {
    const wanted = KEYWORDS.flatMap(({ name, type }) => (name === keyword ? [type] : []));
    const [first] = wanted;
    const isApplicable = wanted.some((type) => type === undefined || types.includes(type));
    return first === undefined || isApplicable ? [] : [[keyword, first]];
  });
}

function typesIn({ type }: JsonObject): readonly Json[] | undefined {
  const types = [type ?? []].flat();
  if (types.length === 0) return undefined;
  return types.includes('integer') ? [...types, 'number'] : types;
}

interface Context {
  readonly pointer: string;
  readonly types: readonly Json[];
}

const NO_CONTEXT: Context = { pointer: '', types: [] };

/** The way to a schema of the same value, which is of the types of the schema around it. */
const COMBINED = /^\/(?:(?:allOf|anyOf|oneOf)\/\d+|not|if|then|else|dependentSchemas\/[^/]*)$/;
