import { describe, expect, test } from '@jest/globals';
import { readProvenance, stalenessOf } from '../../../src/cli/input/freshness.js';
import { operationFingerprint } from '../../../src/contract/fingerprint.js';
import { bigcommerceContract } from '../../../src/contract/index.js';
import type { JsonObject } from '../../../src/json.js';
import { readRecordings } from '../../evidence/recordings.js';
import { ORIGIN } from '../../support/server.js';
import { SPECIFICATION } from '../../support/specification.js';
import { stamped } from './stamp.js';

const recordings = await readRecordings();
/** The same as if they had been made with the document as it is. */
const fresh = recordings.map(({ name, operationId, recording }) => {
  const contract = { [operationId]: operationFingerprint(bigcommerceContract, operationId) ?? '' };
  return { name, operationId, recording: { ...recording, provenance: { ...recording.provenance, contract } } };
});
const NOW = { now: new Date() };

/** What is said of every recording that is stale, by name, when the document is another. */
function staleAfter(change: (document: JsonObject) => void, all: typeof recordings = fresh) {
  const document = structuredClone(SPECIFICATION.document);
  change(document);
  const contract = { ...bigcommerceContract, document };
  return all.flatMap(({ name, recording }) => {
    const provenance = readProvenance(recording);
    return provenance ? stalenessOf(provenance, contract, NOW).map((staleness) => ({ name, ...staleness })) : [];
  });
}

/** The operation with an id. */
function operationIn(document: JsonObject, operationId: string): object {
  const paths = Object.values(Object(document['paths'])).flatMap((item) => Object.values(Object(item)));
  return Object(paths.find((operation) => Object(operation).operationId === operationId));
}

describe('every recording', () => {
  test('was made, or looked at again, with the document as it is: else npm run recordings:stamp', () => {
    expect(staleAfter(() => {}, recordings).map(({ name }) => name)).toEqual([]);
    for (const { operationId, recording } of recordings)
      expect(Object.keys(recording.provenance.contract)).toEqual([operationId]);
  });

  test.each(Object.keys(bigcommerceContract.operations))(
    'of %s, and no other, is stale when that changes',
    (changed) => {
      const stale = staleAfter((document) => {
        const operation = operationIn(document, changed);
        const declared: readonly unknown[] = Reflect.get(operation, 'parameters') ?? [];
        Object.assign(operation, { parameters: [...declared, { name: 'x', in: 'query', schema: { maxLength: 1 } }] });
      });
      const ofOperation = recordings.filter(({ operationId }) => operationId === changed);
      expect(stale.map(({ name }) => name)).toEqual(ofOperation.map(({ name }) => name));
      for (const { reason, operationId } of stale) expect([reason, operationId]).toEqual(['changed', changed]);
    },
  );

  test('stays fresh when only words change', () => {
    for (const operationId of Object.keys(bigcommerceContract.operations))
      expect(
        staleAfter((document) => Object.assign(operationIn(document, operationId), { description: 'Other words.' })),
      ).toEqual([]);
  });
});

describe('npm run recordings:stamp', () => {
  const recording = (exchange: object = {}) => `{
  "title": "Deleted",
  "provenance": {
    "written": "2026-11-21",
    "specification": "1.0.0"
  },
  "exchanges": [${JSON.stringify({
    scope: ORIGIN,
    method: 'DELETE',
    path: '/stores/abc123example/v3/customers?id:in=7011',
    status: 204,
    rawHeaders: {},
    ...exchange,
  })}]
}
`;

  test('writes the fingerprint of each operation, and leaves all else as it was', () => {
    const text = stamped(recording(), bigcommerceContract);
    const line = /,\n {4}"contract": \{ "deleteCustomers": "[0-9a-f]{16}" \}/;
    expect(text).toMatch(line);
    expect(String(text).replace(line, '')).toBe(recording());
    expect(stamped(String(text), bigcommerceContract)).toBe(text);
    expect(stamped(String(text).replace(/"[0-9a-f]{16}"/, '"0"'), bigcommerceContract)).toBe(text);
  });

  test.each<[string, string, string]>([
    ['that does not conform', recording({ path: '/stores/abc123example/v3/customers?id:in=x' }), '(type)'],
    ['of which an exchange cannot be read', recording({ method: 1 }), 'method is not a string'],
    ['without the version of the document', recording().replace('"specification"', '"version"'), 'version'],
  ])('refuses a recording %s', (_, text, problem) => {
    expect(stamped(text, bigcommerceContract)).toEqual({ problems: [expect.stringContaining(problem)] });
  });
});
