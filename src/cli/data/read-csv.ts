import { CsvError, parse } from 'csv-parse/sync';
import { InputError } from '../command.js';
import { shown } from '../text.js';
import type { CsvText, SourceRecord, SourceTable } from './record.js';

/**
 * Reads the records of a CSV file (RFC 4180) whose first line names the columns. Skips empty lines and lines of empty cells,
 * which spreadsheets write for rows that were cleared.
 *
 * @param delimiter Between cells, unless a first line names another. Default: what splits the header into most columns.
 * @throws InputError with the lines that are invalid.
 */
export function readCsv(text: string, source: string, delimiter?: string): SourceTable {
  const records: SourceRecord[] = [];
  const problems: string[] = [];
  let columns: readonly string[] | undefined;
  let header = `${source}:1`;
  const csv = findDelimiter(text, delimiter);
  const end = forEachRow(csv, (cells, line) => {
    const place = `${source}:${line}`;
    if (!columns) {
      columns = readHeader(cells, place);
      header = place;
    } else if (cells.slice(columns.length).some((cell) => cell !== '') || cells.length < columns.length)
      problems.push(`${place}: ${counted(cells)}, but the first line names ${columns.length}`);
    else records.push({ place, fields: fieldsIn(cells, columns) });
  });
  if (end.problem !== undefined) problems.push(`${source}:${end.line}: ${end.problem}`);
  if (problems.length > 0) throw new InputError(problems);
  return { place: header, columns: columns ?? [], records, csv };
}

/** The names of the columns of a file whose end may be cut off; none if it is not CSV. */
export function columnsIn(start: string, given: string | undefined): string[] {
  const { table, delimiter } = findDelimiter(start, given);
  return headerCells(table, delimiter).map((name) => name.trim());
}

/** Without empty cells of columns that have no name: there can be several. */
function fieldsIn(cells: readonly string[], columns: readonly string[]): Record<string, string> {
  const fields = columns.map((column, at) => [column, cells[at] ?? ''] as const);
  return Object.fromEntries(fields.filter(([column, cell]) => column !== '' || cell.trim() !== ''));
}

/**
 * Calls a function with each row that is not empty.
 *
 * @returns The line after the last row, and why it is not CSV if it is not.
 */
export function forEachRow(
  csv: CsvText,
  take: (cells: readonly string[], line: number) => void,
): { readonly line: number; readonly problem?: string } {
  return parseRows(csv, false, take);
}

/** Calls a function with the cells of each row that is not empty as they are written, quotes included. */
export function forEachWrittenRow(csv: CsvText, take: (cells: () => string[], line: number) => void): void {
  parseRows(csv, true, (cells, line, raw) => take(() => writtenCells(cells, raw, csv.delimiter), line));
}

/** The parser tells neither which cells have quotes nor where they begin, but both follow from their texts. */
function writtenCells(cells: readonly string[], raw: string, delimiter: string): string[] {
  let at = 0;
  return cells.map((cell) => {
    const written = raw[at] === '"' ? inQuotes(cell) : cell;
    at += written.length + delimiter.length;
    return written;
  });
}

export function inQuotes(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function parseRows(
  { table, delimiter, delimiterLine }: CsvText,
  raw: boolean,
  take: (cells: readonly string[], line: number, raw: string) => void,
): { readonly line: number; readonly problem?: string } {
  let line = delimiterLine === '' ? 1 : 2;
  const on_record = (row: string[] | { readonly record: string[] }, context: { readonly raw?: string | undefined }) => {
    const cells = Array.isArray(row) ? row : row.record;
    const start = line;
    line += 1 + lineBreaksIn(cells);
    if (cells.some((cell) => cell.trim() !== '')) take(cells, start, context.raw ?? '');
    return null;
  };
  try {
    parse(table, { raw, delimiter, record_delimiter: LINE_ENDS, relax_column_count: true, on_record });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { line, problem: REASONS.get(error.code) ?? 'not CSV' };
  }
  return { line };
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

const LINE_ENDS = ['\r\n', '\n', '\r'];

/** A first line such as `sep=;` is a convention of Excel. */
const NAMED = /^("?)sep=([^"\r\n])\1(?:\r\n|\n|\r|$)/i;

/** Finds the delimiter: the one that the first line names, or else the one that splits the header into most columns. */
function findDelimiter(text: string, given: string | undefined): CsvText {
  const [line, , named] = NAMED.exec(text) ?? [];
  if (line !== undefined && named !== undefined)
    return { delimiter: named, table: text.slice(line.length), delimiterLine: line };
  if (given !== undefined) return { delimiter: given, table: text, delimiterLine: '' };
  const start = text.trimStart().slice(0, LONGEST_HEADER);
  // The sort is stable, so the first candidate wins a tie.
  const [delimiter = ','] = CANDIDATES.toSorted(
    (one, other) => headerCells(start, other).length - headerCells(start, one).length,
  );
  return { delimiter, table: text, delimiterLine: '' };
}

/** Semicolons are usual in countries with a decimal comma. */
const CANDIDATES = [',', ';', '\t'];

/** Read by the parser, which understands quotes. (Its own guess, `delimiter_auto`, can be any letter.) */
function headerCells(text: string, delimiter: string): string[] {
  try {
    const [header = []] = parse(text, { delimiter, record_delimiter: LINE_ENDS, to: 1, relax_column_count: true });
    return header;
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

/** Characters. */
const LONGEST_HEADER = 100_000;
