import { ANNOTATION_FORMATS, FORMATS } from '../contract/schema/formats.js';
import { KEYWORDS } from '../contract/schema/keywords.js';
import { entriesOf, type Json, type JsonObject } from '../json.js';

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
