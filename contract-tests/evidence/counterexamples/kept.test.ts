import { describe, expect, test } from '@jest/globals';
import { SPECIFICATION } from '../../support/specification.js';
import { deriveCounterexamples } from './derive.js';
import { keptOperations, readKept, selectToKeep, verdictOn } from './kept.js';

const derived = deriveCounterexamples(SPECIFICATION);

test('counterexamples of every operation are kept', async () => {
  await expect(keptOperations()).resolves.toEqual(derived.map(([operationId]) => operationId).sort());
});

/** When a change of the document is meant: `npm run counterexamples`, and look at the lines that are gone. */
describe.each(derived)('%s', (operationId, _, counterexamples) => {
  test('rejects what it rejected before, for the same reason and no other', async () => {
    const kept = await readKept(operationId);
    const changed = kept
      .map((counterexample) => ({ counterexample, found: verdictOn(counterexample, operationId) }))
      .filter(({ counterexample: { violation }, found }) => {
        const [only, ...others] = found.map(({ location, pointer, keyword }) => ({ location, pointer, keyword }));
        return others.length > 0 || JSON.stringify(only) !== JSON.stringify(violation);
      })
      .map(({ counterexample: { title }, found }) => ({ title, found: found.map(({ message }) => message) }));
    expect(changed).toEqual([]);
  });

  test('has something kept for every constraint that it has now', async () => {
    const kept = new Set((await readKept(operationId)).map(({ constraint }) => constraint));
    const wanted = new Set(selectToKeep(counterexamples).map(({ constraint }) => constraint));
    expect([...wanted].filter((constraint) => !kept.has(constraint))).toEqual([]);
  });
});
