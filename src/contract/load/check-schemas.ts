import { isRecord, type Json, type JsonObject, pointerInFragment, pointerTo, valueAtPointer } from '../../json.js';
import { linearPattern, nativePattern } from '../patterns/pattern.js';
import { discriminatorOf } from '../schema/combinations.js';
import { ANNOTATION_FORMATS, FORMATS } from '../schema/formats.js';
import { visitSchemas } from '../schema/positions.js';
import { type SpecProblem, SpecProblemsError } from './source.js';

/** The input of {@link checkSchemas}. */
export interface CheckedDocument {
  readonly document: JsonObject;
  /** References in it, each with the JSON pointer to its first occurrence. */
  readonly references: ReadonlyMap<string, string>;
  /** JSON pointers to the schemas that have an `$id`, by id. */
  readonly ids: ReadonlyMap<string, string>;
  problemAt(pointer: string, rule: string, reason: string): SpecProblem;
}

/**
 * Checks that references have targets and that every pattern can be matched in linear time. Trusted patterns may take any
 * time; those that are invalid in JavaScript are removed from the document.
 *
 * @param note Called for everything that is not checked: removed patterns, unknown formats, unused discriminators.
 * @throws SpecProblemsError with all problems.
 */
export function checkSchemas(
  { document, references, ids, problemAt }: CheckedDocument,
  isTrusted: boolean,
  note: (pointer: string, reason: string) => void,
): void {
  const problems: SpecProblem[] = [];
  const anchors = new Set<Json | undefined>();
  const known = new Map<string, string | undefined>();
  visitSchemas(document, 'other', undefined, (schema, pointer) => {
    anchors.add(schema['$anchor']).add(schema['$dynamicAnchor']);
    noteUnchecked(schema, pointer, note);
    for (const [at, pattern] of patternsOf(schema, pointer)) {
      if (!known.has(pattern)) known.set(pattern, problemOf(pattern, isTrusted));
      const reason = known.get(pattern);
      if (reason === undefined) continue;
      if (!isTrusted) problems.push(problemAt(at, 'pattern', reason));
      else {
        note(at, `${reason} and is not checked`);
        removePattern(schema, pattern);
      }
    }
  });
  for (const [reference, pointer] of references) {
    const [id = '', fragment = ''] = reference.split('#');
    const start = id === '' ? '' : ids.get(id);
    const inside = pointerInFragment(fragment);
    const isPointer = inside === '' || inside.startsWith('/');
    const leadsTo =
      start !== undefined && (isPointer ? valueAtPointer(document, start + inside) : anchors.has(inside) || undefined);
    if (leadsTo === undefined || (leadsTo === false && !isPointer) || start === undefined)
      problems.push(problemAt(pointer, 'reference', `refers to ${reference}, which leads nowhere`));
  }
  if (problems.length > 0) throw new SpecProblemsError(problems);
}

/** Notes formats and discriminators that have no effect. */
function noteUnchecked(schema: JsonObject, pointer: string, note: (pointer: string, reason: string) => void): void {
  const { format, type, discriminator } = schema;
  if (typeof format === 'string') {
    const at = pointerTo(pointer, 'format');
    const isOfNumbers = FORMATS.numbers.has(format);
    if (isOfNumbers && [type].flat().includes('string')) note(at, `the format ${format} is not checked in strings`);
    else if (!isOfNumbers && !FORMATS.texts.has(format) && !ANNOTATION_FORMATS.includes(format))
      note(at, `the format ${format} is unknown and not checked`);
  }
  if (isRecord(discriminator) && !['oneOf', 'anyOf'].some((keyword) => choosesAmong(schema, keyword)))
    note(pointerTo(pointer, 'discriminator'), UNUSED_DISCRIMINATOR);
}

function choosesAmong(schema: JsonObject, keyword: string): boolean {
  const { [keyword]: list } = schema;
  const isReference = (alternative: Json) => isRecord(alternative) && typeof alternative['$ref'] === 'string';
  return discriminatorOf(schema, keyword) !== undefined && Array.isArray(list) && list.some(isReference);
}

const UNUSED_DISCRIMINATOR = 'the discriminator is ignored: it needs a propertyName, and references beside it';

/** Keywords for other members go too, because it is unknown which names the pattern would have matched. */
function removePattern(schema: JsonObject, pattern: string): void {
  if (schema['pattern'] === pattern) delete schema['pattern'];
  const { patternProperties } = schema;
  if (!isRecord(patternProperties) || !Object.hasOwn(patternProperties, pattern)) return;
  delete patternProperties[pattern];
  delete schema['additionalProperties'];
  delete schema['unevaluatedProperties'];
}

function patternsOf({ pattern, patternProperties }: JsonObject, pointer: string): [pointer: string, pattern: string][] {
  const names = isRecord(patternProperties) ? Object.keys(patternProperties) : [];
  return [
    ...(typeof pattern === 'string' ? [[pointerTo(pointer, 'pattern'), pattern] satisfies [string, string]] : []),
    ...names.map((name): [string, string] => [pointerTo(pointer, 'patternProperties', name), name]),
  ];
}

function problemOf(pattern: string, isTrusted: boolean): string | undefined {
  try {
    nativePattern(pattern);
  } catch {
    return `the pattern ${shown(pattern)} is not a valid JavaScript regular expression (ECMA-262)${isTrusted ? '' : `; ${HOW_TO_TRUST}`}`;
  }
  try {
    if (!isTrusted) linearPattern(pattern);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `the pattern ${shown(pattern)} ${reason}, so matching it could take forever; ${HOW_TO_TRUST}`;
  }
}

const HOW_TO_TRUST = "rewrite it, or load the document with { patterns: 'trust' }";

function shown(pattern: string): string {
  return pattern.length > LONG_PATTERN ? `${pattern.slice(0, LONG_PATTERN)}…` : pattern;
}

const LONG_PATTERN = 80;
