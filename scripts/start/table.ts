import type { BulkProgress } from '../../src/index.js';

/** Lays out rows of text under headings, each column as wide as its widest cell. */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, headings.map((heading) => '-'.repeat(heading.length)), ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const WIDTH = 30;

/** `[##########          ] 170 of 500, 212 a second, 2 s left` */
export function progressBar({ done, failed, total = 0, ratePerSecond, etaMs = 0 }: BulkProgress): string {
  const share = total > 0 ? (done + failed) / total : 0;
  const filled = Math.round(WIDTH * share);
  const bar = '#'.repeat(filled) + ' '.repeat(WIDTH - filled);
  const left = share < 1 ? `, ${Math.ceil(etaMs / 1000)} s left` : '';
  return `[${bar}] ${done + failed} of ${total}, ${Math.round(ratePerSecond)} a second${left}`;
}
