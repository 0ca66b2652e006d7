import type { CheckOptions as EngineOptions } from '../../contract/index.js';
import { allowList } from '../../contract/strict/allow-list.js';
import { complaintsOf, parseArguments } from '../arguments.js';
import { FORMATS, type FormatName } from '../formats/formats.js';
import { contractCheckManual } from '../manual/contract-check.js';
import type { ScoreFiles } from '../scores/read-scores.js';

const wrong = complaintsOf(contractCheckManual);

export interface CheckOptions {
  readonly format: FormatName;
  /** Where the report goes; `undefined` for standard output. */
  readonly out: string | undefined;
  /** The OpenAPI document to check against; `undefined` for the one of this package. */
  readonly spec: string | undefined;
  /** Servers that stand for that of the document. */
  readonly baseUrls: readonly string[];
  /** Whether what the document does not declare is a violation, and which of it is not. */
  readonly strict: NonNullable<EngineOptions['strict']>;
  /** Whose scores the report shows. */
  readonly scoreFiles: ScoreFiles;
  /** How old recordings may be; `undefined` for any age. */
  readonly maxAgeDays: number | undefined;
  /** At least one. */
  readonly paths: readonly string[];
}

/** @throws UsageError that names what is wrong and what there is. */
export function readCheckOptions(argv: readonly string[]): CheckOptions {
  const { values, positionals: paths } = parsed(argv);
  const { format, out, allow, spec, coverage, mutants } = values;
  if (!isFormat(format)) {
    throw wrong(`there is no format ${JSON.stringify(format)}; formats are ${Object.keys(FORMATS).join(', ')}`);
  }
  if (out === '') throw wrong('--out needs the name of a file');
  if (coverage === '' || mutants === '')
    throw wrong(`${coverage === '' ? '--coverage' : '--mutants'} needs the name of a file`);
  if ((coverage ?? mutants) !== undefined && format !== 'html') {
    throw wrong('--coverage and --mutants are for --format html, which alone shows them');
  }
  if (spec === '') throw wrong('--spec needs the name of a file');
  if (paths.length === 0) throw wrong('at least one PATH is missing, of a file or a folder');
  if (paths.includes('')) throw wrong('a PATH is empty');
  const badPattern = allow.find((pattern) => !isPattern(pattern));
  if (badPattern !== undefined) {
    const forms = 'response.header:x-*, response.body:/data/*/name or "getOrder response.status:409"';
    throw wrong(`--allow needs a pattern such as ${forms}, and ${JSON.stringify(badPattern)} is none`);
  }
  const isStrict = values.strict || allow.length > 0;
  return {
    format,
    out,
    spec,
    baseUrls: values['base-url'].map(readBaseUrl),
    strict: isStrict && { allow },
    maxAgeDays: daysOf(values['max-age']),
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

/** Nothing is sent there, so that plain HTTP will do. */
function readBaseUrl(text: string): string {
  const { protocol = '', username, search, hash } = URL.canParse(text) ? new URL(text) : {};
  if (/^https?:$/.test(protocol) && !username && !search && !hash && !/[{}]/.test(text)) return text;
  throw wrong(`--base-url needs a URL such as https://staging.example.com, and is ${JSON.stringify(text)}`);
}

function daysOf(age: string | undefined): number | undefined {
  if (age === undefined) return undefined;
  const [, days] = /^(\d+)d?$/.exec(age) ?? [];
  if (days === undefined) throw wrong(`--max-age needs a number of days, such as 90, and is ${JSON.stringify(age)}`);
  return Number(days);
}

function parsed(argv: readonly string[]) {
  return parseArguments(
    argv,
    {
      format: { type: 'string', short: 'f', default: 'text' },
      out: { type: 'string', short: 'o' },
      spec: { type: 'string' },
      'base-url': { type: 'string', multiple: true, default: [] },
      'max-age': { type: 'string' },
      strict: { type: 'boolean', default: false },
      coverage: { type: 'string' },
      mutants: { type: 'string' },
      allow: { type: 'string', multiple: true, default: [] },
    },
    wrong,
  );
}

function isFormat(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
