import type { JsonObject } from '../../../json.js';
import { setting, type Variant } from '../mutant.js';

/** Changes a pattern in each of its parts: ends of ranges, repetitions, alternatives, what may be left out. */
export function mutatePattern(node: JsonObject, keyword: string): Variant[] {
  const pattern = node[keyword];
  if (typeof pattern !== 'string') return [];
  return changedPatterns(pattern).map((changed) => setting('PATTERN-PART', node, keyword, changed));
}

/** Patterns that differ from another in one part. */
export function changedPatterns(pattern: string): string[] {
  const tokens = tokensOf(pattern);
  const changed = tokens.flatMap((token, index) => {
    const others = [...changedToken(token), ...(isOptional(tokens, index) ? [] : optional(token))];
    return others.map((other) => tokens.with(index, other).join(''));
  });
  const all = [...changed, ...withoutAlternatives(tokens)];
  return [...new Set(all)].filter((other) => other !== pattern && isPattern(other));
}

/** Escapes, classes, repetitions, beginnings of groups, and any other character alone. */
function tokensOf(pattern: string): string[] {
  return pattern.match(/\\.|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|\((?:\?(?:<?[=!]|:|<\w+>))?|./gsu) ?? [];
}

function changedToken(token: string): readonly string[] {
  if (token.length > 1 && token.startsWith('[')) return changedClass(token);
  if (token.length > 1 && token.startsWith('{')) return changedCounts(token);
  return OTHER_TOKENS[token] ?? [];
}

const OTHER_TOKENS: Readonly<Record<string, readonly string[]>> = {
  '?': ['', '*'],
  '*': ['+'],
  '+': ['*', ''],
  '\\d': ['[0-8]', '[1-9]', '\\w'],
};

/** Ends of ranges moved, each by one to both sides, and each member left out. */
function changedClass(token: string): string[] {
  const [, opening = '', content = ''] = /^(\[\^?)(.*)\]$/s.exec(token) ?? [];
  const members: readonly string[] = content.match(/\\.|[^\\]-[^\\]|./gsu) ?? [];
  return members.flatMap((member, index) => {
    const moved = movedRange(member).map((other) => members.with(index, other));
    const left = members.length > 1 ? [members.toSpliced(index, 1)] : [];
    return [...moved, ...left].map((others) => `${opening}${others.join('')}]`);
  });
}

function movedRange(member: string): string[] {
  const [, first, last] = /^(\w)-(\w)$/.exec(member) ?? [];
  if (first === undefined || last === undefined) return [];
  const inside = first === last ? [] : [`${moved(first, 1)}-${last}`, `${first}-${moved(last, -1)}`];
  const outside = [`${moved(first, -1)}-${last}`, `${first}-${moved(last, 1)}`];
  // Beyond 9, z or Z there are signs, which nobody adds by mistake.
  return [...inside, ...outside.filter((range) => /^\w-\w$/.test(range))];
}

function moved(character: string, by: number): string {
  return String.fromCodePoint((character.codePointAt(0) ?? 0) + by);
}

function changedCounts(token: string): string[] {
  const [, least = '', comma, most] = /^\{(\d+)(,?)(\d*)\}$/.exec(token) ?? [];
  const fewest = Number(least);
  if (!comma) return [`{${fewest - 1}}`, `{${fewest + 1}}`];
  const ends = most ? [`{${fewest},${Number(most) - 1}}`, `{${fewest},${Number(most) + 1}}`] : [];
  return [`{${fewest - 1},${most}}`, `{${fewest + 1},${most}}`, ...ends];
}

/** What stands once, and may be missing then. */
function optional(token: string): string[] {
  return /^[\w:@-]$|^\\[^bBdDsSwW]$/.test(token) ? [`${token}?`] : [];
}

function isOptional(tokens: readonly string[], index: number): boolean {
  return /^[?*+{]/.test(tokens[index + 1] ?? '');
}

/** A pattern once without each of its alternatives. */
function withoutAlternatives(tokens: readonly string[]): string[] {
  return alternativesIn(tokens).map(([from, to]) => {
    // Its bar goes with it: the one behind it, or that before the last.
    const isLast = tokens[to] !== '|';
    return tokens.toSpliced(isLast ? from - 1 : from, to - from + 1).join('');
  });
}

function alternativesIn(tokens: readonly string[]): (readonly [from: number, to: number])[] {
  const found: (readonly [number, number])[] = [];
  const open: { start: number; parts: [number, number][] }[] = [{ start: 0, parts: [] }];
  const close = (index: number) => {
    const group = open.pop();
    if (!group) return;
    const parts = [...group.parts, [group.start, index] as const];
    if (parts.length > 1) found.push(...parts);
  };
  for (const [index, token] of tokens.entries()) {
    const group = open.at(-1);
    if (token.startsWith('(')) open.push({ start: index + 1, parts: [] });
    else if (token === ')') close(index);
    else if (token === '|' && group) {
      group.parts.push([group.start, index]);
      group.start = index + 1;
    }
  }
  close(tokens.length);
  return found;
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text, 'u'));
  } catch {
    return false;
  }
}
