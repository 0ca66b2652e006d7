import { describe, expect, test } from '@jest/globals';
import { type OperationId, operations, specification } from '../../generated/operations.js';
import { bigcommerceContract } from '../../src/contract/index.js';
import { checkRecording } from '../commands/recordings/check-recording.js';
import { deriveRecordings } from './derived-recordings.js';
import { readRecordings } from './recordings.js';

const { responses } = bigcommerceContract;
const stored = await readRecordings();
const recordings = [...stored, ...(await deriveRecordings(stored))];

describe('a recorded call', () => {
  test.each(recordings.map((named) => [named.name, named.recording.title, named] as const))(
    '%s: %s',
    async (name, _, named) => {
      expect(await checkRecording(named)).toEqual({
        name,
        operationId: named.operationId,
        statuses: expect.any(Array),
        requestProblems: [],
        responseProblems: [],
        outcomeProblems: [],
      });
    },
  );
});

describe('there is a recording', () => {
  /** Statuses and media types of the answers recorded for an operation. A status that has no entry of its own is `default`. */
  const recordedFor = (operationId: OperationId) => {
    const exchanges = recordings
      .filter((one) => one.operationId === operationId)
      .flatMap(({ recording }) => recording.exchanges);
    return {
      statuses: exchanges.map(({ status }) =>
        Object.hasOwn(responses[operationId] ?? {}, status) ? String(status) : 'default',
      ),
      mediaTypes: exchanges.map(({ rawHeaders }) => rawHeaders['Content-Type']),
    };
  };

  test.each(Object.keys(operations) as OperationId[])('for every status and every media type of %s', (operationId) => {
    const { statuses, mediaTypes } = recordedFor(operationId);
    const answers = responses[operationId] ?? {};
    expect(new Set(statuses)).toEqual(new Set(Object.keys(answers)));
    const documented = Object.values(answers).flatMap(({ content }) => Object.keys(content));
    expect(new Set(mediaTypes.filter(Boolean))).toEqual(new Set(documented));
  });
});

describe('every stored recording', () => {
  test.each(stored.map(({ name, recording }) => [name, recording] as const))(
    '%s says where its shape comes from, when it was written and for which specification',
    (_, { provenance }) => {
      expect(['observed', 'documented', 'own']).toContain(provenance.kind);
      expect(provenance.note).toMatch(/^[A-Z0-9].{20,}\.$/);
      expect(provenance.written).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(provenance.specification).toBe(specification.version);
    },
  );
});
