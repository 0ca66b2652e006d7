import { lineOfJsonError } from '../input/json-error.js';
import { InputError } from './input-error.js';
import { fieldsOf, type SourceRecord } from './source-record.js';

/**
 * The records of a list of JSON.
 *
 * @throws InputError with the line that is not JSON, or the members that are no records.
 */
export function readJson(text: string, source: string): SourceRecord[] {
  const list = parseJson(text, () => `${source}:${lineOfJsonError(text)}`);
  if (!Array.isArray(list)) throw new InputError([`${source}: no list of JSON; lines of JSON are --format ndjson`]);
  return recordsOf(list.map((record: unknown, index) => [`${source}[${index}]`, record]));
}

/**
 * The records of lines of JSON (https://github.com/ndjson/ndjson-spec). Empty lines are skipped.
 *
 * @throws InputError with the lines that are no JSON, or no records.
 */
export function readNdjson(text: string, source: string): SourceRecord[] {
  const lines = text.split('\n').map((line, index) => [`${source}:${index + 1}`, line] as const);
  const written = lines.filter(([, line]) => line.trim() !== '');
  return recordsOf(written.map(([place, line]) => [place, parseJson(line, () => place)]));
}

/** The messages of JSON.parse repeat what is in the file. */
function parseJson(text: string, place: () => string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError([`${place()}: not JSON`]);
  }
}

function recordsOf(members: readonly (readonly [place: string, record: unknown])[]): SourceRecord[] {
  const problems: string[] = [];
  const records = members.flatMap(([place, record]) => {
    const fields = fieldsOf(record);
    if (!fields) problems.push(`${place}: no object`);
    return fields ? [{ place, fields }] : [];
  });
  if (problems.length > 0) throw new InputError(problems);
  return records;
}
