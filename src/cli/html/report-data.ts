import type { Violation } from '../../errors/contract-violation-error.js';

/** What a report shows of one exchange. */
export interface ReportedExchange {
  /** The file that it comes from. */
  readonly source: string;
  /** Its position in the file, from 0. */
  readonly index: number;
  readonly method: string;
  readonly url: string;
  readonly status: number | undefined;
  readonly operationId: string | undefined;
  readonly violations: readonly Violation[];
}

/** What a report is made of. */
export interface ReportData {
  readonly exchanges: readonly ReportedExchange[];
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
