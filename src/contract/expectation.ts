import type { ValidationIssue } from '../../generated/descriptor.js';

/** What a schema expects in the place of an issue, as the end of a sentence. */
export function expectation({ keyword, params, message }: ValidationIssue): string {
  if (keyword === 'required') return `a member ${JSON.stringify(params['missingProperty'])}`;
  if (keyword === 'additionalProperties') return `no member ${JSON.stringify(params['additionalProperty'])}`;
  if (keyword === 'type') return [params['type']].flat().join(' or ');
  if (keyword === 'enum') return listed(params['allowedValues']);
  if (keyword === 'const') return shown(params['allowedValue']);
  if (keyword === 'format') return WANTED.get(String(params['format'])) ?? `a text of the format "${params['format']}"`;
  if (keyword === 'discriminator') return `a ${params['tag']} that names one of the alternatives`;
  if (keyword === 'false schema') return 'nothing here';
  return (message ?? keyword).replace(/^must (be )?/, '');
}

/** What texts in a format are called, and one that conforms. */
export const FORMAT_EXAMPLES: Readonly<Record<string, readonly [name: string, example: string]>> = {
  byte: ['base64', 'aGVsbG8='],
  date: ['a date', '2026-01-31'],
  'date-time': ['a date-time', '2026-01-31T12:00:00Z'],
  duration: ['a duration', 'P3DT12H'],
  email: ['an email address', 'name@example.com'],
  hostname: ['a hostname', 'api.example.com'],
  'idn-email': ['an email address', 'name@example.com'],
  ipv4: ['an IPv4 address', '192.0.2.1'],
  ipv6: ['an IPv6 address', '2001:db8::1'],
  iri: ['an IRI with its scheme', 'https://example.com/a'],
  'iri-reference': ['an IRI reference', '/a?b=c'],
  'json-pointer': ['a JSON pointer', '/a/0'],
  'json-pointer-uri-fragment': ['a JSON pointer in a URI fragment', '#/a/0'],
  regex: ['a regular expression', '^[a-z]+$'],
  'relative-json-pointer': ['a relative JSON pointer', '1/a'],
  time: ['a time with its offset', '12:00:00Z'],
  uri: ['a URI with its scheme', 'https://example.com/a'],
  'uri-reference': ['a URI reference', '/a?b=c'],
  'uri-template': ['a URI template', '/things/{id}'],
  url: ['a URL', 'https://example.com/a'],
  uuid: ['a UUID', '123e4567-e89b-42d3-a456-426614174000'],
};

const WANTED: ReadonlyMap<string, string> = new Map([
  ...Object.entries(FORMAT_EXAMPLES).map(
    ([format, [name, example]]) => [format, `${name} such as ${example}`] as const,
  ),
  ['int32', 'an integer from -2147483648 to 2147483647'],
  ['int64', 'an integer of at most 64 bits'],
  ['float', 'a number of single precision'],
]);

/** The first values of an enum, and how many more there are. */
function listed(values: unknown): string {
  const all: readonly unknown[] = Array.isArray(values) ? values : [values];
  if (all.length < 2) return all.length === 0 ? 'no value at all' : shown(all[0]);
  const first = all.slice(0, MOST_LISTED).map(shown).join(', ');
  return `one of ${first}${all.length > MOST_LISTED ? ` and ${all.length - MOST_LISTED} more` : ''}`;
}

/** The beginning of a value. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

const MOST_LISTED = 10;
/** Characters. */
const LONGEST_SHOWN = 80;
