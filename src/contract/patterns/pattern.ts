import { characterMatcher, conditionsOf, lookPrograms, MOST_STEPS, OutOfBudgetError, programOf, run } from './match.js';
import { type PatternNode, parsePattern, sizeOf, UnboundedPatternError } from './parse.js';
import { translated } from './translate.js';

/** The part of RegExp that checks need. */
export interface TextPattern {
  test(text: string): boolean;
  toString(): string;
}

/**
 * A JavaScript regular expression that matches in time linear in the text. RegExp itself can take exponential time: for
 * `^(a+)+$`, each further character doubles it. Only patterns that cannot backtrack like that are left to RegExp. A text that
 * would take more than 200 million steps does not match.
 *
 * @throws SyntaxError when the pattern is not a valid regular expression.
 * @throws UnboundedPatternError when it has a construct that cannot be matched in linear time.
 */
export function linearPattern(pattern: string): TextPattern {
  const expression = nativePattern(pattern);
  const tree = parsePattern(expression.source, expression.unicode);
  if (isSafeForRegExp(tree)) return expression;
  const program = programOf(tree, false);
  const looks = lookPrograms(tree);
  const isUnicode = expression.unicode;
  const matches = characterMatcher(isUnicode);
  const test = (text: string) => {
    const subject = { text, isUnicode, matches, budget: { left: MOST_STEPS_OF_TEXT } };
    let isFound = false;
    const found = () => {
      isFound = true;
      return true;
    };
    try {
      run(program, { ...subject, holds: conditionsOf(subject, looks) }, false, found);
    } catch (error) {
      if (!(error instanceof OutOfBudgetError)) throw error;
    }
    return isFound;
  };
  return { test, toString: () => String(expression) };
}

/**
 * With the flag `u` where the pattern allows it. Some patterns are valid only without, and those of other dialects only when they
 * are translated.
 *
 * @throws SyntaxError when the pattern is not a valid regular expression.
 */
export function nativePattern(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    const inJavaScript = translated(pattern);
    return inJavaScript === undefined ? new RegExp(pattern) : new RegExp(inJavaScript, 'u');
  }
}

/** Steps of one match, which take a few seconds. */
const MOST_STEPS_OF_TEXT = 200_000_000;

/**
 * Whether RegExp is safe: the pattern is anchored at the start, has no alternatives, and has at most one repetition of
 * variable length. Backtracking then passes over the text at most once.
 */
export function isSafeForRegExp(pattern: PatternNode): boolean {
  const isAnchored = pattern.kind === 'sequence' && pattern.parts[0]?.kind === 'start';
  return isAnchored && variableRepetitions(pattern) <= 1 && sizeOf(pattern, 'least') <= MOST_STEPS;
}

/** Repetitions of variable length; more than one where that is unknown. */
function variableRepetitions(node: PatternNode): number {
  switch (node.kind) {
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + variableRepetitions(part), 0);
    case 'repeat': {
      const inner = variableRepetitions(node.inner);
      const own = node.minimum === node.maximum ? inner * node.maximum : inner * 2 + 1;
      return own;
    }
    case 'choice':
    case 'look':
      return 2;
    default:
      return 0;
  }
}

/** The expression of a pattern in a schema. Patterns without a linear-time match are in a contract only if they are trusted. */
export function regularExpression(pattern: string): TextPattern {
  const known = made.get(pattern) ?? make(pattern);
  made.set(pattern, known);
  return known;
}

/** By pattern. Documents repeat theirs. */
const made = new Map<string, TextPattern>();

function make(pattern: string): TextPattern {
  try {
    return linearPattern(pattern);
  } catch (error) {
    if (error instanceof UnboundedPatternError) return nativePattern(pattern);
    throw error;
  }
}
