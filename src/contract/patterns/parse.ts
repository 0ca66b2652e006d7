/** A regular expression as a tree. */
export type PatternNode = CharacterNode | AssertionNode | LookNode | CombinedNode;

export interface CharacterNode {
  readonly kind: 'character';
  /** The source that matches one character: `a`, `\d`, `[^,]`, `\p{L}`. */
  readonly source: string;
}

/** A position in the text: its start, its end, or (not) a word boundary. */
export interface AssertionNode {
  readonly kind: 'start' | 'end' | 'edge' | 'no edge';
}

/** A lookahead or lookbehind, or its negation. */
export interface LookNode {
  readonly kind: 'look';
  readonly direction: 'ahead' | 'behind';
  readonly isWanted: boolean;
  readonly inner: PatternNode;
}

export type CombinedNode =
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly inner: PatternNode;
      readonly minimum: number;
      /** Infinity if there is none. */
      readonly maximum: number;
    };

/** A pattern that cannot be matched in linear time. The message says why. */
export class UnboundedPatternError extends Error {
  override readonly name = 'UnboundedPatternError';
}

/**
 * The number of steps of a pattern with its repetitions expanded, optional ones included if `counts` is `all`. It is
 * calculated without expanding them, because a pattern of ten characters can have billions.
 */
export function sizeOf(node: PatternNode, counts: 'all' | 'least'): number {
  switch (node.kind) {
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + sizeOf(part, counts), 1);
    case 'choice':
      return node.options.reduce((sum, option) => sum + sizeOf(option, counts), 1);
    case 'repeat': {
      const { minimum, maximum } = node;
      const times = counts === 'least' || maximum === Number.POSITIVE_INFINITY ? minimum + 1 : maximum;
      return (sizeOf(node.inner, counts) + 1) * Math.max(times, 1);
    }
    case 'look':
      return sizeOf(node.inner, counts) + 1;
    default:
      return 1;
  }
}

/**
 * Parses a pattern that RegExp accepts. Whatever matches a single character, such as a class, stays a source text.
 *
 * @throws UnboundedPatternError when it has a backreference, or is nested too deeply.
 */
export function parsePattern(pattern: string, isUnicode: boolean): PatternNode {
  let rest = pattern;
  let depth = 0;

  const take = (expression: RegExp): string | undefined => {
    const taken = expression.exec(rest)?.[0];
    if (taken !== undefined) rest = rest.slice(taken.length);
    return taken;
  };

  const choice = (): PatternNode => {
    const options = [sequence()];
    while (take(/^\|/)) options.push(sequence());
    return options.length === 1 && options[0] ? options[0] : { kind: 'choice', options };
  };

  const sequence = (): PatternNode => {
    const parts: PatternNode[] = [];
    while (rest !== '' && !/^[|)]/.test(rest)) parts.push(quantified(term()));
    return { kind: 'sequence', parts };
  };

  const quantified = (inner: PatternNode): PatternNode => {
    const [least, most] = rangeOf(take(QUANTIFIER));
    return least === undefined ? inner : { kind: 'repeat', inner, minimum: least, maximum: most ?? least };
  };

  const term = (): PatternNode => {
    const opening = take(GROUP);
    if (opening !== undefined) return group(opening);
    if (/^\((?=\?)/.test(rest)) throw new UnboundedPatternError(`has an unsupported group (${rest.slice(0, 4)})`);
    const place = PLACES.get(take(/^(?:[\^$]|\\[bB])/) ?? '');
    if (place) return { kind: place };
    if (/^\\[1-9k]/.test(rest) && (isUnicode || !/^\\k(?!<)/.test(rest)))
      throw new UnboundedPatternError(`has a backreference (${rest.slice(0, 2)})`);
    return { kind: 'character', source: take(isUnicode ? UNICODE_CHARACTER : CHARACTER) ?? '' };
  };

  const group = (opening: string): PatternNode => {
    depth += 1;
    if (depth > MOST_DEPTH) throw new UnboundedPatternError(`nests groups more than ${MOST_DEPTH} deep`);
    const inner = choice();
    take(/^\)/);
    depth -= 1;
    const [, direction, sign] = /^\(\?(<?)([=!])/.exec(opening) ?? [];
    if (sign === undefined) return inner;
    return { kind: 'look', direction: direction === '<' ? 'behind' : 'ahead', isWanted: sign === '=', inner };
  };

  return choice();
}

const PLACES: ReadonlyMap<string, AssertionNode['kind']> = new Map([
  ['^', 'start'],
  ['$', 'end'],
  ['\\b', 'edge'],
  ['\\B', 'no edge'],
]);

const GROUP = /^\((?!\?)|^\(\?(?::|<?[=!]|<[^>=!][^>]*>)/;
/** Without the flag `u`, a brace that begins no quantifier is a literal character. */
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/;

const CLASS = String.raw`\[(?:[^\]\\]|\\[^])*\]`;
const ESCAPE = String.raw`\\(?:c[A-Za-z]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|0[0-7]{0,2}|[^])`;
const PAIR = String.raw`\\u[dD][89abAB][\dA-Fa-f]{2}\\u[dD][c-fC-F][\dA-Fa-f]{2}`;
const CHARACTER = new RegExp(`^(?:${CLASS}|${ESCAPE}|[^])`);
const UNICODE_CHARACTER = new RegExp(String.raw`^(?:${CLASS}|${PAIR}|\\u\{[^}]*\}|\\[pP]\{[^}]*\}|${ESCAPE}|[^])`, 'u');

/** Nested groups. Patterns written by hand have far fewer. */
const MOST_DEPTH = 200;

function rangeOf(quantifier: string | undefined): [least?: number, most?: number] {
  if (quantifier === undefined) return [];
  if (quantifier.startsWith('?')) return [0, 1];
  if (!quantifier.startsWith('{')) return [quantifier.startsWith('+') ? 1 : 0, Number.POSITIVE_INFINITY];
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)/.exec(quantifier) ?? [];
  if (!comma) return [Number(least)];
  return [Number(least), most ? Number(most) : Number.POSITIVE_INFINITY];
}
