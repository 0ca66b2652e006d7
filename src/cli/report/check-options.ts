import { allowList, type CheckOptions as EngineOptions } from '#contract';
import { type CreateUsageError, type ManualPage, parseArguments, usageErrors } from '../command.js';
import { FORMATS, type FormatName } from './formats.js';
import type { ScoreFiles } from './scores.js';

/** The options of `contract check`. */
export interface CheckOptions {
  readonly format: FormatName;
  /** Where the report goes; `undefined` for standard output. */
  readonly out: string | undefined;
  /** The OpenAPI document to check against; `undefined` for the one of this package. */
  readonly spec: string | undefined;
  /** Servers to treat as that of the document. */
  readonly baseUrls: readonly string[];
  /** Whether undeclared parts are violations, and which are allowed. */
  readonly strict: NonNullable<EngineOptions['strict']>;
  readonly scoreFiles: ScoreFiles;
  /** `undefined` for any age. */
  readonly maxAgeDays: number | undefined;
  /** At least one. */
  readonly paths: readonly string[];
}

/** @throws UsageError that says what is wrong and lists the options. */
export function readCheckOptions(argv: readonly string[], manual: ManualPage): CheckOptions {
  const usageError = usageErrors(manual);
  const { values, positionals: paths } = parseArguments(argv, OPTIONS, manual);
  const { format, out, allow, spec, coverage, mutants } = values;
  if (!isFormat(format)) {
    throw usageError(`unknown format ${JSON.stringify(format)}; the formats are ${Object.keys(FORMATS).join(', ')}`);
  }
  if (out === '') throw usageError('--out needs the name of a file');
  if (coverage === '' || mutants === '')
    throw usageError(`${coverage === '' ? '--coverage' : '--mutants'} needs the name of a file`);
  if ((coverage ?? mutants) !== undefined && format !== 'html') {
    throw usageError('--coverage and --mutants need --format html');
  }
  if (spec === '') throw usageError('--spec needs the name of a file');
  if (paths.length === 0) throw usageError('PATH is missing; name at least one file or folder');
  if (paths.includes('')) throw usageError('a PATH is empty');
  const badPattern = allow.find((pattern) => !isPattern(pattern));
  if (badPattern !== undefined) {
    const forms = 'response.header:x-*, response.body:/data/*/name or "getOrder response.status:409"';
    throw usageError(`--allow needs a pattern such as ${forms}, not ${JSON.stringify(badPattern)}`);
  }
  const isStrict = values.strict || allow.length > 0;
  return {
    format,
    out,
    spec,
    baseUrls: values['base-url'].map((url) => readBaseUrl(url, usageError)),
    strict: isStrict && { allow },
    maxAgeDays: daysOf(values['max-age'], usageError),
    scoreFiles: { coverage, mutants },
    paths,
  };
}

function isPattern(pattern: string): boolean {
  try {
    return allowList([pattern]) !== undefined;
  } catch {
    return false;
  }
}

/** Plain HTTP is fine, because nothing is sent there. */
export function readBaseUrl(text: string, usageError: CreateUsageError): string {
  const { protocol = '', username, search, hash } = URL.canParse(text) ? new URL(text) : {};
  if (/^https?:$/.test(protocol) && !username && !search && !hash && !/[{}]/.test(text)) return text;
  throw usageError(`--base-url needs a URL such as https://staging.example.com, not ${JSON.stringify(text)}`);
}

function daysOf(age: string | undefined, usageError: CreateUsageError): number | undefined {
  if (age === undefined) return undefined;
  const [, days] = /^(\d+)d?$/.exec(age) ?? [];
  if (days === undefined) throw usageError(`--max-age needs a number of days such as 90, not ${JSON.stringify(age)}`);
  return Number(days);
}

const OPTIONS = {
  format: { type: 'string', short: 'f', default: 'text' },
  out: { type: 'string', short: 'o' },
  spec: { type: 'string' },
  'base-url': { type: 'string', multiple: true, default: [] as string[] },
  'max-age': { type: 'string' },
  strict: { type: 'boolean', default: false },
  coverage: { type: 'string' },
  mutants: { type: 'string' },
  allow: { type: 'string', multiple: true, default: [] as string[] },
} as const;

function isFormat(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
