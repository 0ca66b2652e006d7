import openapiTS, { astToString } from 'openapi-typescript';
import type { SpecSource } from '../../../scripts/spec/source.js';
import type { JsonObject } from '../../../src/json.js';
import { createSelection, notices, partOfDocument } from '../../../src/score/mutants/judge.js';
import type { Mutant } from '../../../src/score/mutants/mutant.js';
import { inlined } from '../../../src/score/mutants/mutate.js';
import { factsOf } from '../../evidence/stored/facts.js';
import { contractFrom } from '../../support/contract-from.js';
import { EVIDENCE_KINDS, type Evidence, type EvidenceKind } from './evidence.js';

/** The types that users compile against. What is said in comments is not part of them. */
export async function typeSurface(document: JsonObject): Promise<string> {
  const printed = astToString(await openapiTS(JSON.stringify(document)));
  return printed.replace(/\/\*\*[\s\S]*?\*\//g, '');
}

export type Killer = EvidenceKind | 'facts' | 'types';

/** What became of a mutant. */
export type Verdict =
  | { readonly status: 'killed'; readonly by: Killer; readonly title: string; readonly half?: Evidence['half'] }
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
  const misjudged = evidence.filter((one) => notices(original, one));
  const [first] = misjudged;
  if (first) throw new Error(`the document does not agree with ${misjudged.length} exchanges, first: ${first.title}`);
  const select = createSelection(EVIDENCE_KINDS, evidence);
  const differs = createSurfaceComparison(source);
  return async (mutant) => {
    const document = mutant.apply(source.document);
    const part = partOfDocument(document, mutant.touches);
    try {
      const contract = contractFrom({ ...source, document: part });
      const killer = nearestFirst(select(mutant.touches), mutant).find((one) => notices(contract, one));
      if (killer) return { status: 'killed', by: killer.kind, title: killer.title, half: killer.half };
      return await differs(document, mutant);
    } catch (error) {
      return { status: 'stillborn', reason: error instanceof Error ? error.message : String(error) };
    }
  };
}

/**
 * Recordings, which are few, then what was made for the changed place: most mutants are noticed by that. Then everything
 * else.
 */
function nearestFirst(evidence: readonly Evidence[], { pointer }: Mutant): Evidence[] {
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  const rank = ({ kind, rule }: Evidence) => {
    if (kind === 'recording') return 0;
    if (rule === pointer || rule === parent) return 1;
    return rule?.startsWith(`${parent}/`) ? 2 : 3;
  };
  const ranked: [Evidence[], Evidence[], Evidence[], Evidence[]] = [[], [], [], []];
  for (const one of evidence) ranked[rank(one)].push(one);
  return ranked.flat();
}

/** Compares what no exchange shows: the facts that are stored, then the types that are generated. */
function createSurfaceComparison(source: SpecSource) {
  const known = new Map<string, Promise<string>>();
  const remembered = (key: string, make: () => Promise<string>) => {
    const made = known.get(key) ?? make();
    known.set(key, made);
    return made;
  };
  const facts = async (document: JsonObject) => JSON.stringify(factsOf({ ...source, document }));
  return async (document: JsonObject, { touches, inlinings }: Mutant): Promise<Verdict> => {
    const part = partOfDocument(document, touches);
    const before = partOfDocument(source.document, touches);
    if ((await facts(part)) !== (await remembered(`facts ${JSON.stringify(touches)}`, () => facts(before))))
      return { status: 'killed', by: 'facts', title: 'what is stored of what no exchange shows' };
    // A reference that is written out has other types than one that is not: both sides have the same ones written out.
    const types = await remembered(JSON.stringify([touches, inlinings]), () =>
      typeSurface(partOfDocument(inlined(source.document, inlinings), touches)),
    );
    if ((await typeSurface(part)) !== types)
      return { status: 'killed', by: 'types', title: 'what users compile against' };
    return { status: 'survived' };
  };
}
