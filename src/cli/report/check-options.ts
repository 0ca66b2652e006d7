import { isPattern } from '#contract';
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
  /** The folder that references of the document must not leave; `undefined` for the default. */
  readonly root: string | undefined;
  /** Servers to treat as that of the document. */
  readonly baseUrls: readonly string[];
  /** Whether undeclared parts are violations. */
  readonly strict: boolean;
  /** Patterns of findings to leave out. */
  readonly allow: readonly string[];
  /** Whether a body that a file does not hold is a failure. */
  readonly failsOnUnseen: boolean;
  readonly scoreFiles: ScoreFiles;
  /** Whether patterns of the document may take any time. */
  readonly patterns: 'trust' | undefined;
  /** Whether a part of the document that is not checked is a failure. */
  readonly failsOnUnchecked: boolean;
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
  const { root, patterns } = readLoadOptions({ spec, root: values.root, patterns: values.patterns }, usageError);
  if (paths.length === 0) throw usageError('PATH is missing; name at least one file or folder');
  if (paths.includes('')) throw usageError('a PATH is empty');
  const badPattern = allow.find((pattern) => !isPattern(pattern));
  if (badPattern !== undefined) {
    const forms = 'request.query:utm_*, paths:/static/**, keyword:readOnly or "getOrder response.status:409"';
    throw usageError(`--allow needs a pattern such as ${forms}, not ${JSON.stringify(badPattern)}`);
  }
  return {
    format,
    out,
    spec,
    root,
    baseUrls: values['base-url'].map((url) => readBaseUrl(url, usageError)),
    strict: values.strict,
    allow,
    maxAgeDays: daysOf(values['max-age'], usageError),
    failsOnUnseen: values['fail-on-unseen'],
    scoreFiles: { coverage, mutants },
    patterns,
    failsOnUnchecked: values['fail-on-unchecked'],
    paths,
  };
}

/** How the document of `--spec` is loaded. */
export function readLoadOptions(
  { spec, root, patterns }: Readonly<Record<'spec' | 'root' | 'patterns', string | undefined>>,
  usageError: CreateUsageError,
): Pick<CheckOptions, 'root' | 'patterns'> {
  if (root === '') throw usageError('--root needs the name of a folder');
  if (root !== undefined && spec === undefined) throw usageError('--root needs --spec');
  if (patterns !== undefined && patterns !== 'trust')
    throw usageError(`--patterns takes trust, not ${JSON.stringify(patterns)}`);
  return { root, patterns };
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
  root: { type: 'string' },
  'base-url': { type: 'string', multiple: true, default: [] as string[] },
  'max-age': { type: 'string' },
  strict: { type: 'boolean', default: false },
  'fail-on-unseen': { type: 'boolean', default: false },
  patterns: { type: 'string' },
  'fail-on-unchecked': { type: 'boolean', default: false },
  coverage: { type: 'string' },
  mutants: { type: 'string' },
  allow: { type: 'string', multiple: true, default: [] as string[] },
} as const;

function isFormat(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
