import type { SpecSource } from '../../spec/source.js';
import type { Sorted } from '../equivalents.js';
import type { Result } from '../survey.js';
import { createLocator, type Location } from './locations.js';

/** What Stryker calls the fates of mutants. */
type Status = 'Killed' | 'Survived' | 'Ignored' | 'CompileError';

export interface ReportedMutant {
  readonly id: string;
  readonly mutatorName: string;
  readonly location: Location;
  readonly replacement: string;
  readonly status: Status;
  /** Where it is used, what kills it, or why nothing can. */
  readonly description: string;
  readonly statusReason?: string;
}

/** A report in version 2 of Stryker's mutation-testing-report-schema. */
export interface MutationReport {
  readonly schemaVersion: '2';
  readonly thresholds: { readonly high: number; readonly low: number };
  readonly files: Readonly<
    Record<string, { readonly language: 'yaml'; readonly source: string; readonly mutants: readonly ReportedMutant[] }>
  >;
}

/** The name of the document, as the report has it. */
export function reportOf(source: SpecSource, name: string, sorted: Sorted): MutationReport {
  const locate = createLocator(source.text);
  const reported = (result: Result, status: Status, statusReason: string): ReportedMutant => ({
    id: result.mutant.id,
    mutatorName: result.mutant.operator,
    location: locate(result.mutant.pointer),
    replacement: result.mutant.replacement,
    status,
    description: result.mutant.level === 'use-site' ? `at ${result.mutant.site}` : 'wherever it is used',
    ...(statusReason && { statusReason }),
  });
  const mutants = [
    ...sorted.counted.map((result) =>
      result.verdict.status === 'killed'
        ? reported(result, 'Killed', `${result.verdict.by}: ${result.verdict.title}`)
        : reported(result, 'Survived', ''),
    ),
    ...sorted.equivalent.map((result) => reported(result, 'Ignored', result.reason)),
    ...sorted.stillborn.map((result) =>
      reported(result, 'CompileError', result.verdict.status === 'stillborn' ? result.verdict.reason : ''),
    ),
  ];
  return {
    schemaVersion: '2',
    thresholds: { high: 100, low: 99 },
    files: { [name]: { language: 'yaml', source: source.text, mutants } },
  };
}
