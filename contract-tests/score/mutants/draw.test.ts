import { expect, test } from '@jest/globals';
import { drawn } from '../../../src/score/mutants/draw.js';
import type { Mutant } from '../../../src/score/mutants/mutant.js';

const mutants = Array.from(
  { length: 50 },
  (_, index): Mutant => ({
    id: `BOUND-UP /paths/${index}`,
    operator: 'BOUND-UP',
    level: 'component',
    pointer: '',
    site: '',
    replacement: '',
    touches: [],
    inlinings: [],
    apply: (document) => document,
  }),
);

test.each([
  ['as many as are asked for', 10, Infinity, 10],
  ['as many as can be judged with so much work', 50, 70, 7],
  ['at least one', 50, 1, 1],
  ['all, if that is not too many', 50, Infinity, 50],
])('of many mutants are drawn %s, the same ones each time, in their order', (_, most, work, count) => {
  const draw = (limits: Parameters<typeof drawn>[1]) => drawn(mutants, limits, () => 10).map(({ id }) => id);
  const ids = draw({ mutants: most, work });
  expect(ids).toHaveLength(count);
  expect(ids).toEqual(mutants.map(({ id }) => id).filter((id) => ids.includes(id)));
  // With more work, more are added to the same ones.
  expect(draw({ mutants: most, work: work + 100 })).toEqual(expect.arrayContaining(ids));
});
