import { describe, expect, test } from '@jest/globals';
import { type OperationId, operations, specification } from '../../generated/operations.js';
import { responses } from '../../generated/responses.js';
import { checkExchange } from '../../src/contract/index.js';
import { readRecordings } from '../support/recording.js';
import { replay } from '../support/replay.js';

const recordings = await readRecordings();

describe('a recorded call', () => {
  test.each(recordings.map(({ name, recording }) => [name, recording.title, recording] as const))(
    '%s: %s',
    async (_, __, recording) => {
      const { outcome, exchanges } = await replay(recording);
      // What the client sends, byte for byte, and what it makes of the answer.
      expect(exchanges.map(({ request }) => request.url)).toEqual(
        recording.exchanges.map(({ scope, path }) => scope + path),
      );
      expect(outcome).toMatchObject(recording.outcome);
      if ('returns' in recording.outcome) expect(outcome).toEqual(recording.outcome);
      for (const exchange of exchanges) expect(checkExchange(exchange)).toEqual([]);
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
        Object.hasOwn(responses[operationId], status) ? String(status) : 'default',
      ),
      mediaTypes: exchanges.map(({ rawHeaders }) => rawHeaders['Content-Type']),
    };
  };

  test.each(Object.values(operations).map(({ operationId }) => operationId))(
    'for every status and every media type of %s',
    (operationId) => {
      const { statuses, mediaTypes } = recordedFor(operationId);
      const answers = responses[operationId];
      expect(new Set(statuses)).toEqual(new Set(Object.keys(answers)));
      const documented = Object.values(answers).flatMap(({ content }) => Object.keys(content));
      expect(new Set(mediaTypes.filter(Boolean))).toEqual(new Set(documented));
    },
  );
});

describe('every recording', () => {
  test.each(recordings.map(({ name, recording }) => [name, recording] as const))(
    '%s says where its shape comes from, when it was written and for which specification',
    (_, { provenance }) => {
      expect(['observed', 'documented', 'own']).toContain(provenance.kind);
      expect(provenance.note).toMatch(/^[A-Z0-9].{20,}\.$/);
      expect(provenance.written).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(provenance.specification).toBe(specification.version);
    },
  );
});
