import type { Violation } from '../../contract/index.js';

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
  };
  readonly exchanges: readonly CheckedExchange[];
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
  readonly otherHosts: number;
  readonly unanswered: number;
}

export function reportOf({ exchanges, otherHosts, unanswered }: Findings): Report {
  return {
    summary: {
      exchanges: exchanges.length,
      conforming: exchanges.filter(({ violations }) => violations.length === 0).length,
      violations: exchanges.reduce((sum, { violations }) => sum + violations.length, 0),
      skipped: otherHosts + unanswered,
    },
    exchanges,
  };
}
