import { type PatternNode, parsePattern } from '../../../src/contract/patterns/parse.js';

/**
 * Texts that are just inside and just outside a pattern: each alternative, each end of each range of characters and what is
 * next to it, one repetition more and one fewer. The first text keeps the pattern, unless the pattern looks around.
 */
export function textsAround(pattern: string): string[] {
  return [...new Set(textsOf(parsePattern(pattern, true)))];
}

/** The usual text of a part comes first, then each text that differs from it in one place. */
function textsOf(node: PatternNode): string[] {
  switch (node.kind) {
    case 'character':
      return charactersOf(node.source);
    case 'sequence':
      return inSequence(node.parts.map(textsOf));
    case 'choice':
      return node.options.flatMap(textsOf);
    case 'repeat':
      return repeated(textsOf(node.inner), node.minimum, node.maximum);
    default:
      return [''];
  }
}

function inSequence(parts: readonly (readonly string[])[]): string[] {
  const usual = parts.map(([first = '']) => first);
  const others = parts.flatMap((texts, index) => texts.slice(1).map((text) => usual.with(index, text).join('')));
  const shorter = usual.flatMap((text, index) => (text === '' ? [] : [usual.with(index, '').join('')]));
  return [usual.join(''), ...others, ...shorter];
}

/** Once where it may be missing, so that what is in it is looked at, too. */
function repeated(texts: readonly string[], minimum: number, maximum: number): string[] {
  const [first = ''] = texts;
  const times = Math.max(minimum, 1);
  const most = maximum === Number.POSITIVE_INFINITY ? [MANY] : [maximum, maximum + 1];
  const counts = [minimum - 1, minimum, ...most].filter((count) => count >= 0 && count !== times);
  const others = texts.slice(1).map((text) => text + first.repeat(times - 1));
  return [first.repeat(times), ...others, ...counts.map((count) => first.repeat(count))];
}

/** Repetitions of what has no limit. */
const MANY = 40;

/** The first and the last that a class takes, of digits and of letters, and those that it takes no longer. */
function charactersOf(source: string): string[] {
  const expression = new RegExp(`^${source}$`, 'u');
  const isIn = (character: string) => expression.test(character);
  const edges = RANGES.flatMap((range) =>
    [...range].filter((character, index) => {
      const neighbours = [range[index - 1], range[index + 1]];
      return neighbours.some((other) => (other === undefined ? isIn(character) : isIn(other) !== isIn(character)));
    }),
  );
  const own = source.length === 1 ? [source] : source.startsWith('\\') ? [source.slice(1)] : [];
  const inside = [...own, ...edges, ...SIGNS].filter(isIn);
  const excluded = excludedBy(source);
  const outside = [...excluded, ...edges, ...OTHERS].filter((character) => !isIn(character));
  const [usual = source] = inside;
  return [...new Set([usual, ...inside, ...outside.slice(0, Math.max(excluded.length, MOST_OUTSIDE))])];
}

/** What a class names as what it does not take. */
function excludedBy(source: string): string[] {
  if (!source.startsWith('[^')) return [];
  return [...source.slice(2, -1).replaceAll('\\s', ' ').replace(/\\(.)/g, '$1')];
}

/** None of them means something in a URL. */
const RANGES = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const SIGNS = ['-', '+', '_', '.', ':'];
const OTHERS = ['x', '0', '.', '-'];
const MOST_OUTSIDE = 2;
