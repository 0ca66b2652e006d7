import openapiTS, { astToString } from 'openapi-typescript';
import type { SpecSource } from '../../../scripts/spec/source.js';
import { describeForClient } from '../../../src/codegen/emit-operations.js';
import { serializePath, serializeQuery } from '../../../src/codegen/runtime/serialize.js';
import type { OperationModel, SpecModel } from '../../../src/contract/load/model.js';
import { readModel } from '../../../src/contract/load/read-model.js';
import type { Json, JsonObject } from '../../../src/json.js';
import { createSelection, notices, partOfDocument } from '../../../src/score/mutants/judge.js';
import type { Mutant } from '../../../src/score/mutants/mutant.js';
import { inlined } from '../../../src/score/mutants/mutate.js';
import { sampleOf } from '../../evidence/counterexamples/wire.js';
import { contractFrom } from '../../support/contract-from.js';
import { EVIDENCE_KINDS, type Evidence, type EvidenceKind } from './evidence.js';

/** What calls are made with, by operationId and parameter: the same for a document and for its mutants. */
export type SampleArguments = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** A value for each parameter, which shows in which form it is written: two items, and characters with a meaning. */
export function sampleArguments({ operations }: SpecModel): SampleArguments {
  return Object.fromEntries(
    operations.map(({ operationId, parameters }) => [
      operationId,
      Object.fromEntries(
        parameters.map(({ name, schema }) => {
          const sample = sampleOf(schema) ?? null;
          return [name, Array.isArray(sample) ? [...sample, ...sample] : sample === 'text' ? 'a:b, c' : sample];
        }),
      ),
    ]),
  );
}

/** What a client that is generated from a document would send, and what it knows about when and how often. */
export function wireForm(source: SpecSource, samples: SampleArguments): string {
  const { server, operations } = readModel(source);
  return JSON.stringify([
    server,
    operations.map((operation) => [requestLine(operation, samples), describeForClient(operation)]),
  ]);
}

function requestLine(operation: OperationModel, samples: SampleArguments): string {
  const values = samples[operation.operationId] ?? {};
  const among = (place: string) =>
    Object.fromEntries(
      operation.parameters
        .filter((parameter) => parameter.in === place)
        .map(({ name }) => [name, values[name] ?? null] as const)
        .filter(([, value]) => value !== null),
    );
  try {
    const path = serializePath(operation.path, among('path'));
    return `${operation.method} ${path}?${serializeQuery(describeForClient(operation).parameters.query, among('query'))}`;
  } catch (error) {
    return String(error);
  }
}

/** The types that users compile against. What is said in comments is not part of them. */
export async function typeSurface(document: JsonObject): Promise<string> {
  const printed = astToString(await openapiTS(JSON.stringify(document)));
  return printed.replace(/\/\*\*[\s\S]*?\*\//g, '');
}

export type Killer = EvidenceKind | 'wire-form' | 'types';

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
      const killer = select(mutant.touches).find((one) => notices(contract, one));
      if (killer) return { status: 'killed', by: killer.kind, title: killer.title, half: killer.half };
      return await differs(document, mutant);
    } catch (error) {
      return { status: 'stillborn', reason: error instanceof Error ? error.message : String(error) };
    }
  };
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
