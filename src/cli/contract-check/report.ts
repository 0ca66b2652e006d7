import type { Violation } from '../../contract/index.js';
import type { Staleness } from '../freshness/staleness.js';

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
    /** Exchanges that are not of this API, or got no answer. */
    readonly skipped: number;
    /** Recordings that are out of date. Only there when some are. */
    readonly stale?: number;
  };
  readonly exchanges: readonly CheckedExchange[];
  /** Only there when some are. */
  readonly stale?: readonly StaleRecording[];
}

/** A file that could not be read, or one exchange of it. */
export interface Problem {
  readonly source: string;
  readonly reason: string;
}

/** All that a run of the command found out. */
export interface Findings {
  readonly exchanges: readonly CheckedExchange[];
  readonly problems: readonly Problem[];
  readonly stale: readonly StaleRecording[];
  readonly otherHosts: number;
  readonly unanswered: number;
}

export function reportOf({ exchanges, stale, otherHosts, unanswered }: Findings): Report {
  return {
    summary: {
      exchanges: exchanges.length,
      conforming: exchanges.filter(({ violations }) => violations.length === 0).length,
      violations: exchanges.reduce((sum, { violations }) => sum + violations.length, 0),
      skipped: otherHosts + unanswered,
      ...(stale.length > 0 && { stale: staleRecordings(stale) }),
    },
    exchanges,
    ...(stale.length > 0 && { stale }),
  };
}

/** How many recordings are out of date, for however many reasons. */
function staleRecordings(stale: readonly StaleRecording[]): number {
  return new Set(stale.map(({ source }) => source)).size;
}
