import { expect, test } from '@jest/globals';
import type { ClientQueryParameter } from '../../generated/descriptor.js';
import { serializePath, serializeQuery } from '../../generated/serialize.js';
import { splitIntoChunks } from '../../src/bulk/chunks.js';
import { ID_PARAMETER, idLimits } from '../../src/resources/id-limits.js';

const IDS = Array.from({ length: 300 }, (_, index) => 7 ** (index % 12) + index);
const PATH = '/shelves/{shelfId}/books';
const SHELF = 'north-wall';

test.each<[string, Omit<ClientQueryParameter, 'name'>]>([
  ['separated by commas', { explode: false }],
  ['with the name before each', { explode: true }],
  ['as OpenAPI has it where nothing is said', {}],
  ['separated by encoded spaces', { explode: false, style: 'spaceDelimited' }],
  ['separated by bars', { explode: false, style: 'pipeDelimited' }],
])('ids that are written %s fill a URL, and none is too long', (_, form) => {
  const query = [{ ...form, name: ID_PARAMETER }];
  for (let maxUrlLength = 110; maxUrlLength < 150; maxUrlLength += 1) {
    const urlOf = (ids: readonly number[]) =>
      `https://api.example/v3${serializePath(PATH, { shelfId: SHELF })}?${serializeQuery(query, { [ID_PARAMETER]: ids })}`;
    const limits = idLimits<number>(
      { path: PATH, parameters: { query } },
      { serverUrl: 'https://api.example/v3', maxUrlLength },
      [SHELF],
    );
    const chunks = splitIntoChunks(
      IDS.map((item, index) => ({ item, index })),
      limits,
    ).map((chunk) => chunk.map(({ item }) => item));
    expect(chunks.flat()).toEqual(IDS);
    for (const [index, ids] of chunks.entries()) {
      expect(urlOf(ids).length).toBeLessThanOrEqual(maxUrlLength);
      const [next] = chunks[index + 1] ?? [];
      if (next !== undefined) expect(urlOf([...ids, next]).length).toBeGreaterThan(maxUrlLength);
    }
  }
});

test('a request has no more ids than the document allows', () => {
  const query = [{ name: ID_PARAMETER, explode: false, limits: { maxItems: 12 } }];
  const limits = idLimits<number>(
    { path: PATH, parameters: { query } },
    { serverUrl: 'https://api.example', maxUrlLength: 900 },
    [],
  );
  expect(
    splitIntoChunks(
      IDS.slice(0, 30).map((item, index) => ({ item, index })),
      limits,
    ).map(({ length }) => length),
  ).toEqual([12, 12, 6]);
});
