import { UnboundedPatternError } from '../patterns/parse.js';
import { linearPattern, nativePattern, type TextPattern } from '../patterns/pattern.js';

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
