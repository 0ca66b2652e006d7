import { type PatternNode, sizeOf } from './pattern-tree.js';
import { MOST_STEPS } from './program.js';

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
