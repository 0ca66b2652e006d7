import { characterMatcher } from './character-matcher.js';
import { conditionsOf, lookPrograms } from './conditions.js';
import { parsePattern } from './parse-pattern.js';
import { isPlain } from './plain-pattern.js';
import { programOf } from './program.js';
import { OutOfBudgetError, run } from './simulate.js';

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
