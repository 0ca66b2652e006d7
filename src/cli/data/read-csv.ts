import { CsvError, parse } from 'csv-parse/sync';
import { InputError, type SourceRecord } from './record.js';

/**
 * The records of a CSV file (RFC 4180), of which the first line names the columns. Lines without anything are skipped, and
 * those of empty cells, which spreadsheets write for rows that somebody has emptied.
 *
 * @throws InputError with the lines of which something is wrong.
 */
export function readCsv(text: string, source: string): SourceRecord[] {
  const records: SourceRecord[] = [];
  const problems: string[] = [];
  let columns: readonly string[] | undefined;
  const { delimiter, table, firstLine } = findDelimiter(text);
  let line = firstLine;
  const take = (cells: readonly string[]) => {
    const place = `${source}:${line}`;
    line += 1 + lineBreaksIn(cells);
    if (cells.every((cell) => cell.trim() === '')) return null;
    if (!columns) columns = readHeader(cells, place);
    else if (cells.slice(columns.length).some((cell) => cell !== '') || cells.length < columns.length)
      problems.push(`${place}: ${counted(cells)}, but the first line names ${columns.length}`);
    else records.push({ place, fields: Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])) });
    return null;
  };
  try {
    parse(table, {
      delimiter,
      record_delimiter: LINE_ENDS,
      relax_column_count: true,
      on_record: take,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.push(`${source}:${line}: ${REASONS.get(error.code) ?? 'not CSV'}`);
  }
  if (problems.length > 0) throw new InputError(problems);
  return records;
}

function lineBreaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function readHeader(cells: readonly string[], place: string): readonly string[] {
  const names = cells.map((cell) => cell.trim());
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at);
  if (twice !== undefined) throw new InputError([`${place}: two columns are called ${JSON.stringify(twice)}`]);
  if (names.every((name) => /^\d*$/.test(name)))
    throw new InputError([`${place}: the first line has to name the columns, such as "id"`]);
  return names;
}

function counted(cells: readonly string[]): string {
  return cells.length === 1 ? '1 field' : `${cells.length} fields`;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['CSV_QUOTE_NOT_CLOSED', 'a quoted field is not closed'],
  ['CSV_INVALID_CLOSING_QUOTE', 'something stands behind the closing quote of a field'],
  ['INVALID_OPENING_QUOTE', 'a quote stands within a field that is not quoted'],
]);

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
