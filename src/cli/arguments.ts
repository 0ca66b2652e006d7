import { type ParseArgsConfig, parseArgs } from 'node:util';
import { valueAt } from '../json.js';
import type { ManualPage } from './manual/manual-page.js';
import { UsageError } from './usage-error.js';

export type Wrong = (problem: string) => UsageError;

/** Makes errors that say what is wrong, and what there is. */
export function complaintsOf({ name, options }: ManualPage): Wrong {
  const flags = options.map((option) => option.flags).join('; ');
  return (problem) => new UsageError(`${name}: ${problem}\nOptions: ${flags}. See "${name} --help".`);
}

/** @throws UsageError for an option that is not there, or that has no value. */
export function parseArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
  wrong: Wrong,
) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    // parseArgs explains on in a second sentence, which is about positionals in general.
    throw wrong(String(valueAt(error, 'message')).split('. ')[0] ?? '');
  }
}
