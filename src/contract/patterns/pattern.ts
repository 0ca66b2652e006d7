import { characterMatcher, conditionsOf, lookPrograms, MOST_STEPS, OutOfBudgetError, programOf, run } from './match.js';
import { type PatternNode, parsePattern, sizeOf, UnboundedPatternError } from './parse.js';

/** What is needed of a regular expression. */
export interface TextPattern {
  test(text: string): boolean;
  toString(): string;
}

/**
 * A regular expression of JavaScript that takes time in proportion to the text, whatever the text. RegExp itself may take
 * longer than anybody lives: for `^(a+)+$` each further character doubles the time. Only what cannot do so is left to it.
 * A text that would take more than 200 million steps is not matched.
 *
 * @throws SyntaxError when it is no regular expression.
 * @throws UnboundedPatternError when it has something for which there is no such bound.
 */
export function linearPattern(pattern: string): TextPattern {
  const expression = nativePattern(pattern);
  const tree = parsePattern(pattern, expression.unicode);
  if (isPlain(tree)) return expression;
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

/** Not all patterns are written with Unicode in mind; those are read without it. */
export function nativePattern(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

/** A few seconds. */
const MOST_STEPS_OF_TEXT = 200_000_000;

/**
 * Whether RegExp has only one thing to try at each place of a text: the pattern begins at the start, offers no choice, and
 * has at most one repetition whose number is open. Then it goes back once along the text at most.
 */
export function isPlain(pattern: PatternNode): boolean {
  const isAnchored = pattern.kind === 'sequence' && pattern.parts[0]?.kind === 'start';
  return isAnchored && openRepetitions(pattern) <= 1 && sizeOf(pattern, 'least') <= MOST_STEPS;
}

/** More than one where it cannot be told. */
function openRepetitions(node: PatternNode): number {
  switch (node.kind) {
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + openRepetitions(part), 0);
    case 'repeat': {
      const inner = openRepetitions(node.inner);
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

/** The regular expression that a schema means. Those that can take long are in a contract only where they are trusted. */
export function regularExpression(pattern: string): TextPattern {
  const known = made.get(pattern) ?? make(pattern);
  made.set(pattern, known);
  return known;
}

/** As many as documents have. */
const made = new Map<string, TextPattern>();

function make(pattern: string): TextPattern {
  try {
    return linearPattern(pattern);
  } catch (error) {
    if (error instanceof UnboundedPatternError) return nativePattern(pattern);
    throw error;
  }
}
