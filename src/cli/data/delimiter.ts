import { CsvError, parse } from 'csv-parse/sync';

/** What CSV is separated by, and where its table begins. */
export interface Delimited {
  readonly delimiter: string;
  /** The text without the line that names the delimiter. */
  readonly table: string;
  /** The number of the line that the table begins in, from 1. */
  readonly firstLine: number;
}

export const LINE_ENDS = ['\r\n', '\n', '\r'];

/** Excel's own: a first line of `sep=;`. */
const NAMED = /^("?)sep=([^"\r\n])\1(?:\r\n|\n|\r|$)/i;

/** The delimiter that the first line names, or else the one that makes most columns of the header. */
export function findDelimiter(text: string): Delimited {
  const [line, , named] = NAMED.exec(text) ?? [];
  if (line !== undefined && named !== undefined)
    return { delimiter: named, table: text.slice(line.length), firstLine: 2 };
  const start = text.trimStart().slice(0, LONGEST_HEADER);
  // A sort is stable: where there are as many of several, the one that is named first here.
  const [delimiter = ','] = CANDIDATES.toSorted((one, other) => columnCount(start, other) - columnCount(start, one));
  return { delimiter, table: text, firstLine: 1 };
}

/** Spreadsheets of countries that write decimals with a comma separate cells by semicolons. */
const CANDIDATES = [',', ';', '\t'];

/** Counted by the parser, which knows what stands in quotes. (Its own guess, `delimiter_auto`, can be any letter.) */
function columnCount(text: string, delimiter: string): number {
  try {
    const [header = []] = parse(text, { delimiter, record_delimiter: LINE_ENDS, to: 1, relax_column_count: true });
    return header.length;
  } catch (error) {
    if (error instanceof CsvError) return 0;
    throw error;
  }
}

/** Characters. */
const LONGEST_HEADER = 100_000;
