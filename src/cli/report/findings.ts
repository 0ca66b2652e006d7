import type { SpecProblem, Violation } from '../../contract/index.js';
import type { SkipReason } from '../input/entry.js';
import type { Staleness } from '../input/freshness.js';

/** An exchange that was checked. Holds no credentials. */
export interface CheckedExchange {
  /** The file, as it was named or found below a folder that was. */
  readonly source: string;
  /** Position in the file, from 0. */
  readonly index: number;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** `null` where no operation was recognised. */
  readonly operationId: string | null;
  readonly violations: readonly Violation[];
}

/** A recording that is out of date, and why. */
export interface StaleRecording extends Staleness {
  /** The file. It can be stale for several reasons, and is listed with each. */
  readonly source: string;
}

/** Exactly what `--format json` writes. */
export interface Report {
  readonly summary: {
    /** Exchanges that were checked. */
    readonly exchanges: number;
    readonly conforming: number;
    /** Violations in all of them. */
    readonly violations: number;
    /** Exchanges that say nothing about this API: of another one, without an answer, for CORS only, not modified. */
    readonly skipped: number;
    /** Recordings that are out of date. Only there when some are. */
    readonly stale?: number;
  };
  readonly exchanges: readonly CheckedExchange[];
  /** Only there when some are. */
  readonly stale?: readonly StaleRecording[];
  /** What could not be read, or held nothing to check. Only there when something is. */
  readonly problems?: readonly Problem[];
  /** What of another document than that of this package is not looked at. Only there when something is. */
  readonly unchecked?: readonly Unchecked[];
}

/** A part of a document that is not looked at, by a JSON pointer, and why. */
export type Unchecked = Pick<SpecProblem, 'file' | 'line' | 'pointer' | 'reason'>;

/** A file that could not be read, or one exchange of it, or a path where there was nothing to check. */
export interface Problem {
  readonly source: string;
  readonly reason: string;
  readonly isEmpty?: true;
}

/** All that a run of the command found out. */
export interface Findings {
  readonly exchanges: readonly CheckedExchange[];
  readonly problems: readonly Problem[];
  readonly stale: readonly StaleRecording[];
  readonly skipped: readonly SkipReason[];
  /** Files in which no request has credentials, though the document demands some. */
  readonly stripped: readonly string[];
}

/** How a report is to look, and what it shows besides what was found. */
export interface Style {
  readonly colours: boolean;
  /** The text of the OpenAPI document, where there is one to quote from. */
  readonly document?: string | undefined;
  /** Scores that other commands have written, by name. */
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

/** How many recordings are out of date, for however many reasons. */
function staleRecordings(stale: readonly StaleRecording[]): number {
  return new Set(stale.map(({ source }) => source)).size;
}
