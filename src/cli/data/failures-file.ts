import { writeFile } from '../files/output-file.js';
import { plainText } from '../text.js';
import { encodeText, type TextEncoding } from './decode-input.js';
import { fieldsAsWritten, withMembers } from './json-texts.js';
import { forEachWrittenRow, inQuotes } from './read-csv.js';
import type { InputTable } from './read-records.js';
import type { CsvText, DataFormat, SourceRecord } from './record.js';
import { type Replacement, type SavedRecord, withReplacements } from './replacements.js';
import { guarded } from './safe-csv.js';
import { reasonOf } from './summary.js';
import { createRecordWriter } from './write-records.js';

/** Columns that a failures file adds. Shorter names could clash with columns of the input. */
export const STATUS = 'failure_status';
export const REASON = 'failure_reason';

export interface FailuresFile {
  /** As the user gave it. */
  readonly name: string;
  readonly path: string;
  readonly format: DataFormat;
  /** Between cells of CSV. Default: as in the input. */
  readonly delimiter?: string | undefined;
  /** All input, which determines the columns, and the first of which is the model for how CSV is written. */
  readonly tables: readonly InputTable[];
  /** Later records that count in place of parts of others. Default: none. */
  readonly replacements?: readonly Replacement[];
}

/**
 * Writes the records that are not done, as they were in the input, with status and reason.
 *
 * @throws WriteError
 */
export async function writeFailures(file: FailuresFile, failures: readonly SavedRecord[]): Promise<void> {
  await writeFile(file.path, file.name, failuresContent(file, failures));
}

export function failuresContent(
  { format, delimiter, tables, replacements = [] }: Omit<FailuresFile, 'name' | 'path'>,
  given: readonly SavedRecord[],
): Uint8Array {
  // What the store says must not control the terminal that shows the file.
  const failures = withReplacements(byRecord(given), replacements, tables).map((failure) => ({
    ...failure,
    reason: plainText(failure.reason),
  }));
  const model = tables.find(({ csv }) => csv);
  const texts = failures.length === 0 ? new Map<SourceRecord, string>() : writtenJson(tables);
  if (format === 'csv' && model?.csv) {
    const csv = delimiter === undefined ? model.csv : { ...model.csv, delimiter, delimiterLine: '' };
    return encodeText(...csvLike(model, csv, tables, failures, texts));
  }
  const text = format === 'csv' ? newCsv(tables, failures, texts, delimiter) : jsonText(format, failures, texts);
  const encoding = tables[0]?.encoding ?? { name: 'utf-8', hasMark: false };
  // Without the mark, Excel reads other letters, and saves them when somebody corrects the records there.
  const hasMark = encoding.hasMark || (format === 'csv' && isBeyondAscii(text));
  return encodeText(text, { ...encoding, hasMark });
}

/** One failure for each record: several of its columns can have failed. */
function byRecord(failures: readonly SavedRecord[]): readonly SavedRecord[] {
  const merged = new Map<SourceRecord, SavedRecord>();
  for (const failure of failures) {
    const { source } = failure.item;
    const known = merged.get(source);
    const reason = reasonOf(failure);
    const [first] = [known?.status, failure.status].sort((one, other) => rankOf(one) - rankOf(other));
    const reasons = known && known.reason !== reason ? `${known.reason}; ${reason}` : reason;
    merged.set(source, { item: { source }, status: first ?? failure.status, reason: reasons });
  }
  return [...merged.values()];
}

/** What people have to look into first. */
const STATUSES: readonly (SavedRecord['status'] | undefined)[] = ['unknown', 'failed', 'unresolved', 'unsent'];

function rankOf(status: SavedRecord['status'] | undefined): number {
  return status === undefined ? STATUSES.length : STATUSES.indexOf(status);
}

/** Records of JSON as they are written. */
type WrittenJson = ReadonlyMap<SourceRecord, string>;

function writtenJson(tables: readonly InputTable[]): WrittenJson {
  return new Map(
    tables.flatMap(({ records, writtenRecords }) =>
      (writtenRecords?.() ?? []).flatMap((text, at) => {
        const record = records[at];
        return record ? [[record, text] as const] : [];
      }),
    ),
  );
}

function jsonText(format: DataFormat, failures: readonly SavedRecord[], texts: WrittenJson): string {
  const records = failures.map(({ item: { source }, status, reason }) =>
    withMembers(texts.get(source) ?? JSON.stringify(source.fields), { [STATUS]: status, [REASON]: reason }),
  );
  if (format === 'ndjson') return records.map((record) => `${record}\n`).join('');
  return records.length === 0 ? '[]\n' : `[\n  ${records.join(',\n  ')}\n]\n`;
}

/** CSV of records that come from JSON. */
function newCsv(
  tables: readonly InputTable[],
  failures: readonly SavedRecord[],
  texts: WrittenJson,
  delimiter: string | undefined,
): string {
  const columns = new Set(tables.flatMap((table) => table.columns));
  for (const name of [STATUS, REASON]) columns.delete(name);
  const writer = createRecordWriter('csv', [...columns, STATUS, REASON], { delimiter });
  const lines = failures.map(({ item: { source }, status, reason }) =>
    writer.record({ ...fieldsOf(source, texts), [STATUS]: status, [REASON]: guarded(reason) }),
  );
  return writer.head + lines.join('');
}

function fieldsOf(source: SourceRecord, texts: WrittenJson): SourceRecord['fields'] {
  const text = texts.get(source);
  return text === undefined ? source.fields : fieldsAsWritten(source.fields, text);
}

/** CSV with the delimiter, quotes, line ends and encoding of the input. */
function csvLike(
  model: InputTable,
  csv: CsvText,
  tables: readonly InputTable[],
  failures: readonly SavedRecord[],
  texts: WrittenJson,
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
  const lines = failures.map(({ item: { source }, status, reason }) => {
    const fields = fieldsOf(source, texts);
    return line(
      source.place,
      columns.map((name) => csvText(fields[name])),
      status,
      reason,
    );
  });
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
