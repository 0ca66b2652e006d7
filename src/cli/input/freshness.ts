import { type Contract, operationFingerprint, operationIdOf, type WireRequest } from '#contract';
import { isObject, valueAt } from '../../json.js';

export interface AgeLimit {
  readonly now: Date;
  /** `undefined` for any age. */
  readonly maxAgeDays?: number | undefined;
}

/** Why a recording is no longer reliable. */
export interface Staleness {
  /** The specification of an operation has changed or is gone, or the recording is too old or has no date. */
  readonly reason: 'changed' | 'removed' | 'old' | 'undated';
  /** The operation that changed or was removed. */
  readonly operationId?: string;
  /** Completes the sentence "The recording is stale:". */
  readonly message: string;
}

/** All reasons why a recording is stale; none if it is fresh, or has nothing to tell by. */
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
  if (written === undefined) return [{ reason: 'undated', message: 'it does not say when it was recorded' }];
  const days = Math.floor((now.getTime() - Date.parse(written)) / MILLISECONDS_PER_DAY);
  if (days <= maxAgeDays) return [];
  return [{ reason: 'old', message: `it is ${days} day${days === 1 ? '' : 's'} old, and --max-age is ${maxAgeDays}` }];
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** When and against which contract a recording of this package was made. */
export interface Provenance {
  /** The day, such as `2026-11-21`; `undefined` if it is missing. */
  readonly written: string | undefined;
  /** The fingerprint of each operation in the contract of that day. */
  readonly fingerprints: readonly (readonly [operationId: string, fingerprint: string])[];
}

/** `undefined` for a file that is not a recording of this package. */
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

/** The fingerprints of the operations that requests call, for the `provenance.contract` of a recording. */
export function stampOf(requests: readonly WireRequest[], contract: Contract): Readonly<Record<string, string>> {
  const called = requests.flatMap((request) => operationIdOf(request, contract) ?? []);
  return Object.fromEntries(
    [...new Set(called)].sort().map((operationId) => [operationId, operationFingerprint(contract, operationId) ?? '']),
  );
}
