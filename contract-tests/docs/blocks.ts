import { ALL_PAGES, type Page, USER_PAGES } from './pages.js';

/** A block of code in a page of Markdown. */
export interface Block {
  /** The page, from the root of the repository. */
  readonly path: string;
  /** The heading above it, with a number where there are several: `Bulk (2)`. */
  readonly heading: string;
  /** Path and heading: `docs/bulk.md: Bulk (2)`. */
  readonly id: string;
  readonly language: string;
  readonly text: string;
  /** Of the first line of the code, from 1. */
  readonly line: number;
}

export function blocksOf({ path, markdown }: Page): Block[] {
  const blocks: Block[] = [];
  const counts = new Map<string, number>();
  let section = '';
  let open: { language: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    if (open && line === '```') {
      const count = (counts.get(section) ?? 0) + 1;
      counts.set(section, count);
      const heading = count === 1 ? section : `${section} (${count})`;
      const { language, lines } = open;
      blocks.push({ path, heading, id: `${path}: ${heading}`, language, text: lines.join('\n'), line: open.line });
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (line.startsWith('```')) open = { language: line.slice(3), line: index + 2, lines: [] };
    else section = /^#+ (.*)$/.exec(line)?.[1] ?? section;
  }
  if (open) throw new Error(`${path}:${open.line}: the block has no end`);
  return blocks;
}

/** Every block that users read. */
export const BLOCKS: readonly Block[] = USER_PAGES.flatMap(blocksOf);

/** Blocks for contributors, which have commands only. */
export const CONTRIBUTING_BLOCKS: readonly Block[] = ALL_PAGES.filter(({ path }) => path === 'CONTRIBUTING.md').flatMap(
  blocksOf,
);

export function blocksIn(language: string): Block[] {
  return BLOCKS.filter((block) => block.language === language);
}
