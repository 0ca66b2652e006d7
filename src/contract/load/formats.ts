import { type JsonObject, pointerTo } from './json.js';
import { ANNOTATION_FORMATS, formatsFrom, type SchemaCompiler, type SchemaLibraries } from './schema-compiler.js';
import { visitSchemas } from './upgrade.js';

/** Formats that take more than a regular expression, or are known to loaded documents only. */
export function addFormats(ajv: SchemaCompiler): void {
  for (const [name, isTextOf] of Object.entries(TEXT_FORMATS)) ajv.addFormat(name, isTextOf);
  for (const [name, isNumberOf] of Object.entries(NUMBER_FORMATS))
    ajv.addFormat(name, { type: 'number', validate: isNumberOf });
}

/** Calls `note` with every format in a document that no value is checked against. */
export function noteUnknownFormats(
  document: JsonObject,
  { fastFormats }: SchemaLibraries,
  note: (pointer: string, reason: string) => void,
): void {
  const known = new Set([...formatsFrom(fastFormats).keys(), ...ANNOTATION_FORMATS, ...Object.keys(TEXT_FORMATS)]);
  visitSchemas(document, ({ format, type }, pointer) => {
    if (typeof format !== 'string') return;
    const at = pointerTo(pointer, 'format');
    const isOfNumbers = Object.hasOwn(NUMBER_FORMATS, format);
    if (isOfNumbers && [type].flat().includes('string')) note(at, `the format ${format} is not checked in text`);
    else if (!isOfNumbers && !known.has(format)) note(at, `the format ${format} is not known, and not checked`);
  });
}

const TEXT_FORMATS: Readonly<Record<string, RegExp | ((text: string) => boolean)>> = {
  time: isTime,
  byte: (text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text),
  regex: isRegularExpression,
  'idn-email': /^[^\s@]+@[^\s@]+$/,
  iri: /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*$/i,
  'iri-reference': /^[^\s<>"{}|\\^`]*$/,
};

/** Of larger numbers than 2 ** 53, JavaScript knows only some. The greatest int64 is read as 2 ** 63. */
const NUMBER_FORMATS: Readonly<Record<string, (value: number) => boolean>> = {
  int32: (value) => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31,
  int64: (value) => Number.isInteger(value) && Math.abs(value) <= 2 ** 63,
  float: (value) => Math.abs(value) <= GREATEST_FLOAT,
};

const GREATEST_FLOAT = (2 - 2 ** -23) * 2 ** 127;

/** A time with its offset (RFC 3339). A leap second is the last of a day in UTC. */
function isTime(text: string): boolean {
  const found = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.\d+)?(?:z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i.exec(text);
  if (!found) return false;
  const [, hours, minutes, seconds, sign, offsetHours = 0, offsetMinutes = 0] = found;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1);
  const minuteOfDay = (Number(hours) * 60 + Number(minutes) - offset + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  return seconds !== '60' || minuteOfDay === MINUTES_OF_DAY - 1;
}

const MINUTES_OF_DAY = 1440;

function isRegularExpression(text: string): boolean {
  try {
    return Boolean(new RegExp(text, 'u'));
  } catch {
    return false;
  }
}
