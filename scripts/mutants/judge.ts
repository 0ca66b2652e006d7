import { contractFrom } from '../../contract-tests/support/contract-from.js';
import { type Contract, checkRequest, checkResponse } from '../../src/contract/index.js';
import { readModel } from '../codegen/read-model.js';
import type { JsonObject } from '../spec/json.js';
import type { SpecSource } from '../spec/source.js';
import { EVIDENCE_KINDS, type Evidence, type EvidenceKind } from './evidence.js';
import type { Mutant, Touch } from './mutant.js';
import { inlined } from './mutate.js';
import { partOfDocument } from './part-of-document.js';
import { sampleArguments, typeSurface, wireForm } from './surface.js';

export type Killer = EvidenceKind | 'wire-form' | 'types';

/** What became of a mutant. */
export type Verdict =
  | { readonly status: 'killed'; readonly by: Killer; readonly title: string }
  | { readonly status: 'survived' }
  | { readonly status: 'stillborn'; readonly reason: string };

/** Tells what notices a mutant: the cheapest kind of evidence that does. */
export type Judge = (mutant: Mutant) => Promise<Verdict>;

/**
 * A judge for the mutants of a document.
 *
 * @throws Error when the document itself does not agree with the evidence: then nothing could be told from it.
 */
export function createJudge(source: SpecSource, evidence: readonly Evidence[]): Judge {
  const original = contractFrom(source);
  const misjudged = evidence.filter((one) => kills(original, one));
  const [first] = misjudged;
  if (first) throw new Error(`the document does not agree with ${misjudged.length} exchanges, first: ${first.title}`);
  const select = createSelection(evidence);
  const differs = createSurfaceComparison(source);
  return async (mutant) => {
    const document = mutant.apply(source.document);
    const part = partOfDocument(document, mutant.touches);
    try {
      const contract = contractFrom({ ...source, document: part }, UNCHECKED);
      for (const kind of EVIDENCE_KINDS) {
        const killer = select(kind, mutant.touches).find((one) => isJudged(contract, one) && kills(contract, one));
        if (killer) return { status: 'killed', by: kind, title: killer.title };
      }
      return await differs(document, mutant);
    } catch (error) {
      return { status: 'stillborn', reason: error instanceof Error ? error.message : String(error) };
    }
  };
}

/** That schemas are schemas is known of the document, and the operators keep it so. To check it again takes longest. */
const UNCHECKED = { validateSchema: false, meta: false } as const;

/** Answers to an operation that is there no longer, or is called something else, are for its requests to miss. */
function isJudged({ responses }: Contract, { half, operationId }: Evidence): boolean {
  return half === 'request' || Object.hasOwn(responses, operationId);
}

/** A counterexample that is accepted shows that a rule is gone; anything else that is rejected, that there is one more. */
function kills(contract: Contract, one: Evidence): boolean {
  return accepts(contract, one) === (one.kind === 'counterexample');
}

function accepts(contract: Contract, one: Evidence): boolean {
  const violations =
    one.half === 'request'
      ? checkRequest(one.request, contract)
      : checkResponse(one.response, one.operationId, contract);
  return violations.length === 0;
}

/** Finds the evidence in which a change can be seen. */
function createSelection(evidence: readonly Evidence[]) {
  const known = new Map<string, Evidence[]>();
  return (kind: EvidenceKind, touches: readonly Touch[]): readonly Evidence[] => {
    const key = JSON.stringify([kind, touches]);
    const selected =
      known.get(key) ?? evidence.filter((one) => one.kind === kind && touches.some((touch) => isTouched(one, touch)));
    known.set(key, selected);
    return selected;
  };
}

function isTouched(one: Evidence, { operationId, half, status }: Touch): boolean {
  if (operationId !== undefined && operationId !== one.operationId) return false;
  if (half !== undefined && half !== one.half) return false;
  return status === undefined || (one.half === 'response' && one.status === status);
}

/** Compares what is generated from a document and from a mutant of it. */
function createSurfaceComparison(source: SpecSource) {
  const samples = sampleArguments(readModel(source));
  const known = new Map<string, Promise<string>>();
  // A reference that is written out has other types than one that is not: both sides have the same ones written out.
  const typesBefore = ({ touches, inlinings }: Mutant) => {
    const key = JSON.stringify([touches, inlinings]);
    const types = known.get(key) ?? typeSurface(partOfDocument(inlined(source.document, inlinings), touches));
    known.set(key, types);
    return types;
  };
  const original = wireForm(source, samples);
  return async (document: JsonObject, mutant: Mutant): Promise<Verdict> => {
    if (wireForm({ ...source, document }, samples) !== original)
      return { status: 'killed', by: 'wire-form', title: 'what the client sends' };
    if ((await typeSurface(partOfDocument(document, mutant.touches))) !== (await typesBefore(mutant)))
      return { status: 'killed', by: 'types', title: 'what users compile against' };
    return { status: 'survived' };
  };
}
