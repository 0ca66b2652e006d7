import { isRecord, type Json, type JsonObject, pointerTo } from '../../json.js';
import { UntranslatableError } from '../patterns/character-class.js';
import { linearPattern, nativePattern } from '../patterns/pattern.js';
import { discriminatorOf } from '../schema/combinations.js';
import { ANNOTATION_FORMATS, FORMATS } from '../schema/formats.js';
import { KEYWORDS } from '../schema/keywords.js';
import { visitSchemas } from '../schema/positions.js';
import type { Note } from './mend.js';
import { isOf30 } from './read-schemas.js';
import type { UnsureSchemas } from './unsure-schemas.js';

/**
 * Removes patterns that cannot be checked from a document: those that are no regular expression, and, unless patterns are
 * trusted, those that cannot be matched in linear time.
 *
 * @param note Called for everything that is not checked: removed patterns, unknown formats and keywords, unused discriminators.
 * @param unsure Gets the schemas that then allow more than was written.
 */
export function checkSchemas(document: JsonObject, isTrusted: boolean, note: Note, unsure: UnsureSchemas): void {
  const known = new Map<string, string | undefined>();
  const is30 = isOf30({ document });
  visitSchemas(document, 'other', undefined, (schema, pointer) => {
    const pass = (keyword: string, reason: string) => {
      note(pointerTo(pointer, keyword), reason);
      unsure.add(pointer, keyword);
    };
    noteKeywords(schema, is30, pass);
    noteUnchecked(schema, pass);
    for (const [at, pattern] of patternsOf(schema, pointer)) {
      if (!known.has(pattern)) known.set(pattern, problemOf(pattern, isTrusted));
      const reason = known.get(pattern);
      if (reason === undefined) continue;
      note(at, reason);
      for (const keyword of removePattern(schema, pattern)) unsure.add(pointer, keyword);
    }
  });
}

/** Notes that a keyword has no effect. */
type Pass = (keyword: string, reason: string) => void;

/** Notes keywords that the version of OpenAPI does not have. */
function noteKeywords(schema: JsonObject, is30: boolean, pass: Pass): void {
  const known = is30 ? (typeof schema['$ref'] === 'string' ? BESIDE_REFERENCES : WORDS_30) : WORDS_31;
  for (const name in schema) {
    if (known.has(name) || name.startsWith('x-')) continue;
    const reason =
      known === BESIDE_REFERENCES
        ? `OpenAPI 3.0 ignores ${name} beside a $ref`
        : `${name} is not a keyword of schemas in OpenAPI ${is30 ? '3.0' : '3.1'} and is ignored`;
    pass(name, reason);
    // It is unknown which names the patterns would have matched.
    if (name === 'patternProperties') delete schema['additionalProperties'];
  }
}

const ANNOTATIONS = [
  ...['title', 'description', 'default', 'example', 'deprecated', 'readOnly', 'writeOnly', 'xml', 'externalDocs'],
  'discriminator',
];
const BESIDE_REFERENCES = new Set(['$ref', 'summary', 'title', 'description', 'example', 'deprecated', 'default']);
const WORDS_30 = new Set([
  ...KEYWORDS.filter(({ isNew }) => !isNew).map(({ name }) => name),
  ...[...ANNOTATIONS, 'type', 'nullable', 'exclusiveMinimum', 'exclusiveMaximum'],
]);
const WORDS_31 = new Set([
  ...KEYWORDS.map(({ name }) => name),
  ...[
    ...ANNOTATIONS,
    'type',
    'then',
    'else',
    'minContains',
    'maxContains',
    'unevaluatedProperties',
    'unevaluatedItems',
  ],
  ...['$id', '$anchor', '$dynamicAnchor', '$defs', '$schema', '$comment', '$vocabulary', 'definitions', 'examples'],
  ...['contentEncoding', 'contentMediaType', 'contentSchema'],
]);

/** Notes formats and discriminators that have no effect. */
function noteUnchecked(schema: JsonObject, pass: Pass): void {
  const { format, type, discriminator } = schema;
  if (typeof format === 'string') {
    const isOfNumbers = FORMATS.numbers.has(format);
    if (isOfNumbers && [type].flat().includes('string'))
      pass('format', `the format ${format} is not checked in strings`);
    else if (!isOfNumbers && !FORMATS.texts.has(format) && !ANNOTATION_FORMATS.includes(format))
      pass('format', `the format ${format} is unknown and not checked`);
  }
  if (isRecord(discriminator) && !['oneOf', 'anyOf'].some((keyword) => choosesAmong(schema, keyword)))
    pass('discriminator', UNUSED_DISCRIMINATOR);
}

function choosesAmong(schema: JsonObject, keyword: string): boolean {
  const { [keyword]: list } = schema;
  const isReference = (alternative: Json) => isRecord(alternative) && typeof alternative['$ref'] === 'string';
  return discriminatorOf(schema, keyword) !== undefined && Array.isArray(list) && list.some(isReference);
}

const UNUSED_DISCRIMINATOR = 'the discriminator is ignored: it needs a propertyName, and references beside it';

/**
 * Keywords for other members go too, because it is unknown which names the pattern would have matched.
 *
 * @returns The keywords that had it.
 */
function removePattern(schema: JsonObject, pattern: string): string[] {
  const { patternProperties } = schema;
  const isOwn = schema['pattern'] === pattern;
  if (isOwn) delete schema['pattern'];
  if (!isRecord(patternProperties) || !Object.hasOwn(patternProperties, pattern)) return isOwn ? ['pattern'] : [];
  delete patternProperties[pattern];
  delete schema['additionalProperties'];
  delete schema['unevaluatedProperties'];
  return ['patternProperties'];
}

function patternsOf({ pattern, patternProperties }: JsonObject, pointer: string): [pointer: string, pattern: string][] {
  const names = isRecord(patternProperties) ? Object.keys(patternProperties) : [];
  return [
    ...(typeof pattern === 'string' ? [[pointerTo(pointer, 'pattern'), pattern] satisfies [string, string]] : []),
    ...names.map((name): [string, string] => [pointerTo(pointer, 'patternProperties', name), name]),
  ];
}

/** Why a pattern is not checked; `undefined` if it is. */
function problemOf(pattern: string, isTrusted: boolean): string | undefined {
  try {
    nativePattern(pattern);
  } catch (error) {
    if (error instanceof UntranslatableError)
      return `the pattern ${shown(pattern)} ${error.message} and is not checked`;
    return `the pattern ${shown(pattern)} is not a valid JavaScript regular expression (ECMA-262) and is not checked`;
  }
  try {
    if (!isTrusted) linearPattern(pattern);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `the pattern ${shown(pattern)} ${reason}, so matching it could take forever; it is not checked unless patterns are trusted`;
  }
}

function shown(pattern: string): string {
  return pattern.length > LONG_PATTERN ? `${pattern.slice(0, LONG_PATTERN)}…` : pattern;
}

const LONG_PATTERN = 80;
