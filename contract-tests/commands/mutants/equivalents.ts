import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import type { Mutant } from '../../../src/score/mutants/mutant.js';
import type { Result } from './survey.js';

/** Mutants that mean the same as the document does, so that nothing can notice them. */
export interface Equivalent {
  readonly operator: string;
  /** Where the change is written: a JSON pointer into the document, `*` for any one name. It stands for all its uses, too. */
  readonly pointer: string;
  /** The uses that it stands for, where others are noticed; again `*` for any one name. */
  readonly site?: string;
  readonly class: string;
  readonly reason: string;
}

const text = { type: 'string', minLength: 1 };
const validate = new Ajv2020().compile<Equivalent[]>({
  type: 'array',
  items: {
    type: 'object',
    required: ['operator', 'pointer', 'class', 'reason'],
    additionalProperties: false,
    properties: {
      operator: text,
      pointer: text,
      site: text,
      class: { type: 'string', pattern: '^E([1-9]|1[0-2])$' },
      reason: { type: 'string', minLength: 10 },
    },
  },
});

/** @throws Error when the file is not a list of equivalents with their reasons. */
export async function readEquivalents(path: string): Promise<Equivalent[]> {
  const equivalents: unknown = parse(await readFile(path, 'utf8'));
  if (!validate(equivalents)) throw new Error(`${path}: ${JSON.stringify(validate.errors?.[0])}`);
  return equivalents;
}

/** Mutants sorted into those that count, and those that cannot. */
export interface Sorted {
  /** Killed, or survived without an excuse. */
  readonly counted: readonly Result[];
  readonly equivalent: readonly (Result & { readonly reason: string })[];
  readonly stillborn: readonly Result[];
  /** Entries for what is gone, or is noticed after all. */
  readonly stale: readonly Equivalent[];
}

/**
 * Takes what cannot be noticed out of what must be.
 *
 * @param isWhole Whether there are the results of all mutants. If not, an entry for none of them is not out of date.
 */
export function sortResults(results: readonly Result[], equivalents: readonly Equivalent[], isWhole = true): Sorted {
  const entryFor = ({ mutant }: Result) => equivalents.find((entry) => covers(entry, mutant));
  const isStale = (entry: Equivalent) => {
    const covered = results.filter(({ mutant }) => covers(entry, mutant));
    return (isWhole && covered.length === 0) || covered.some(({ verdict }) => verdict.status !== 'survived');
  };
  const isExcused = (result: Result) => result.verdict.status === 'survived' && entryFor(result) !== undefined;
  return {
    counted: results.filter((result) => result.verdict.status !== 'stillborn' && !isExcused(result)),
    equivalent: results
      .filter(isExcused)
      .map((result) => ({ ...result, reason: `${entryFor(result)?.class}: ${entryFor(result)?.reason}` })),
    stillborn: results.filter(({ verdict }) => verdict.status === 'stillborn'),
    stale: equivalents.filter(isStale),
  };
}

function covers({ operator, pointer, site }: Equivalent, mutant: Mutant): boolean {
  return (
    operator === mutant.operator && pointsTo(pointer, mutant.pointer) && pointsTo(site ?? mutant.site, mutant.site)
  );
}

function pointsTo(pattern: string, pointer: string): boolean {
  const names = pointer.split('/');
  const expected = pattern.split('/');
  return names.length === expected.length && expected.every((name, index) => name === '*' || name === names[index]);
}
