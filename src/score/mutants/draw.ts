import type { DerivedEvidence } from '../derived-evidence.js';
import { type Evidence, isTouched } from './evidence.js';
import type { Mutant, Touch } from './mutant.js';
import { groupedBy } from './spread.js';

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
  return operationsOf(operations, touches).slice(0, MOST_OPERATIONS);
}

function operationsOf(operations: readonly TouchedOperation[], touches: readonly Touch[]): readonly TouchedOperation[] {
  const named = new Set(touches.map(({ operationId }) => operationId));
  return operations.filter(
    ({ operationId, path }) =>
      (named.has(operationId) || named.has(undefined)) &&
      touches.some((touch) => (touch.operationId ?? operationId) === operationId && (touch.path ?? path) === path),
  );
}

/** A change of everything can be seen in any operation. */
const MOST_OPERATIONS = 5;

/**
 * Says how much would be read to judge a mutant at worst. No clock: the same document gives the same answer anywhere.
 *
 * @param asked Exchanges that every mutant is asked about that touches them.
 * @param size Characters of the document.
 */
export function createCosts(
  operations: readonly TouchedOperation[],
  derivedOf: (operationId: string) => readonly DerivedEvidence[],
  asked: readonly Evidence[],
  size: number,
): (mutant: Pick<Mutant, 'touches'>) => number {
  const known = new Map<string, number>();
  const derived = new Map<string, SizedGroup[]>();
  const askedOf = new Map([...groupedBy(asked, nameOfOperation)].map(([name, some]) => [name, sizedGroups(some)]));
  return ({ touches }) => {
    const key = JSON.stringify(touches);
    const cost = known.get(key) ?? costOf(touches);
    known.set(key, cost);
    return cost;
  };

  function costOf(touches: readonly Touch[]): number {
    const isMeant = ({ example }: SizedGroup) => touches.some((touch) => isTouched(example, touch));
    const some = touchedOperations(operations, touches);
    const tried = sumOf(some.flatMap(({ operationId }) => groupsOf(operationId)).filter(isMeant));
    const all = operationsOf(operations, touches);
    const read = sumOf(all.flatMap(({ operationId }) => askedOf.get(operationId) ?? []).filter(isMeant));
    return (
      size / SHARED + BASE * all.length + read.size + tried.size * Math.min(1, MOST_TRIED / Math.max(tried.count, 1))
    );
  }

  function groupsOf(operationId: string): readonly SizedGroup[] {
    const groups = derived.get(operationId) ?? sizedGroups(derivedOf(operationId));
    derived.set(operationId, groups);
    return groups;
  }
}

/** Halves of exchanges of one operation that the same changes touch. */
interface SizedGroup {
  readonly example: Evidence;
  readonly count: number;
  readonly size: number;
}

function sizedGroups(evidence: readonly Evidence[]): SizedGroup[] {
  const groups = groupedBy(evidence, (one) => `${one.path} ${one.half === 'response' ? one.status : one.half}`);
  return [...groups.values()].flatMap((some) => {
    const [example] = some;
    return example ? [{ example, count: some.length, size: some.reduce((sum, one) => sum + sizeOf(one), 0) }] : [];
  });
}

function sumOf(groups: readonly SizedGroup[]): Pick<SizedGroup, 'count' | 'size'> {
  return groups.reduce((sum, { count, size }) => ({ count: sum.count + count, size: sum.size + size }), NONE);
}

const NONE = { count: 0, size: 0 };

function nameOfOperation({ operationId = '' }: Evidence): string {
  return operationId;
}

/** Most of a document is shared with its mutants. */
const SHARED = 10;
/** What it takes to read a changed operation, and any half of an exchange, in characters. */
const BASE = 20_000;
const EACH = 1500;
/** Derived exchanges that are tried for one mutant. */
export const MOST_TRIED = 500;

function sizeOf(one: Evidence): number {
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
