import {
  type AssertionNode,
  type CharacterNode,
  type LookNode,
  type PatternNode,
  sizeOf,
  UnboundedPatternError,
} from './parse.js';

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

/** The programs of all that must follow or precede a place in a pattern, at any depth. */
export type LookPrograms = ReadonlyMap<LookNode, Program>;

/** @throws UnboundedPatternError when one takes too many steps. */
export function lookPrograms(node: PatternNode): LookPrograms {
  switch (node.kind) {
    case 'sequence':
      return new Map(node.parts.flatMap((part) => [...lookPrograms(part)]));
    case 'choice':
      return new Map(node.options.flatMap((option) => [...lookPrograms(option)]));
    case 'repeat':
      return lookPrograms(node.inner);
    case 'look':
      // What follows a place is read from the end of the text, so that it begins where it ends.
      return new Map([...lookPrograms(node.inner), [node, programOf(node.inner, node.direction === 'ahead')]]);
    default:
      return new Map();
  }
}

/** Tells whether a condition holds at a place of a text. What a look sees is found out for all places at once. */
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

/** Tells whether a character is one that a part of a pattern (`\d`, `[^,]`) stands for, as RegExp understands it. */
export function characterMatcher(isUnicode: boolean): (source: string, character: string) => boolean {
  const known = new Map<string, OneCharacter>();
  return (source, character) => {
    // Most are letters that stand for themselves.
    if (source.length === 1 && source !== '.') return source === character;
    let one = known.get(source);
    if (!one) {
      one = new OneCharacter(new RegExp(`^${source}$`, isUnicode ? 'u' : ''));
      known.set(source, one);
    }
    return one.is(character);
  };
}

/** Remembers what it found out about ASCII. */
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
