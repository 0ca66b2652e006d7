import type { JsonObject } from './json.js';

/** The name under which schemas refer to the OpenAPI document: `openapi#/components/schemas/Id`. */
export const DOCUMENT = 'openapi';

/** Formats that say how a number or text is stored. They exclude nothing that JSON can tell apart. */
export const ANNOTATION_FORMATS: readonly string[] = [
  'int32',
  'int64',
  'float',
  'double',
  'password',
  'byte',
  'binary',
];

/** A day that there is, in the Gregorian calendar. */
const DAY = new RegExp(
  [
    /\d{4}-(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])/,
    /\d{4}-(?:0[469]|11)-(?:0[1-9]|[12]\d|30)/,
    /\d{4}-02-(?:0[1-9]|1\d|2[0-8])/,
    /\d\d(?:0[48]|[2468][048]|[13579][26])-02-29/,
    /(?:[02468][048]|[13579][26])00-02-29/,
  ]
    .map(({ source }) => source)
    .join('|'),
);
const TIME = /(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)/;

/**
 * Formats as regular expressions, so that generated validators carry them and import nothing.
 * `uuid` has no `urn:uuid:` prefix: such a value would not be a segment of a path.
 */
const OWN_FORMATS: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  'date-time': new RegExp(`^(?:${DAY.source})[Tt]${TIME.source}$`),
  // Not that of the library, which takes hours for some texts.
  url: /^(?:https?|ftp):\/\/[^\s/?#]+(?:[/?#]\S*)?$/i,
  date: new RegExp(`^(?:${DAY.source})$`),
};

type Ajv2020Class = typeof import('ajv/dist/2020.js')['Ajv2020'];
type Formats = typeof import('ajv-formats/dist/formats.js')['fastFormats'];
export type SchemaCompiler = InstanceType<Ajv2020Class>;
export type CompilerOptions = NonNullable<ConstructorParameters<Ajv2020Class>[0]>;

/** The libraries that compile schemas. */
export interface SchemaLibraries {
  readonly Ajv2020: Ajv2020Class;
  readonly fastFormats: Formats;
}

/** All formats that values are checked against. */
export function formatsFrom(fastFormats: Formats): ReadonlyMap<string, RegExp> {
  const known = Object.entries(fastFormats).flatMap(([name, format]): [string, RegExp][] =>
    format instanceof RegExp ? [[name, format]] : [],
  );
  return new Map([...known, ...Object.entries(OWN_FORMATS)]);
}

/** A JSON Schema compiler that knows one OpenAPI 3.1 document. */
export function compilerFor(
  { Ajv2020, fastFormats }: SchemaLibraries,
  document: JsonObject,
  options: CompilerOptions,
): SchemaCompiler {
  const code = { ...options.code, process: appendInPlace };
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, ...options, code });
  for (const [name, format] of formatsFrom(fastFormats)) ajv.addFormat(name, format);
  for (const name of ANNOTATION_FORMATS) ajv.addFormat(name, true);
  // The document's own top-level members are listed because Ajv compiles the document that a reference points into.
  const annotations = ['example', ...(options.discriminator ? [] : ['discriminator']), 'xml', 'externalDocs'];
  ajv.addVocabulary([...annotations, ...Object.keys(document)]);
  return ajv.addSchema(document, DOCUMENT);
}

/** In a URI fragment the characters of a pointer that URIs do not allow, such as `{`, are percent-encoded. */
export function encodePointer(pointer: string): string {
  return pointer.split('/').map(encodeURIComponent).join('/');
}

/**
 * Rewrites a compiled validator so that it appends what another one found to what it has, in place of copying all of it
 * for each: of a list with 20,000 wrong records it would copy 200 million findings. Lists of findings are made anew for
 * each call, so that nobody else has them.
 */
export function appendInPlace(code: string): string {
  return code.replace(COPYING, (_, own: string, others: string) => {
    return `if(${own} === null) ${own} = ${others}; else for(const found of ${others}) ${own}.push(found);`;
  });
}

const COPYING = /\b(vErrors) = \1 === null \? ([^;?]+?) : \1\.concat\(\2\);/g;

/** Replaces the keyword of the library, which compares each item of a list with each other. */
export function addUniqueItems(ajv: SchemaCompiler): void {
  const validate: { (isWanted: unknown, list: unknown): boolean; errors?: object[] } = (isWanted, list) => {
    const twice = isWanted === true && Array.isArray(list) ? lastRepeated(list) : undefined;
    if (!twice) return true;
    const message = `must NOT have duplicate items (items ## ${twice.j} and ${twice.i} are identical)`;
    validate.errors = [{ keyword: 'uniqueItems', params: twice, message }];
    return false;
  };
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({ keyword: 'uniqueItems', errors: true, validate });
}

/** The last item that is there before, and where: `j` and then `i`. */
function lastRepeated(list: readonly unknown[]): { i: number; j: number } | undefined {
  const lastPlaces = new Map<string, number>();
  let repeated: { i: number; j: number } | undefined;
  for (const [i, item] of list.entries()) {
    const text = JSON.stringify(item, sorted) ?? '';
    const j = lastPlaces.get(text);
    if (j !== undefined) repeated = { i, j };
    lastPlaces.set(text, i);
  }
  return repeated;
}

/** Objects are the same in whatever order their members are. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Replaces the keyword of the library, which divides in binary: to it, 19.99 is no multiple of 0.01. */
export function addMultipleOf(ajv: SchemaCompiler): void {
  const validate: { (divisor: number, value: number): boolean; errors?: object[] } = (divisor, value) => {
    if (isMultipleOf(value, divisor)) return true;
    validate.errors = [
      { keyword: 'multipleOf', params: { multipleOf: divisor }, message: `must be multiple of ${divisor}` },
    ];
    return false;
  };
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({ keyword: 'multipleOf', type: 'number', schemaType: 'number', errors: true, validate });
}

/** Whether a number is a multiple of another, both as they are written in decimal. */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (divisor === 0 || !Number.isFinite(value)) return false;
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  const [one, other] = [decimal(value), decimal(divisor)];
  const exponent = Math.min(one.exponent, other.exponent);
  const scaled = ({ digits, exponent: own }: Decimal) => digits * 10n ** BigInt(own - exponent);
  return scaled(one) % scaled(other) === 0n;
}

/** A number as `digits * 10 ** exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function decimal(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}
