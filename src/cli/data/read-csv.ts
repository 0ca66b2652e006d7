import { CsvError, parse } from 'csv-parse/sync';
import { shown } from '../text.js';
import { InputError, type SourceRecord, type SourceTable } from './record.js';

/**
 * Reads the records of a CSV file (RFC 4180) whose first line names the columns. Skips empty lines and lines of empty cells,
 * which spreadsheets write for rows that were cleared.
 *
 * @throws InputError with the lines that are invalid.
 */
export function readCsv(text: string, source: string): SourceTable {
  const records: SourceRecord[] = [];
  const problems: string[] = [];
  let columns: readonly string[] | undefined;
  let header = `${source}:1`;
  const { delimiter, table, firstLine } = findDelimiter(text);
  let line = firstLine;
  const take = (cells: readonly string[]) => {
    const place = `${source}:${line}`;
    line += 1 + lineBreaksIn(cells);
    if (cells.every((cell) => cell.trim() === '')) return null;
    if (!columns) {
      columns = readHeader(cells, place);
      header = place;
    } else if (cells.slice(columns.length).some((cell) => cell !== '') || cells.length < columns.length)
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
  return { place: header, columns: columns ?? [], records };
}

function lineBreaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function readHeader(cells: readonly string[], place: string): readonly string[] {
  const names = cells.map((cell) => cell.trim());
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at);
  if (twice !== undefined) throw new InputError([`${place}: two columns are named ${shown(twice)}`]);
  if (names.every((name) => /^\d*$/.test(name)))
    throw new InputError([`${place}: the first line must name the columns, such as "id"`]);
  return names;
}

function counted(cells: readonly string[]): string {
  return cells.length === 1 ? '1 field' : `${cells.length} fields`;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['CSV_QUOTE_NOT_CLOSED', 'a quoted field is not closed'],
  ['CSV_INVALID_CLOSING_QUOTE', 'text after the closing quote of a field'],
  ['INVALID_OPENING_QUOTE', 'a quote inside a field that is not quoted'],
]);

/** How the cells of a CSV text are separated, and where its table begins. */
export interface Delimited {
  readonly delimiter: string;
  /** The text without a line that names the delimiter. */
  readonly table: string;
  /** The line in which the table begins, counted from 1. */
  readonly firstLine: number;
}

export const LINE_ENDS = ['\r\n', '\n', '\r'];

/** A first line such as `sep=;` is a convention of Excel. */
const NAMED = /^("?)sep=([^"\r\n])\1(?:\r\n|\n|\r|$)/i;

/** Finds the delimiter: the one that the first line names, or else the one that splits the header into most columns. */
export function findDelimiter(text: string): Delimited {
  const [line, , named] = NAMED.exec(text) ?? [];
  if (line !== undefined && named !== undefined)
    return { delimiter: named, table: text.slice(line.length), firstLine: 2 };
  const start = text.trimStart().slice(0, LONGEST_HEADER);
  // The sort is stable, so the first candidate wins a tie.
  const [delimiter = ','] = CANDIDATES.toSorted((one, other) => columnCount(start, other) - columnCount(start, one));
  return { delimiter, table: text, firstLine: 1 };
}

/** Semicolons are usual in countries with a decimal comma. */
const CANDIDATES = [',', ';', '\t'];

/** Counted by the parser, which understands quotes. (Its own guess, `delimiter_auto`, can be any letter.) */
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
