import { linearPattern, nativePattern } from '../patterns/linear-pattern.js';
import { isObject, type JsonObject, pointerTo } from './json.js';
import { type SpecProblem, SpecProblemsError } from './problem.js';
import { visitSchemas } from './upgrade.js';

/**
 * Whether every pattern can be matched, and unless they are trusted, in time that grows with the text alone.
 *
 * @throws SpecProblemsError that names all that cannot.
 */
export function checkPatterns(
  document: JsonObject,
  problemAt: (pointer: string, rule: string, reason: string) => SpecProblem,
  isTrusted: boolean,
): void {
  const problems: SpecProblem[] = [];
  visitSchemas(document, (schema, pointer) => {
    for (const [at, pattern] of patternsOf(schema, pointer)) {
      const reason = problemOf(pattern, isTrusted);
      if (reason !== undefined) problems.push(problemAt(at, 'pattern', reason));
    }
  });
  if (problems.length > 0) throw new SpecProblemsError(problems);
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
    return `the pattern ${shown(pattern)} is no regular expression of JavaScript (ECMA-262)`;
  }
  try {
    if (!isTrusted) linearPattern(pattern);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `the pattern ${shown(pattern)} ${reason}, and so could take for ever; write it in another way, or load the document with { patterns: 'trust' }`;
  }
}

function shown(pattern: string): string {
  return pattern.length > LONG_PATTERN ? `${pattern.slice(0, LONG_PATTERN)}…` : pattern;
}

const LONG_PATTERN = 80;
