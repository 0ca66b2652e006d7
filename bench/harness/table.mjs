export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? sorted[Math.floor(middle)]
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** A ratio as the tables show it. What is compared with a goal is not rounded before. */
export function ratio(number) {
  return number.toFixed(2);
}

/** The two cells at the end of a row: what must be reached, and whether it is. */
export function goal(text, isReached) {
  return [text, isReached ? '✓' : '✗'];
}

/** The same two cells, for a row that has to reach nothing. */
export const NO_GOAL = ['', ''];

export function markdownTable(columns, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
