import type { AssertionNode, LookNode } from './pattern-tree.js';
import type { Program } from './program.js';

/** What a program is run over. */
export interface Subject {
  readonly text: string;
  /** Whether pairs of surrogates are one character. */
  readonly isUnicode: boolean;
  readonly matches: (source: string, character: string) => boolean;
  /** Whether a condition holds between two characters. */
  readonly holds: (condition: AssertionNode | LookNode, place: number) => boolean;
  /** Steps that may still be taken. */
  readonly budget: { left: number };
}

/** There is more to a text and a pattern than is worth the time. */
export class OutOfBudgetError extends Error {}

/**
 * Runs a program from every place of a text at once: all steps that may come next are known together, so that no
 * character is looked at twice for the same step. Calls `onEnd` with each place where it can end, until that says `true`.
 *
 * @throws OutOfBudgetError when the budget is used up.
 */
export function run(
  { steps, first }: Program,
  { text, isUnicode, matches, holds, budget }: Subject,
  isBackwards: boolean,
  onEnd: (place: number) => boolean,
): void {
  const seenAt = new Int32Array(steps.length).fill(-1);
  let open: number[] = [];
  for (let place = isBackwards ? text.length : 0; ; ) {
    const character = characterAt(text, place, isBackwards, isUnicode);
    const reached: number[] = [];
    open.push(first);
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      const step = steps[number];
      if (step === undefined || seenAt[number] === place) continue;
      seenAt[number] = place;
      budget.left -= 1;
      if (step.kind === 'end') {
        if (onEnd(place)) return;
      } else if (step.kind === 'ways') for (const way of step.next) open.push(way);
      else if (step.kind === 'condition') {
        if (holds(step.node, place)) open.push(step.next);
      } else if (character !== '' && matches(step.node.source, character)) reached.push(step.next);
    }
    if (budget.left < 0) throw new OutOfBudgetError();
    if (character === '') return;
    open = reached;
    place += isBackwards ? -character.length : character.length;
  }
}

/** The character behind a place, or before it; none at the end. */
function characterAt(text: string, place: number, isBackwards: boolean, isUnicode: boolean): string {
  const at = isBackwards ? place - 1 : place;
  const unit = text.charAt(at);
  const other = isUnicode ? text.charAt(isBackwards ? at - 1 : at + 1) : '';
  const pair = isBackwards ? other + unit : unit + other;
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? pair : unit;
}
