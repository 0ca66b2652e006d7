import type { SpecSource } from '../spec/source.js';
import type { Evidence } from './evidence.js';
import { createGate } from './gate.js';
import { createJudge, type Verdict } from './judge.js';
import type { Mutant } from './mutant.js';
import { type MutantGroup, mutate } from './mutate.js';

/** A mutant and what became of it. */
export interface Result {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

/** What became of the mutants of a document, by id. */
export type Verdicts = readonly (readonly [id: string, verdict: Verdict])[];

/** A part of all groups of mutants, so that several processes can share the work. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

/** Judges a share of the mutants of a document, those of one group after the other. */
export async function survey(source: SpecSource, evidence: readonly Evidence[], share: Share): Promise<Verdicts> {
  const judge = createJudge(source, evidence);
  const gate = createGate(source);
  const verdicts: (readonly [string, Verdict])[] = [];
  for (const [index, group] of mutate(source.document).entries()) {
    if (index % share.of !== share.index) continue;
    const reason = await gate(group);
    for (const mutant of mutantsOf(group))
      verdicts.push([mutant.id, reason === undefined ? await judge(mutant) : { status: 'stillborn', reason }]);
  }
  return verdicts;
}

export function mutantsOf({ component, uses }: MutantGroup): Mutant[] {
  return [component, ...uses];
}

/** Puts verdicts to the mutants that they are on, in the order of the mutants. */
export function resultsOf({ document }: SpecSource, verdicts: Verdicts): Result[] {
  const byId = new Map(verdicts);
  return mutate(document)
    .flatMap(mutantsOf)
    .map((mutant) => {
      const verdict = byId.get(mutant.id);
      if (!verdict) throw new Error(`nothing is known about ${mutant.id}`);
      return { mutant, verdict };
    });
}
