import type { TextTest } from './values.js';

/** Formats that are asserted. Those of strings do not apply to numbers, and vice versa. */
export interface Formats {
  readonly texts: ReadonlyMap<string, TextTest>;
  readonly numbers: ReadonlyMap<string, (value: number) => boolean>;
}

/** Formats about storage or display, which exclude no JSON value. */
export const ANNOTATION_FORMATS: readonly string[] = ['double', 'password', 'binary'];

/** A day of the Gregorian calendar. */
const DAY = source([
  /\d{4}-(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])/,
  /\d{4}-(?:0[469]|11)-(?:0[1-9]|[12]\d|30)/,
  /\d{4}-02-(?:0[1-9]|1\d|2[0-8])/,
  /\d\d(?:0[48]|[2468][048]|[13579][26])-02-29/,
  /(?:[02468][048]|[13579][26])00-02-29/,
]);
const TIME = /(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)/.source;
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^(?:${OCTET}\\.){3}${OCTET}$`);
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST = `${LABEL}(?:\\.${LABEL})*`;
const URI_CHARACTER = '[^\\s<>"{}|\\\\^`]';
const VARIABLE = '(?:\\w|%[0-9a-f]{2})+(?::[1-9]\\d{0,3}|\\*)?';

/** Formats as regular expressions, which generated code can contain. Each matches in linear time. */
export const EXPRESSIONS: Readonly<Record<string, RegExp>> = {
  date: new RegExp(`^(?:${DAY})$`),
  'date-time': new RegExp(`^(?:${DAY})[Tt]${TIME}$`),
  duration: /^P(?:\d+W|(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/,
  email: new RegExp(`^[a-z0-9.!#$%&'*+/=?^_\`{|}~-]+@${HOST}$`, 'i'),
  hostname: new RegExp(`^(?=.{1,253}\\.?$)${HOST}\\.?$`, 'i'),
  'idn-email': /^[^\s@]+@[^\s@]+$/,
  ipv4: IPV4,
  iri: new RegExp(`^[a-z][a-z0-9+.-]*:${URI_CHARACTER}*$`, 'i'),
  'iri-reference': new RegExp(`^${URI_CHARACTER}*$`),
  'json-pointer': /^(?:\/(?:[^~/]|~[01])*)*$/,
  'json-pointer-uri-fragment': /^#(?:\/(?:[\w.!$&'()*+,;:=@-]|%[0-9a-f]{2}|~[01])*)*$/i,
  'relative-json-pointer': /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/,
  uri: /^[a-z][a-z0-9+.-]*:\S*$/i,
  'uri-reference': /^(?:[^\\\s#][^\s#]*)?(?:#[^\\\s]*)?$/,
  'uri-template': new RegExp(
    `^(?:[^\\x00-\\x20"'<>%\\\\^\`{|}]|%[0-9a-f]{2}|\\{[+#./;?&=,!@|]?${VARIABLE}(?:,${VARIABLE})*\\})*$`,
    'i',
  ),
  url: /^(?:https?|ftp):\/\/[^\s/?#]+(?:[/?#]\S*)?$/i,
  // Without the prefix urn:uuid:, because it may be a segment of a path.
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
};

/** Formats that need a function, which is exported so that generated code can contain it. */
const FUNCTIONS: Readonly<Record<string, (text: string) => boolean>> = {
  byte: isBase64,
  ipv6: isIpv6,
  regex: isRegularExpression,
  time: isTime,
};

const NUMBERS: Readonly<Record<string, (value: number) => boolean>> = {
  int32: isInt32,
  int64: isInt64,
  float: isFloat,
};

export function isInt32(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;
}

/** A double is not exact above 2 ** 53: the greatest int64 is parsed as 2 ** 63. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= 2 ** 63;
}

export function isFloat(value: number): boolean {
  return Math.abs(value) <= GREATEST_FLOAT;
}

const GREATEST_FLOAT = (2 - 2 ** -23) * 2 ** 127;

/** The formats that a contract asserts. */
export const FORMATS: Formats = {
  texts: new Map<string, TextTest>([
    ...Object.entries(EXPRESSIONS),
    ...Object.entries(FUNCTIONS).map(([name, test]): [string, TextTest] => [name, { test }]),
  ]),
  numbers: new Map(Object.entries(NUMBERS)),
};

export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

/** A time with its offset (RFC 3339). Second 60 is allowed only at the end of a day in UTC. */
export function isTime(text: string): boolean {
  const found = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.\d+)?(?:z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i.exec(text);
  if (!found) return false;
  const [, hours, minutes, seconds, sign, offsetHours = 0, offsetMinutes = 0] = found;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1);
  const minuteOfDay = (Number(hours) * 60 + Number(minutes) - offset + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  return seconds !== '60' || minuteOfDay === MINUTES_OF_DAY - 1;
}

const MINUTES_OF_DAY = 1440;

/** Eight groups; one run of zeros may be `::`, and the last two may be an IPv4 address (RFC 4291). */
export function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const endsAsIpv4 = last.includes('.') && text.endsWith(last);
  const hex = endsAsIpv4 ? groups.slice(0, -1) : groups;
  if (!hex.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  if (endsAsIpv4 && !IPV4.test(last)) return false;
  const count = hex.length + (endsAsIpv4 ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}

export function isRegularExpression(text: string): boolean {
  try {
    return Boolean(new RegExp(text, 'u'));
  } catch {
    return false;
  }
}

function source(expressions: readonly RegExp[]): string {
  return expressions.map((expression) => expression.source).join('|');
}
