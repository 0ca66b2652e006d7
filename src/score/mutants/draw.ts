import type { DerivedEvidence } from '../derived-evidence.js';
import { isTouched } from './evidence.js';
import type { Mutant, Touch } from './mutant.js';

/** How many mutants are judged of a document that has more. */
export interface DrawLimits {
  readonly mutants: number;
  /** Characters of derived exchanges that would be read if all of them were tried. */
  readonly work: number;
}

/** An operation of the document, as mutants touch it. */
export interface TouchedOperation {
  readonly operationId: string;
  readonly path: string;
}

/** Of operations, those in which a change can be seen; of a change of everything, some. */
export function touchedOperations(
  operations: readonly TouchedOperation[],
  touches: readonly Touch[],
): TouchedOperation[] {
  return operations
    .filter(({ operationId, path }) =>
      touches.some((touch) => (touch.operationId ?? operationId) === operationId && (touch.path ?? path) === path),
    )
    .slice(0, MOST_OPERATIONS);
}

/** A change of everything can be seen in any operation. */
const MOST_OPERATIONS = 5;

/** Says how much would be read to judge a mutant at worst. No clock: the same document gives the same answer anywhere. */
export function createCosts(
  operations: readonly TouchedOperation[],
  derivedOf: (operationId: string) => readonly DerivedEvidence[],
): (mutant: Pick<Mutant, 'touches'>) => number {
  const known = new Map<string, number>();
  return ({ touches }) => {
    const key = JSON.stringify(touches);
    const cost = known.get(key) ?? costOf(touches);
    known.set(key, cost);
    return cost;
  };

  function costOf(touches: readonly Touch[]): number {
    const evidence = touchedOperations(operations, touches)
      .flatMap(({ operationId }) => derivedOf(operationId))
      .filter((one) => touches.some((touch) => isTouched(one, touch)));
    const sum = evidence.reduce((sofar, one) => sofar + sizeOf(one), 0);
    return BASE + sum * Math.min(1, MOST_TRIED / Math.max(evidence.length, 1));
  }
}

/** What it takes to read a changed document, and any half of an exchange, in characters. */
const BASE = 20_000;
const EACH = 500;
/** Derived exchanges that are tried for one mutant. */
export const MOST_TRIED = 500;

function sizeOf(one: DerivedEvidence): number {
  const { body } = one.half === 'request' ? one.request : one.response;
  return EACH + (typeof body === 'string' ? body.length : 0);
}

/** Draws mutants by their names: the same document gives the same draw, and a small change of it nearly the same. */
export function drawn(
  mutants: readonly Mutant[],
  { mutants: most, work }: DrawLimits,
  costOf: (mutant: Mutant) => number,
): Mutant[] {
  const ranked = mutants.map((mutant, index) => ({ mutant, index, rank: hashOf(mutant.id) }));
  ranked.sort((one, other) => one.rank - other.rank || one.index - other.index);
  const chosen: typeof ranked = [];
  let left = work;
  for (const one of ranked) {
    if (chosen.length >= most || (left <= 0 && chosen.length > 0)) break;
    if (work !== Infinity) left -= costOf(one.mutant);
    chosen.push(one);
  }
  return chosen.sort((one, other) => one.index - other.index).map(({ mutant }) => mutant);
}

/** FNV-1a: fast, and spreads similar ids apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
