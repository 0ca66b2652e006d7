import { isObject, valueAt } from '../../json.js';

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
