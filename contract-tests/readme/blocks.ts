import { readFile } from 'node:fs/promises';

/** A block of code in a page of Markdown. */
export interface Block {
  /** The heading that it stands under, with a number where there are more: `Bulk (2)`. */
  readonly id: string;
  readonly language: string;
  readonly text: string;
  /** Of the first line of the code, from 1. */
  readonly line: number;
}

export const README = await readFile(new URL('../../README.md', import.meta.url), 'utf8');

export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  const counts = new Map<string, number>();
  let heading = '';
  let open: { language: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    if (open && line === '```') {
      const count = (counts.get(heading) ?? 0) + 1;
      counts.set(heading, count);
      const id = count === 1 ? heading : `${heading} (${count})`;
      blocks.push({ id, language: open.language, text: open.lines.join('\n'), line: open.line });
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (line.startsWith('```')) open = { language: line.slice(3), line: index + 2, lines: [] };
    else heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
  }
  if (open) throw new Error(`the block in line ${open.line} has no end`);
  return blocks;
}

export const BLOCKS: readonly Block[] = blocksOf(README);

export function blocksIn(language: string): Block[] {
  return BLOCKS.filter((block) => block.language === language);
}
