import { linearPattern, nativePattern } from '../patterns/pattern.js';
import { isObject, type JsonObject, pointerTo } from './json.js';
import { type SpecProblem, SpecProblemsError } from './source.js';
import { visitSchemas } from './upgrade.js';

/**
 * Makes sure that every pattern can be matched, and unless they are trusted, in time that grows with the text alone. Where
 * they are trusted, one that JavaScript does not have is taken out of the document.
 *
 * @param note Is told of each pattern that is taken out.
 * @throws SpecProblemsError that names all that cannot be matched.
 */
export function checkPatterns(
  document: JsonObject,
  problemAt: (pointer: string, rule: string, reason: string) => SpecProblem,
  isTrusted: boolean,
  note: (pointer: string, reason: string) => void,
): void {
  const problems: SpecProblem[] = [];
  visitSchemas(document, (schema, pointer) => {
    for (const [at, pattern] of patternsOf(schema, pointer)) {
      const reason = problemOf(pattern, isTrusted);
      if (reason === undefined) continue;
      if (!isTrusted) problems.push(problemAt(at, 'pattern', reason));
      else {
        note(at, `${reason}, and is not checked`);
        removePattern(schema, pattern);
      }
    }
  });
  if (problems.length > 0) throw new SpecProblemsError(problems);
}

/** Nobody knows which names the pattern would have matched: none is one too many. */
function removePattern(schema: JsonObject, pattern: string): void {
  if (schema['pattern'] === pattern) delete schema['pattern'];
  const { patternProperties } = schema;
  if (!isObject(patternProperties) || !Object.hasOwn(patternProperties, pattern)) return;
  delete patternProperties[pattern];
  delete schema['additionalProperties'];
  delete schema['unevaluatedProperties'];
}

function patternsOf({ pattern, patternProperties }: JsonObject, pointer: string): [pointer: string, pattern: string][] {
  const names = isObject(patternProperties) ? Object.keys(patternProperties) : [];
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
