import type { SpecSource } from '../../../scripts/spec/source.js';
import { compareDocuments } from '../../../src/diff/compare.js';
import type { Difference } from '../../../src/diff/difference.js';
import type { Tendency } from '../../../src/diff/tendency.js';
import type { JsonObject } from '../../../src/json.js';
import { partOfDocument } from '../../../src/score/mutants/judge.js';
import type { Mutant } from '../../../src/score/mutants/mutant.js';
import type { Verdict } from './judge.js';

/** Compares a document with a mutant of it, as far as they can differ. */
export function createDifferencesOf(source: SpecSource): (mutant: Mutant) => Difference[] {
  const compare = (old: JsonObject, now: JsonObject) =>
    compareDocuments({ ...source, document: old }, { ...source, document: now });
  return (mutant) => {
    const changed = mutant.apply(source.document);
    const parts = [source.document, changed].map((document) => partOfDocument(document, mutant.touches));
    const [old, now] = parts;
    // What is renamed has no part in the changed document.
    const isPart = old && now && old !== source.document && now !== changed;
    return isPart ? compare(old, now) : compare(source.document, changed);
  };
}

/**
 * Says what is wrong with how a mutant is reported; `undefined` if nothing is. Evidence shows the direction: an exchange that
 * the document accepts and the mutant rejects shows that the mutant is stricter, and one that it begins to accept that it is
 * looser.
 */
export function createDirectionCheck(source: SpecSource): (mutant: Mutant, verdict: Verdict) => string | undefined {
  const differencesOf = createDifferencesOf(source);
  return (mutant, verdict) => {
    if (verdict.status !== 'killed') return undefined;
    const differences = differencesOf(mutant);
    if (differences.length === 0) return 'no difference is found';
    const { half } = verdict;
    if (half === undefined) return undefined;
    const shown: Tendency = verdict.by === 'counterexample' ? 'looser' : 'stricter';
    const isTold = differences.some(
      ({ side, tendency }) => side === half && [shown, 'contradictory'].includes(tendency),
    );
    if (isTold) return undefined;
    const told = [...new Set(differences.map(({ side, tendency }) => `${side} ${tendency}`))].join(', ');
    return `is ${told}, but a ${half} shows that it is ${shown}: ${verdict.title}`;
  };
}
