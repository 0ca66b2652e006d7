import type { Contract } from '../../../src/contract/index.js';
import type { RecordingResult } from './check-recording.js';

/**
 * Names the declared statuses of each operation that no recording shows, stored or derived.
 *
 * @param results What was found when the recorded calls were made again.
 */
export function missingRecordings(
  results: readonly Pick<RecordingResult, 'operationId' | 'statuses'>[],
  { responses }: Pick<Contract, 'responses'>,
): string[] {
  return Object.entries(responses).flatMap(([operationId, declared]) => {
    const own = results.filter((result) => result.operationId === operationId);
    const shown = new Set(own.flatMap(({ statuses }) => statuses.map((status) => entryFor(status, declared))));
    const missing = Object.keys(declared).filter((status) => !shown.has(status));
    if (missing.length === 0) return [];
    const why = own.length === 0 ? 'none of its calls is recorded' : 'no call that is recorded gets such a response';
    return [
      `${operationId}: no recording shows ${missing.join(', ')}: ${why}. Add ${operationId}/${missing[0]}-….json to the ` +
        'recordings, or an example of the response to the document.',
    ];
  });
}

/** What a response is listed under. A status that has no entry of its own is `default`. */
function entryFor(status: number, declared: object): string {
  return Object.hasOwn(declared, status) ? String(status) : 'default';
}
