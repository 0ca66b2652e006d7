import { type CreateUsageError, type ManualPage, parseArguments, unknownOption, usageErrors } from '../command.js';
import { DATA_FORMATS, type DataFormat, isDataFormat } from './record.js';

/** @throws UsageError when the format is unknown. */
export function readFormat(name: string | undefined, usageError: CreateUsageError): DataFormat | undefined {
  if (name === undefined || isDataFormat(name)) return name;
  throw usageError(`unknown format ${JSON.stringify(name)}; the formats are ${DATA_FORMATS.join(', ')}`);
}

export interface TaskOptions {
  readonly files: readonly string[];
  readonly format: DataFormat | undefined;
  /** What `--column` was given, each time. */
  readonly columns: readonly string[];
  readonly failures: string | undefined;
  /** The file of `--resume`, or of its alias `--journal`. */
  readonly journal: string | undefined;
  /** Which of the two names it was given by. */
  readonly journalOption: string;
  readonly baseUrl: string | undefined;
  readonly dryRun: boolean;
  /** The number of records that the input must have, after duplicates are removed. */
  readonly expect: number | undefined;
  /** The largest number of records that it may have. */
  readonly max: number | undefined;
  readonly yes: boolean;
  /** Whether records have e-mail addresses in place of ids. */
  readonly byEmail: boolean;
  /** Whether blank values may be written. */
  readonly allowEmpty: boolean;
  /** Whether the apostrophe before a formula belongs to the value. */
  readonly keepApostrophes: boolean;
}

const TASK_OPTIONS = {
  format: { type: 'string', short: 'f' },
  failures: { type: 'string' },
  resume: { type: 'string' },
  journal: { type: 'string' },
  'base-url': { type: 'string' },
  expect: { type: 'string' },
  max: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;

/** Options that only some of these commands have. */
const MORE_OPTIONS = {
  column: { type: 'string', multiple: true },
  by: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  'allow-empty': { type: 'boolean' },
  'keep-apostrophes': { type: 'boolean' },
  all: { type: 'boolean' },
} as const;

/**
 * Reads the options of a command that sends records from files.
 *
 * @param more The options that only some of these commands have, as far as this command has them.
 * @throws UsageError that says what is wrong and lists the options.
 */
export function readTaskOptions(
  manual: ManualPage,
  argv: readonly string[],
  more: readonly (keyof typeof MORE_OPTIONS)[],
): TaskOptions & { readonly all: boolean } {
  const usageError = usageErrors(manual);
  const { values, positionals: files } = parseArguments(argv, { ...TASK_OPTIONS, ...MORE_OPTIONS }, manual);
  for (const name of ['column', 'by', 'yes', 'all', 'allow-empty', 'keep-apostrophes'] as const) {
    if (values[name] !== undefined && !more.includes(name)) throw unknownOption(`--${name}`, manual);
  }
  for (const name of ['failures', 'resume', 'journal'] as const) {
    if (values[name] === '') throw usageError(`--${name} needs the name of a file`);
  }
  if (values.by !== undefined && values.by !== 'email')
    throw usageError(`--by takes email, not ${JSON.stringify(values.by)}`);
  if (values.column?.includes('')) throw usageError('--column needs a name');
  if (values.resume !== undefined && values.journal !== undefined)
    throw usageError('--resume and --journal are the same option; pass one of them');
  const journal = values.resume ?? values.journal;
  if (files.includes('')) throw usageError('the name of a FILE is empty');
  if (files.filter((file) => file === '-').length > 1) throw usageError('standard input (-) can be read only once');
  return {
    files,
    format: readFormat(values.format, usageError),
    columns: values.column ?? [],
    failures: values.failures,
    journal,
    journalOption: values.resume === undefined ? '--journal' : '--resume',
    baseUrl: values['base-url'],
    dryRun: values['dry-run'],
    expect: readCount('expect', values.expect, usageError),
    max: readCount('max', values.max, usageError),
    yes: values.yes ?? false,
    byEmail: values.by === 'email',
    allowEmpty: values['allow-empty'] ?? false,
    keepApostrophes: values['keep-apostrophes'] ?? false,
    all: values.all ?? false,
  };
}

function readCount(name: string, text: string | undefined, usageError: CreateUsageError): number | undefined {
  if (text === undefined || /^\d{1,15}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw usageError(`--${name} needs a number of records, not ${JSON.stringify(text)}`);
}

/** @throws UsageError when `--column` was given more than once. */
export function singleColumn({ columns }: Pick<TaskOptions, 'columns'>, manual: ManualPage): string | undefined {
  const [column, second] = columns;
  if (second !== undefined) throw usageErrors(manual)('--column can be given only once');
  return column;
}
