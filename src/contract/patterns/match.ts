import {
  type AssertionNode,
  type CharacterNode,
  type LookNode,
  type PatternNode,
  sizeOf,
  UnboundedPatternError,
} from './parse.js';

/** A state of the automaton: match a character, test a condition, or continue in several ways. */
export type Step =
  | { readonly kind: 'character'; readonly node: CharacterNode; readonly next: number }
  | { readonly kind: 'condition'; readonly node: AssertionNode | LookNode; readonly next: number }
  | { readonly kind: 'ways'; readonly next: number[] }
  | { readonly kind: 'end' };

/** A nondeterministic finite automaton. States refer to each other by index. */
export interface Program {
  readonly steps: readonly Step[];
  readonly first: number;
}

/**
 * Compiles a pattern to an automaton that reads a text forwards or backwards.
 *
 * @throws UnboundedPatternError when it needs too many steps.
 */
export function programOf(pattern: PatternNode, isBackwards: boolean): Program {
  if (sizeOf(pattern, 'all') > MOST_STEPS)
    throw new UnboundedPatternError(`needs more than ${MOST_STEPS} steps with its repetitions expanded`);
  const steps: Step[] = [];
  const add = (step: Step) => steps.push(step) - 1;

  /** Adds the steps of a node before the step `next`. */
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

/** Steps of a pattern, each of which may be visited for every character of a text. A character in the pattern is one step. */
export const MOST_STEPS = 10_000;

/** The text that a program runs over, with what its steps need. */
export interface Subject {
  readonly text: string;
  /** Whether surrogate pairs count as one character. */
  readonly isUnicode: boolean;
  readonly matches: (source: string, character: string) => boolean;
  /** Whether a condition holds at a position between two characters. */
  readonly holds: (condition: AssertionNode | LookNode, place: number) => boolean;
  /** Steps that may still be taken. */
  readonly budget: { left: number };
}

/** Matching takes more steps than the budget allows. */
export class OutOfBudgetError extends Error {}

/**
 * Simulates an automaton, starting at every position of a text at once. It tracks all active steps together, so that no
 * character is visited twice for the same step. Calls `onEnd` with each position where a match ends, until it returns `true`.
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

/** The character after a position or, backwards, before it; empty at the end. */
function characterAt(text: string, place: number, isBackwards: boolean, isUnicode: boolean): string {
  const at = isBackwards ? place - 1 : place;
  const unit = text.charAt(at);
  const other = isUnicode ? text.charAt(isBackwards ? at - 1 : at + 1) : '';
  const pair = isBackwards ? other + unit : unit + other;
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? pair : unit;
}

/** The programs of all lookaheads and lookbehinds in a pattern. */
export type LookPrograms = ReadonlyMap<LookNode, Program>;

/** @throws UnboundedPatternError when one needs too many steps. */
export function lookPrograms(node: PatternNode): LookPrograms {
  switch (node.kind) {
    case 'sequence':
      return new Map(node.parts.flatMap((part) => [...lookPrograms(part)]));
    case 'choice':
      return new Map(node.options.flatMap((option) => [...lookPrograms(option)]));
    case 'repeat':
      return lookPrograms(node.inner);
    case 'look':
      // A lookahead runs backwards from the end of the text, so that its matches end at the position it is for.
      return new Map([...lookPrograms(node.inner), [node, programOf(node.inner, node.direction === 'ahead')]]);
    default:
      return new Map();
  }
}

/** Evaluates conditions at positions of a text. A lookaround is evaluated once, for all positions together. */
export function conditionsOf(subject: Omit<Subject, 'holds'>, programs: LookPrograms): Subject['holds'] {
  const { text } = subject;
  const seen = new Map<LookNode, Uint8Array>();
  const placesOf = (node: LookNode): Uint8Array => {
    const places = new Uint8Array(text.length + 1);
    const program = programs.get(node);
    const mark = (place: number) => {
      places[place] = 1;
      return false;
    };
    if (program) run(program, { ...subject, holds }, node.direction === 'ahead', mark);
    seen.set(node, places);
    return places;
  };
  const holds = (node: AssertionNode | LookNode, place: number): boolean => {
    if (node.kind !== 'look') return isAt(node, text, place);
    const places = seen.get(node) ?? placesOf(node);
    return (places[place] === 1) === node.isWanted;
  };
  return holds;
}

function isAt({ kind }: AssertionNode, text: string, place: number): boolean {
  if (kind === 'start') return place === 0;
  if (kind === 'end') return place === text.length;
  const isEdge = isOfWord(text.charAt(place - 1)) !== isOfWord(text.charAt(place));
  return isEdge === (kind === 'edge');
}

function isOfWord(character: string): boolean {
  return /^\w$/.test(character);
}

/** Matches one character against a part of a pattern (`\d`, `[^,]`), with the semantics of RegExp. */
export function characterMatcher(isUnicode: boolean): (source: string, character: string) => boolean {
  const known = new Map<string, OneCharacter>();
  return (source, character) => {
    // Most are literal characters.
    if (source.length === 1 && source !== '.') return source === character;
    let one = known.get(source);
    if (!one) {
      one = new OneCharacter(new RegExp(`^${source}$`, isUnicode ? 'u' : ''));
      known.set(source, one);
    }
    return one.is(character);
  };
}

/** Caches its results for ASCII. */
class OneCharacter {
  readonly #expression: RegExp;
  readonly #ascii = new Int8Array(128);

  constructor(expression: RegExp) {
    this.#expression = expression;
  }

  is(character: string): boolean {
    const code = character.length === 1 ? character.charCodeAt(0) : 128;
    if (code >= 128) return this.#expression.test(character);
    this.#ascii[code] ||= this.#expression.test(character) ? 1 : -1;
    return this.#ascii[code] === 1;
  }
}
