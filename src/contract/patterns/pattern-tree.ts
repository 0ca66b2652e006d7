/** A regular expression as a tree. All that is not about single characters has kinds of its own. */
export type PatternNode = CharacterNode | AssertionNode | LookNode | CombinedNode;

export interface CharacterNode {
  readonly kind: 'character';
  /** What stands for one character: `a`, `\d`, `[^,]`, `\p{L}`. */
  readonly source: string;
}

/** A place in the text: its start, its end, or (not) the edge of a word. */
export interface AssertionNode {
  readonly kind: 'start' | 'end' | 'edge' | 'no edge';
}

/** What must follow or precede a place, or must not. */
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
      /** Infinity where there is none. */
      readonly maximum: number;
    };

/** A pattern that cannot be matched in time that grows with the text alone. The message says why. */
export class UnboundedPatternError extends Error {
  override readonly name = 'UnboundedPatternError';
}

/**
 * How many steps a pattern has when its repetitions are written out; optional ones count where `counts` says so.
 * Calculated and not counted, because a pattern of ten characters can have billions.
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
