import type { SpecProblem } from '#contract';
import type { Violation } from '#errors';
import type { SkipReason } from '../input/entry.js';
import type { Staleness } from '../input/freshness.js';

/** An exchange that was checked, without credentials. */
export interface CheckedExchange {
  /** The path of the file, as it was given or found in a given folder. */
  readonly source: string;
  /** Position in the file, from 0. */
  readonly index: number;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** `null` if no operation matches. */
  readonly operationId: string | null;
  readonly violations: readonly Violation[];
}

/** A stale recording, and one reason for it. */
export interface StaleRecording extends Staleness {
  /** The path of the file, which is listed once for each reason. */
  readonly source: string;
}

/** The output of `--format json`. */
export interface Report {
  readonly summary: {
    /** Exchanges that were checked. */
    readonly exchanges: number;
    readonly conforming: number;
    readonly violations: number;
    /** Exchanges with another API, without a response, for CORS only, or not modified. */
    readonly skipped: number;
    /** Stale recordings. Missing if there are none. */
    readonly stale?: number;
  };
  readonly exchanges: readonly CheckedExchange[];
  /** Missing if there are none. */
  readonly stale?: readonly StaleRecording[];
  /** What could not be read, or had nothing to check. Missing if there is nothing. */
  readonly problems?: readonly Problem[];
  /** Parts of the document of `--spec` that are not checked. Missing if there are none. */
  readonly unchecked?: readonly Unchecked[];
}

/** A part of a document that is not checked, and why. */
export type Unchecked = Pick<SpecProblem, 'file' | 'line' | 'pointer' | 'reason'>;

/** A file or an exchange that could not be read, or a path without anything to check. */
export interface Problem {
  readonly source: string;
  readonly reason: string;
  readonly isEmpty?: true;
}

/** Everything that a run of the command has found. */
export interface Findings {
  readonly exchanges: readonly CheckedExchange[];
  readonly problems: readonly Problem[];
  readonly stale: readonly StaleRecording[];
  readonly skipped: readonly SkipReason[];
  /** Files in which no request has credentials, although the document requires some. */
  readonly stripped: readonly string[];
}

/** How a report looks, and what it shows besides the findings. */
export interface Style {
  readonly colours: boolean;
  /** The text of the OpenAPI document, for excerpts. */
  readonly document?: string | undefined;
  /** Scores of other commands, by name. */
  readonly scores?: Readonly<Record<string, string>>;
}

export function reportOf(
  { exchanges, problems, stale, skipped }: Findings,
  unchecked: readonly Unchecked[] = [],
): Report {
  return {
    summary: {
      exchanges: exchanges.length,
      conforming: exchanges.filter(({ violations }) => violations.length === 0).length,
      violations: exchanges.reduce((sum, { violations }) => sum + violations.length, 0),
      skipped: skipped.length,
      ...(stale.length > 0 && { stale: staleRecordings(stale) }),
    },
    exchanges,
    ...(stale.length > 0 && { stale }),
    ...(problems.length > 0 && { problems: problems.map(({ source, reason }) => ({ source, reason })) }),
    ...(unchecked.length > 0 && { unchecked }),
  };
}

/** The number of recordings that are stale for at least one reason. */
function staleRecordings(stale: readonly StaleRecording[]): number {
  return new Set(stale.map(({ source }) => source)).size;
}
