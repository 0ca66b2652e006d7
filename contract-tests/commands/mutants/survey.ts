import { validateStructure } from '../../../scripts/spec/check.js';
import type { SpecSource } from '../../../scripts/spec/source.js';
import { isRecord, type Json } from '../../../src/json.js';
import type { Mutant } from '../../../src/score/mutants/mutant.js';
import { type MutantGroup, mutantsOf, mutate } from '../../../src/score/mutants/mutate.js';
import { fineVariantsOf } from '../../../src/score/mutants/operators/fine.js';
import { createDirectionCheck } from './directions.js';
import type { Evidence } from './evidence.js';
import { createJudge, type Verdict } from './judge.js';

/** Says why a mutant is no OpenAPI document, if it is none. */
export type Gate = (group: MutantGroup) => Promise<string | undefined>;

/**
 * Passes mutants through swagger-parser. That takes long, and the rules of OpenAPI for an object do not depend on where it
 * stands: of changes that make the same object of the same kind, one is passed through. To OpenAPI 3.1 every object is a
 * schema, so that of schemas only what stands in them directly is told apart. What holds for a component holds for its
 * uses.
 */
export function createGate(source: SpecSource): Gate {
  const known = new Map<string, Promise<string | undefined>>();
  return ({ kind, changed, component }) => {
    const key = JSON.stringify([kind, kind === 'schema' ? [component.operator, direct(changed)] : changed]);
    const verdict = known.get(key) ?? validate({ ...source, document: component.apply(source.document) });
    known.set(key, verdict);
    return verdict;
  };
}

async function validate(source: SpecSource): Promise<string | undefined> {
  const [problem] = await validateStructure(source);
  return problem?.reason;
}

function direct(schema: Json): Json {
  if (!isRecord(schema)) return schema;
  return Object.entries(schema).map(([name, value]) => [
    name,
    isRecord(value) || name === 'description' ? null : value,
  ]);
}

/** A mutant and what became of it. */
export interface Result {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
  /** What is wrong with the direction in which `contract diff` reports it. */
  readonly misreported?: string | undefined;
}

/** What became of the mutants of a document, by id. */
export type Verdicts = readonly (readonly [id: string, verdict: Verdict, misreported?: string | undefined])[];

/** A part of all groups of mutants, so that several processes can share the work. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

/** Every change there is an operator for. */
function allMutants({ document }: SpecSource): MutantGroup[] {
  return mutate(document, { variants: fineVariantsOf });
}

/** Judges a share of the mutants of a document, those of one group after the other. */
export async function survey(source: SpecSource, evidence: readonly Evidence[], share: Share): Promise<Verdicts> {
  const judge = createJudge(source, evidence);
  const gate = createGate(source);
  const misreported = createDirectionCheck(source);
  const verdicts: Verdicts[number][] = [];
  for (const [index, group] of allMutants(source).entries()) {
    if (index % share.of !== share.index) continue;
    const reason = await gate(group);
    for (const mutant of mutantsOf(group)) {
      const verdict: Verdict = reason === undefined ? await judge(mutant) : { status: 'stillborn', reason };
      const problem = misreported(mutant, verdict);
      // Between processes, undefined would become null.
      verdicts.push(problem === undefined ? [mutant.id, verdict] : [mutant.id, verdict, problem]);
    }
  }
  return verdicts;
}

/** Puts verdicts to the mutants that they are on, in the order of the mutants. Mutants of groups that nobody judged are left out. */
export function resultsOf(source: SpecSource, verdicts: Verdicts, oneOf = 1): Result[] {
  const byId = new Map(verdicts.map(([id, verdict, misreported]) => [id, { verdict, misreported }]));
  return allMutants(source)
    .filter((_, index) => index % oneOf === 0)
    .flatMap(mutantsOf)
    .map((mutant) => {
      const known = byId.get(mutant.id);
      if (!known) throw new Error(`nothing is known about ${mutant.id}`);
      return { mutant, ...known };
    });
}
