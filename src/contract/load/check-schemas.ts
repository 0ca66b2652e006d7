import { isRecord, type Json, type JsonObject, pointerInFragment, pointerTo, valueAtPointer } from '../../json.js';
import { linearPattern, nativePattern } from '../patterns/pattern.js';
import { discriminatorOf } from '../schema/combinations.js';
import { ANNOTATION_FORMATS, FORMATS } from '../schema/formats.js';
import { visitSchemas } from '../schema/positions.js';
import { type SpecProblem, SpecProblemsError } from './source.js';

/** What {@link checkSchemas} must know of a document. */
export interface CheckedDocument {
  readonly document: JsonObject;
  /** References in it, each with the first place that has it. */
  readonly references: ReadonlyMap<string, string>;
  /** The places of the schemas that have an id, by id. */
  readonly ids: ReadonlyMap<string, string>;
  problemAt(pointer: string, rule: string, reason: string): SpecProblem;
}

/**
 * Makes sure that references lead somewhere and that every pattern can be matched, and unless they are trusted, in time that
 * grows with the text alone. Where they are trusted, one that JavaScript does not have is taken out of the document.
 *
 * @param note Is told of all that no value is checked against: each pattern that is taken out, formats that nobody knows,
 *   discriminators that choose nothing.
 * @throws SpecProblemsError that names all that is wrong.
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
        note(at, `${reason}, and is not checked`);
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

/** Formats and discriminators that are not looked at. */
function noteUnchecked(schema: JsonObject, pointer: string, note: (pointer: string, reason: string) => void): void {
  const { format, type, discriminator } = schema;
  if (typeof format === 'string') {
    const at = pointerTo(pointer, 'format');
    const isOfNumbers = FORMATS.numbers.has(format);
    if (isOfNumbers && [type].flat().includes('string')) note(at, `the format ${format} is not checked in text`);
    else if (!isOfNumbers && !FORMATS.texts.has(format) && !ANNOTATION_FORMATS.includes(format))
      note(at, `the format ${format} is not known, and not checked`);
  }
  if (isRecord(discriminator) && !['oneOf', 'anyOf'].some((keyword) => choosesAmong(schema, keyword)))
    note(pointerTo(pointer, 'discriminator'), UNUSED_DISCRIMINATOR);
}

function choosesAmong(schema: JsonObject, keyword: string): boolean {
  const { [keyword]: list } = schema;
  const isReference = (alternative: Json) => isRecord(alternative) && typeof alternative['$ref'] === 'string';
  return discriminatorOf(schema, keyword) !== undefined && Array.isArray(list) && list.some(isReference);
}

const UNUSED_DISCRIMINATOR = 'the discriminator is not followed: it must name a property, and stand beside references';

/** Nobody knows which names the pattern would have matched: none is one too many. */
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
    return `the pattern ${shown(pattern)} is no regular expression of JavaScript (ECMA-262)${isTrusted ? '' : `; ${HOW_TO_TRUST}`}`;
  }
  try {
    if (!isTrusted) linearPattern(pattern);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `the pattern ${shown(pattern)} ${reason}, and so could take for ever; ${HOW_TO_TRUST}`;
  }
}

const HOW_TO_TRUST = "write it in another way, or load the document with { patterns: 'trust' }";

function shown(pattern: string): string {
  return pattern.length > LONG_PATTERN ? `${pattern.slice(0, LONG_PATTERN)}…` : pattern;
}

const LONG_PATTERN = 80;
