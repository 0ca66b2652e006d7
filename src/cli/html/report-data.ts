import type { Violation } from '../../contract/index.js';
import type { CheckedExchange, Problem, StaleRecording, Unchecked } from '../contract-check/report.js';

/** What a report is made of. */
export interface ReportData {
  readonly exchanges: readonly CheckedExchange[];
  /** What could not be read. */
  readonly problems?: readonly Problem[];
  /** Recordings that are out of date. */
  readonly stale?: readonly StaleRecording[];
  /** What of the document is not looked at. */
  readonly unchecked?: readonly Unchecked[] | undefined;
  /** Every operation of the contract, in its order. */
  readonly operationIds: readonly string[];
  /** Scores that other commands have written, such as those of the mutants, by name. */
  readonly scores?: Readonly<Record<string, string>>;
  /** The lines of the OpenAPI document around a rule. `undefined` where it is not known where the rule stands. */
  excerptOf?(violation: Violation): Excerpt | undefined;
}

/** Some lines of a document, of which one is meant. */
export interface Excerpt {
  /** The number of the first line. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** The number of the line that is meant. */
  readonly line: number;
}
