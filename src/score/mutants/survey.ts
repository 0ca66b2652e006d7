import { type Contract, makeContract } from '#contract';
import { type JsonObject, valueAtPointer } from '../../json.js';
import type { DerivedEvidence } from '../derived-evidence.js';
import type { ScoredDocument } from '../document.js';
import type { Kind } from '../own-evidence.js';
import { MOST_TRIED, type TouchedOperation, touchedOperations } from './draw.js';
import { whyEquivalent } from './equivalents.js';
import { type Evidence, isTouched } from './evidence.js';
import { createSelection, notices, partOfDocument } from './judge.js';
import type { Mutant } from './mutant.js';
import { groupedBy } from './spread.js';

/**
 * What became of a mutant:
 *
 * - `noticed`: an exchange of the user is judged differently.
 * - `missed`: no exchange of the user is, although one that was derived would be.
 * - `unseen`: there is no exchange of the user in which the change could be seen at all.
 * - `undecided`: nothing that was derived tells it from the document either, so that it may mean the same.
 * - `equivalent`: no exchange can show it.
 * - `unchecked`: it changes what the contract lists as not checked.
 * - `invalid`: it is no document that a contract can be made from.
 */
export type Fate = 'noticed' | 'missed' | 'unseen' | 'undecided' | 'equivalent' | 'unchecked' | 'invalid';

export interface JudgedMutant {
  readonly mutant: Mutant;
  readonly fate: Fate;
  /** Of what is missed or unseen: what was changed in a derived exchange that would notice it. */
  readonly witness?: Evidence<Kind>;
  /** What would become of it if all counterexamples were among the exchanges of the user. */
  readonly withCounterexamples: Fate;
}

export interface Survey {
  readonly document: ScoredDocument;
  readonly own: readonly Evidence<Kind>[];
  /** What would be the user's own with all counterexamples. */
  readonly withCounterexamples: readonly Evidence<Kind>[];
  /** Derived evidence of an operation, made on first use. */
  derivedOf(operationId: string): readonly DerivedEvidence[];
}

/** Returns a function that judges mutants, each by exchanges of the operations that it touches only. */
export function createSurvey({
  document,
  own,
  withCounterexamples,
  derivedOf,
}: Survey): (mutant: Mutant) => JudgedMutant {
  const { source, model, isUnchecked } = document;
  const contractOf = (changed: JsonObject): Contract => ({
    ...makeContract({ document: changed, problemAt: source.problemAt }),
    // It is only read to find the rule of a violation, which nobody asks for here.
    document: {},
    lineOf: () => undefined,
  });
  const sound = soundEvidence(own, contractOf, source.document);
  const select = createSelection(['own'], sound);
  const selectAll = createSelection(['own'], soundEvidence(withCounterexamples, contractOf, source.document));
  const witnessesOf = createWitnesses(model.operations, derivedOf);
  return (mutant) => {
    const before = valueAtPointer(source.document, mutant.pointer);
    const always = (fate: Fate) => ({ mutant, fate, withCounterexamples: fate });
    if (whyEquivalent(mutant, before) !== undefined) return always('equivalent');
    if (isUnchecked(mutant.pointer)) return always('unchecked');
    try {
      const part = partOfDocument(mutant.apply(source.document), mutant.touches);
      const isNoticedBy = remembered(contractOf(part));
      const [seen, all] = [select(mutant.touches), selectAll(mutant.touches)];
      const isNoticed = seen.some(isNoticedBy);
      const witnesses = isNoticed ? [] : witnessesOf(mutant);
      const witness = witnesses.find(isNoticedBy);
      const fateBy = (own: readonly Evidence<Kind>[], isOne: boolean): Fate => {
        if (isOne) return 'noticed';
        if (witness) return own.length > 0 ? 'missed' : 'unseen';
        return own.length > 0 || witnesses.length > 0 ? 'undecided' : 'unseen';
      };
      const fate = fateBy(seen, isNoticed);
      return { mutant, fate, ...(witness && { witness }), withCounterexamples: fateBy(all, all.some(isNoticedBy)) };
    } catch {
      return always('invalid');
    }
  };
}

/** Whether a half of an exchange notices a mutant, each half judged once. */
function remembered(contract: Contract): (one: Evidence) => boolean {
  const known = new Map<object, boolean>();
  return (one) => {
    const message = one.half === 'request' ? one.request : one.response;
    const isNoticed = known.get(message) ?? notices(contract, one);
    known.set(message, isNoticed);
    return isNoticed;
  };
}

/** Evidence that the document, read as its mutants are, agrees with. From any other nothing could be told. */
function soundEvidence(
  own: readonly Evidence<Kind>[],
  contractOf: (document: JsonObject) => Contract,
  document: JsonObject,
): Evidence<Kind>[] {
  const contract = contractOf(document);
  return own.filter((one) => {
    try {
      return !notices(contract, one);
    } catch {
      return false;
    }
  });
}

/** Finds derived evidence for a mutant: first what is about the place that it changes, and what that is in. */
function createWitnesses(
  operations: readonly TouchedOperation[],
  derivedOf: Survey['derivedOf'],
): (mutant: Mutant) => DerivedEvidence[] {
  const byPlace = new Map<string, Map<string, DerivedEvidence[]>>();
  const placesIn = (operationId: string) => {
    const known = byPlace.get(operationId) ?? groupedBy(derivedOf(operationId), ({ about }) => about);
    byPlace.set(operationId, known);
    return known;
  };
  return ({ pointer, touches }) => {
    const isMeant = (one: DerivedEvidence) => touches.some((touch) => isTouched(one, touch));
    const found = new Set<DerivedEvidence>();
    const some = touchedOperations(operations, touches);
    const addAll = (list: readonly DerivedEvidence[] = []) => {
      for (const one of list) if (isMeant(one)) found.add(one);
    };
    const [self = '', parent = '', ...above] = placesAbove(pointer);
    for (const place of [self, parent]) for (const { operationId } of some) addAll(placesIn(operationId).get(place));
    for (const { operationId } of some)
      for (const [place, list] of placesIn(operationId)) if (place.startsWith(`${self}/`)) addAll(list);
    for (const place of above) for (const { operationId } of some) addAll(placesIn(operationId).get(place));
    const nearest = [...found].slice(0, MOST_NEAR);
    const others = some
      .flatMap(({ operationId }) => derivedOf(operationId).filter(isMeant))
      .filter((one) => !found.has(one));
    return [...nearest, ...others.slice(0, MOST_OTHERS)];
  };
}

const MOST_NEAR = 300;
const MOST_OTHERS = MOST_TRIED - MOST_NEAR;

/** A place and everything that it is in, innermost first. */
function placesAbove(pointer: string): string[] {
  const tokens = pointer.split('/');
  return tokens.map((_, level) => tokens.slice(0, tokens.length - level).join('/'));
}
