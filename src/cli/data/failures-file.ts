import { open } from 'node:fs/promises';
import { InputError } from '../command.js';
import { checkWritable, writeFile } from '../files/output-file.js';
import { encodeText, encodingOf, type TextEncoding } from './decode-input.js';
import { forEachWrittenRow, inQuotes } from './read-csv.js';
import type { InputTable } from './read-records.js';
import type { CsvText, DataFormat } from './record.js';
import { guarded } from './safe-csv.js';
import type { Failure } from './send-plan.js';
import { createRecordWriter } from './write-records.js';

/** Columns that a failures file adds. Shorter names could clash with columns of the input. */
const STATUS = 'failure_status';
const REASON = 'failure_reason';

export interface FailuresFile {
  /** As the user gave it. */
  readonly name: string;
  readonly path: string;
  readonly format: DataFormat;
  /** All input, which determines the columns, and the first of which is the model for how CSV is written. */
  readonly tables: readonly InputTable[];
}

/**
 * Makes sure that the file can be written, before anything is sent.
 *
 * @throws InputError when it cannot, or when there is a file that this command has not written.
 */
export async function checkFailuresFile({ path, name }: FailuresFile): Promise<void> {
  await checkWritable(path, name);
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return;
  try {
    if (!(await file.stat()).isFile()) return;
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(LONGEST_START), position: 0 });
    const bytes = buffer.subarray(0, bytesRead);
    const start = new TextDecoder(encodingOf(bytes).name).decode(bytes).trim();
    if (start !== '' && start !== '[]' && !start.includes(STATUS))
      throw new InputError([`${name}: exists and is not a failures file; choose another name, or delete it`]);
  } finally {
    await file.close();
  }
}

/** Bytes. Fits the first record, or the names of all columns. */
const LONGEST_START = 100_000;

/**
 * Writes the records that are not done, as they were in the input, with status and reason.
 *
 * @throws WriteError
 */
export async function writeFailures(file: FailuresFile, failures: readonly Failure<unknown>[]): Promise<void> {
  await writeFile(file.path, file.name, failuresContent(file, failures));
}

export function failuresContent(
  { format, tables }: Pick<FailuresFile, 'format' | 'tables'>,
  failures: readonly Failure<unknown>[],
): Uint8Array {
  const model = tables.find(({ csv }) => csv);
  if (format === 'csv' && model?.csv) return encodeText(...csvLike(model, model.csv, tables, failures));
  const columns = new Set(tables.flatMap((table) => table.columns));
  for (const name of [STATUS, REASON]) columns.delete(name);
  const writer = createRecordWriter(format, [...columns, STATUS, REASON]);
  const lines = failures.map(({ item, status, reason }) =>
    writer.record({ ...item.source.fields, [STATUS]: status, [REASON]: format === 'csv' ? guarded(reason) : reason }),
  );
  const text = writer.head + lines.join('') + writer.tail();
  const encoding = tables[0]?.encoding ?? { name: 'utf-8', hasMark: false };
  // Without the mark, Excel reads other letters, and saves them when somebody corrects the records there.
  const hasMark = encoding.hasMark || (format === 'csv' && isBeyondAscii(text));
  return encodeText(text, { ...encoding, hasMark });
}

/** CSV with the delimiter, quotes, line ends and encoding of the input. */
function csvLike(
  model: InputTable,
  csv: CsvText,
  tables: readonly InputTable[],
  failures: readonly Failure<unknown>[],
): [string, TextEncoding] {
  const others = tables.flatMap((table) => table.columns).filter((name) => !model.columns.includes(name));
  const columns = [...model.columns, ...new Set(others)];
  const isKept = (_: string, at: number) => columns[at] !== STATUS && columns[at] !== REASON;
  const cell = (text: string, row: readonly string[] = []) => writtenCell(text, csv.delimiter, row);
  const written = writtenCells(
    columns,
    tables,
    new Set([model.place, ...failures.map(({ item }) => item.source.place)]),
  );
  const lineEnd = /\r\n|\n|\r/.exec(csv.table)?.[0] ?? '\r\n';
  const line = (place: string, whole: readonly string[], status: string, reason: string) => {
    const row = (written.get(place) ?? whole.map((text) => cell(text))).filter(isKept);
    const added = [status, guarded(reason)].map((text) => cell(text, row));
    return [...row.map((text) => separable(text, csv.delimiter)), ...added].join(csv.delimiter) + lineEnd;
  };
  const lines = failures.map(({ item: { source }, status, reason }) =>
    line(
      source.place,
      columns.map((name) => csvText(source.fields[name])),
      status,
      reason,
    ),
  );
  const header = [
    ...(written.get(model.place) ?? []).slice(0, model.columns.length),
    ...columns.slice(model.columns.length),
  ];
  written.set(model.place, header);
  const text = csv.delimiterLine + line(model.place, columns, STATUS, REASON) + lines.join('');
  // Programs that read the input without a mark can do without. If it was ASCII, nobody knows.
  const needsMark = isBeyondAscii(text) && !isBeyondAscii(csv.table);
  return [text, { ...model.encoding, hasMark: model.encoding.hasMark || needsMark }];
}

/** The cells of rows as they are written in the files, quotes included, by the places of the rows. */
function writtenCells(
  columns: readonly string[],
  tables: readonly InputTable[],
  places: ReadonlySet<string>,
): Map<string, readonly string[]> {
  const rows = new Map<string, readonly string[]>();
  for (const table of tables) {
    if (!table.csv) continue;
    const order = columns.map((name, at) => (table.columns[at] === name ? at : table.columns.indexOf(name)));
    forEachWrittenRow(table.csv, (written, line) => {
      const place = `${table.source}:${line}`;
      if (!places.has(place)) return;
      const cells = written();
      rows.set(
        place,
        order.map((at) => cells[at] ?? ''),
      );
    });
  }
  return rows;
}

/** A new cell, in quotes where it needs them or where the whole row has them. */
function writtenCell(text: string, delimiter: string, row: readonly string[]): string {
  const hasQuotes = row.length > 0 && row.every((other) => other.startsWith('"'));
  return hasQuotes || /["\r\n]/.test(text) ? inQuotes(text) : separable(text, delimiter);
}

/** A cell of a file with another delimiter may need quotes here. */
function separable(written: string, delimiter: string): string {
  return written.includes(delimiter) && !written.startsWith('"') ? inQuotes(written) : written;
}

function csvText(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}

function isBeyondAscii(text: string): boolean {
  return /\P{ASCII}/u.test(text);
}
