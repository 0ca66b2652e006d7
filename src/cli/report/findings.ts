import type { SpecProblem } from '#contract';
import type { Violation } from '#errors';
import type { SkipReason, UnseenBody } from '../input/entry.js';
import type { Staleness } from '../input/freshness.js';
import type { Gaps } from './looked-at.js';

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
  /** Bodies that the file does not hold. Missing if there are none. */
  readonly unseen?: readonly UnseenBody[];
  /** Parts of which nothing, or not all, was checked. Not in the output of `--format json`. */
  readonly gaps?: Gaps;
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
    /** Exchanges of which everything was seen and nothing breaks the contract. */
    readonly conforming: number;
    readonly violations: number;
    /** Bodies that the files do not hold. Missing if there are none. */
    readonly unseen?: number;
    /** Exchanges with another API, without a response, for CORS only, or not modified. */
    readonly skipped: number;
    /** Stale recordings. Missing if there are none. */
    readonly stale?: number;
    /** Parts of the document of `--spec` that are not checked. Missing if there are none. */
    readonly unchecked?: number;
  };
  readonly exchanges: readonly Omit<CheckedExchange, 'gaps'>[];
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
  /** When the report is made. */
  readonly date?: Date | undefined;
  /** Whether a body that was not seen is a failure. */
  readonly failsOnUnseen?: boolean | undefined;
  /** Whether a part of the document that is not checked is a failure. */
  readonly failsOnUnchecked?: boolean | undefined;
}

export function reportOf(
  { exchanges, problems, stale, skipped }: Findings,
  unchecked: readonly Unchecked[] = [],
): Report {
  const unseen = unseenIn(exchanges).length;
  return {
    summary: {
      exchanges: exchanges.length,
      conforming: exchanges.filter(({ violations, unseen = [] }) => violations.length + unseen.length === 0).length,
      violations: exchanges.reduce((sum, { violations }) => sum + violations.length, 0),
      ...(unseen > 0 && { unseen }),
      skipped: skipped.length,
      ...(stale.length > 0 && { stale: staleRecordings(stale) }),
      ...(unchecked.length > 0 && { unchecked: unchecked.length }),
    },
    exchanges: exchanges.map(({ gaps, ...exchange }) => exchange),
    ...(stale.length > 0 && { stale }),
    ...(problems.length > 0 && { problems: problems.map(({ source, reason }) => ({ source, reason })) }),
    ...(unchecked.length > 0 && { unchecked }),
  };
}

/** Every body that a file does not hold, with its exchange. */
export function unseenIn(exchanges: readonly CheckedExchange[]): { exchange: CheckedExchange; body: UnseenBody }[] {
  return exchanges.flatMap((exchange) => (exchange.unseen ?? []).map((body) => ({ exchange, body })));
}

/** What is said about a body that was not seen. */
export function unseenSentence({ location, reason }: UnseenBody): string {
  return `the ${location.replace('.', ' ')} was not seen: it is ${reason}`;
}

/** Where a part of a document that is not checked is written, as an editor opens it. */
export function placeOfUnchecked({ file, line }: Unchecked): string {
  return `${file}:${line}`;
}

/** The number of recordings that are stale for at least one reason. */
function staleRecordings(stale: readonly StaleRecording[]): number {
  return new Set(stale.map(({ source }) => source)).size;
}
