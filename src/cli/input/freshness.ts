import { type Contract, operationFingerprint, operationIdOf, type WireRequest } from '../../contract/index.js';
import { isObject, valueAt } from '../../json.js';

/** How old recordings may be. */
export interface AgeLimit {
  readonly now: Date;
  /** Without it, any age will do. */
  readonly maxAgeDays?: number | undefined;
}

/** Why a recording says nothing reliable about the API any more. */
export interface Staleness {
  readonly reason: /** The specification says something else about an operation now, */
    | 'changed'
    /** or does not have it any more. */
    | 'removed'
    /** It is older than allowed, */
    | 'old'
    /** or does not tell how old it is. */
    | 'undated';
  /** The operation that changed or was removed. */
  readonly operationId?: string;
  /** Completes the sentence "The recording is stale:". */
  readonly message: string;
}

/** All reasons why a recording is stale; none where it is fresh, or carries nothing that could tell. */
export function stalenessOf(provenance: Provenance, contract: Contract, limit: AgeLimit): Staleness[] {
  const changes = provenance.fingerprints.flatMap(([operationId, fingerprint]) =>
    changeOf(operationId, fingerprint, operationFingerprint(contract, operationId)),
  );
  return [...changes, ...ageOf(provenance, limit)];
}

function changeOf(operationId: string, recorded: string, current: string | undefined): Staleness[] {
  if (current === recorded) return [];
  return current === undefined
    ? [{ reason: 'removed', operationId, message: `${operationId} is not in the specification` }]
    : [
        {
          reason: 'changed',
          operationId,
          message: `${operationId} changed in the specification since it was recorded`,
        },
      ];
}

function ageOf({ written }: Provenance, { now, maxAgeDays }: AgeLimit): Staleness[] {
  if (maxAgeDays === undefined) return [];
  if (written === undefined) return [{ reason: 'undated', message: 'it does not tell on which day it was recorded' }];
  const days = Math.floor((now.getTime() - Date.parse(written)) / MILLISECONDS_PER_DAY);
  if (days <= maxAgeDays) return [];
  return [{ reason: 'old', message: `it is ${days} day${days === 1 ? '' : 's'} old, and --max-age is ${maxAgeDays}` }];
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** What a recording of this package tells about itself. */
export interface Provenance {
  /** The day it was made, `2026-11-21`; `undefined` where it does not say. */
  readonly written: string | undefined;
  /** The fingerprint, by operationId, of what the contract said about each operation when it was made. */
  readonly fingerprints: readonly (readonly [operationId: string, fingerprint: string])[];
}

/** What a file tells about itself; `undefined` when it is no recording of this package. */
export function readProvenance(file: unknown): Provenance | undefined {
  if (!Array.isArray(valueAt(file, 'exchanges'))) return undefined;
  const written = valueAt(file, 'provenance', 'written');
  const fingerprints = valueAt(file, 'provenance', 'contract');
  const pairs: [string, unknown][] = isObject(fingerprints) ? Object.entries(fingerprints) : [];
  return {
    written: isDay(written) ? written : undefined,
    fingerprints: pairs.map(([operationId, fingerprint]) => [operationId, String(fingerprint)]),
  };
}

function isDay(text: unknown): text is string {
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** The fingerprint of every operation that requests call, by operationId: what `provenance.contract` of a recording is. */
export function stampOf(requests: readonly WireRequest[], contract: Contract): Readonly<Record<string, string>> {
  const called = requests.flatMap((request) => operationIdOf(request, contract) ?? []);
  return Object.fromEntries(
    [...new Set(called)].sort().map((operationId) => [operationId, operationFingerprint(contract, operationId) ?? '']),
  );
}
