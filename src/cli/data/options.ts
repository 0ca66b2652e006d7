import type { ManualPage } from '../command.js';
import { complaintsOf, parseArguments, type Wrong } from '../command.js';
import { DATA_FORMATS, type DataFormat, isDataFormat } from './record.js';

/** @throws UsageError when there is no such format. */
export function readFormat(name: string | undefined, wrong: Wrong): DataFormat | undefined {
  if (name === undefined || isDataFormat(name)) return name;
  throw wrong(`there is no format ${JSON.stringify(name)}; formats are ${DATA_FORMATS.join(', ')}`);
}

export interface TaskOptions {
  readonly files: readonly string[];
  readonly format: DataFormat | undefined;
  readonly column: string | undefined;
  readonly failures: string | undefined;
  readonly journal: string | undefined;
  readonly baseUrl: string | undefined;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

const TASK_OPTIONS = {
  format: { type: 'string', short: 'f' },
  failures: { type: 'string' },
  journal: { type: 'string' },
  'base-url': { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;

/** What there is besides, by the name of the option. */
const MORE_OPTIONS = {
  column: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  all: { type: 'boolean' },
} as const;

/**
 * Reads the options of a command that sends what is in files.
 *
 * @param more Those of the options that not every such command has.
 * @throws UsageError that names what is wrong and what there is.
 */
export function readTaskOptions(
  manual: ManualPage,
  argv: readonly string[],
  more: readonly (keyof typeof MORE_OPTIONS)[],
): TaskOptions & { readonly all: boolean } {
  const wrong = complaintsOf(manual);
  const { values, positionals: files } = parseArguments(argv, { ...TASK_OPTIONS, ...MORE_OPTIONS }, wrong);
  for (const name of ['column', 'yes', 'all'] as const) {
    if (values[name] !== undefined && !more.includes(name)) throw wrong(`Unknown option '--${name}'`);
  }
  for (const name of ['failures', 'journal', 'column'] as const) {
    if (values[name] === '') throw wrong(`--${name} needs a name`);
  }
  if (values.journal !== undefined && values.journal === values.failures)
    throw wrong('--journal and --failures need files of their own');
  if (files.includes('')) throw wrong('a FILE is empty');
  if (files.filter((file) => file === '-').length > 1) throw wrong('standard input can be read only once');
  return {
    files,
    format: readFormat(values.format, wrong),
    column: values.column,
    failures: values.failures,
    journal: values.journal,
    baseUrl: values['base-url'],
    dryRun: values['dry-run'],
    yes: values.yes ?? false,
    all: values.all ?? false,
  };
}
