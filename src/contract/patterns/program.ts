import {
  type AssertionNode,
  type CharacterNode,
  type LookNode,
  type PatternNode,
  sizeOf,
  UnboundedPatternError,
} from './pattern-tree.js';

/** One step of a pattern: a character, a condition of the place, or several ways to go on. */
export type Step =
  | { readonly kind: 'character'; readonly node: CharacterNode; readonly next: number }
  | { readonly kind: 'condition'; readonly node: AssertionNode | LookNode; readonly next: number }
  | { readonly kind: 'ways'; readonly next: number[] }
  | { readonly kind: 'end' };

/** Steps by number, and the number of the first. */
export interface Program {
  readonly steps: readonly Step[];
  readonly first: number;
}

/**
 * Writes a pattern out as steps, for a text that is read forwards or backwards.
 *
 * @throws UnboundedPatternError when that takes too many.
 */
export function programOf(pattern: PatternNode, isBackwards: boolean): Program {
  if (sizeOf(pattern, 'all') > MOST_STEPS)
    throw new UnboundedPatternError(`takes more than ${MOST_STEPS} steps when its repetitions are written out`);
  const steps: Step[] = [];
  const add = (step: Step) => steps.push(step) - 1;

  /** Writes what a node asks for before the step `next`. */
  const write = (node: PatternNode, next: number): number => {
    switch (node.kind) {
      case 'character':
        return add({ kind: 'character', node, next });
      case 'sequence':
        return isBackwards
          ? node.parts.reduce((after, part) => write(part, after), next)
          : node.parts.reduceRight((after, part) => write(part, after), next);
      case 'choice':
        return add({ kind: 'ways', next: node.options.map((option) => write(option, next)) });
      case 'repeat':
        return repeat(node, next);
      default:
        return add({ kind: 'condition', node, next });
    }
  };

  const repeat = ({ inner, minimum, maximum }: Extract<PatternNode, { kind: 'repeat' }>, next: number): number => {
    let after = next;
    if (maximum === Number.POSITIVE_INFINITY) {
      const ways = [next];
      after = add({ kind: 'ways', next: ways });
      ways.push(write(inner, after));
    } else
      for (let optional = minimum; optional < maximum; optional += 1)
        after = add({ kind: 'ways', next: [write(inner, after), next] });
    for (let needed = 0; needed < minimum; needed += 1) after = write(inner, after);
    return after;
  };

  const end = add({ kind: 'end' });
  return { first: write(pattern, end), steps };
}

/** Steps of a pattern. A character takes one, and each of them may be looked at for every character of a text. */
export const MOST_STEPS = 10_000;
