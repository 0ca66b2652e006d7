import type { Violation } from '../../contract/index.js';
import type { Excerpt } from './report-data.js';

/** Gives the lines of a document around the rule that a violation breaks; nothing where it is not known where that is. */
export function excerptsOf(document: string | undefined): (violation: Violation) => Excerpt | undefined {
  const all = document?.split('\n') ?? [];
  return ({ rule }) => {
    const line = rule?.line;
    if (line === undefined || rule?.file !== undefined || line > all.length) return undefined;
    const firstLine = Math.max(line - LINES_AROUND, 1);
    const lines = all.slice(firstLine - 1, line + LINES_AROUND).map(shortened);
    return { firstLine, lines, line };
  };
}

/** A document may be one line of JSON. */
function shortened(line: string): string {
  const text = line.replace(/\r$/, '');
  return text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text;
}

const LINES_AROUND = 3;
/** Characters. */
const LONGEST_LINE = 300;
