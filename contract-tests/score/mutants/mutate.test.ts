import { describe, expect, test } from '@jest/globals';
import { valueAtPointer } from '../../../src/json.js';
import type { Mutant } from '../../../src/score/mutants/mutant.js';
import { mutantsOf, mutate } from '../../../src/score/mutants/mutate.js';
import { SPECIFICATION } from '../../support/specification.js';
import { SMALL } from './small-document.js';

const AT_ID = '/components/schemas/Thing/properties/id/minimum';

function dropsOfMinimum(level: Mutant['level']): Mutant[] {
  return mutate(SMALL.document)
    .flatMap(mutantsOf)
    .filter((mutant) => mutant.operator === 'BOUND-DROP' && mutant.pointer === AT_ID && mutant.level === level);
}

describe('a shared schema', () => {
  test('is changed for everyone once', () => {
    const [only, ...others] = dropsOfMinimum('component').map(({ apply }) => apply(SMALL.document));
    expect(others).toEqual([]);
    expect(valueAtPointer(only ?? {}, '/components/schemas/Thing/properties/id')).toEqual({ type: 'integer' });
  });

  test('is changed for each use alone, which then refers to nothing any more', () => {
    const sites = dropsOfMinimum('use-site').map(({ site, touches, apply }) => {
      const changed = apply(SMALL.document);
      const schema = (method: string) =>
        valueAtPointer(changed, `/paths/~1things/${method}/responses/200/content/application~1json/schema`);
      return [site.split('/')[3], touches[0]?.operationId, schema('get'), schema('delete')];
    });
    const shared = { $ref: '#/components/schemas/Thing' };
    const alone = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
    expect(sites).toEqual([
      ['get', 'listThings', alone, shared],
      ['delete', 'deleteThings', shared, alone],
    ]);
  });
});

test('mutants of a document are the same ones each time, and leave it as it is', () => {
  const before = structuredClone(SPECIFICATION.document);
  const groups = mutate(SPECIFICATION.document);
  const ids = groups.flatMap(mutantsOf).map(({ id }) => id);
  for (const { component } of groups) component.apply(SPECIFICATION.document);
  expect(SPECIFICATION.document).toEqual(before);
  expect(new Set(ids).size).toBe(ids.length);
  expect(
    mutate(SPECIFICATION.document)
      .flatMap(mutantsOf)
      .map(({ id }) => id),
  ).toEqual(ids);
});
