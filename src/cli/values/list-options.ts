import { complaintsOf, parseArguments } from '../arguments.js';
import { type DataFormat, formatOf } from '../data/data-format.js';
import { readFormat } from '../data/options.js';
import { valuesListManual } from '../manual/values-list.js';
import { FILTER_FLAGS, readFilters } from './filters.js';

export interface ListOptions {
  readonly filters: Readonly<Record<string, unknown>>;
  readonly format: DataFormat;
  /** Where the list goes; `undefined` for standard output. */
  readonly out: string | undefined;
  /** Whether CSV begins with a byte order mark. */
  readonly bom: boolean;
  readonly baseUrl: string | undefined;
}

/** @throws UsageError that names what is wrong and what there is. */
export function readListOptions(argv: readonly string[]): ListOptions {
  const wrong = complaintsOf(valuesListManual);
  const { values, positionals } = parseArguments(argv, OPTIONS, wrong);
  const [surplus] = positionals;
  if (surplus !== undefined) throw wrong(`there is nothing to be done with ${JSON.stringify(surplus)}`);
  const text = (name: string) => {
    const value = Reflect.get(values, name);
    return typeof value === 'string' ? value : undefined;
  };
  // As it is for input.
  const out = text('out') === '-' ? undefined : text('out');
  if (out === '') throw wrong('--out needs the name of a file');
  const format = readFormat(text('format'), wrong) ?? (out === undefined ? 'csv' : formatOf(out));
  if (!format) throw wrong(`--out ${out}: csv, ndjson or json? Say so with --format`);
  const bom = Reflect.get(values, 'bom') === true;
  if (bom && format !== 'csv') throw wrong(`--bom is for csv, and not for ${format}`);
  return { filters: readFilters(values), format, out, bom, baseUrl: text('base-url') };
}

const OPTIONS = {
  format: { type: 'string', short: 'f' },
  out: { type: 'string', short: 'o' },
  bom: { type: 'boolean' },
  'base-url': { type: 'string' },
  ...Object.fromEntries(FILTER_FLAGS.map(({ flag }) => [flag, { type: 'string' } as const])),
} as const;
