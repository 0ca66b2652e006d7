import type { SpecSource } from '../../../scripts/spec/source.js';
import type { WireRequest, WireResponse } from '../../../src/contract/index.js';
import type { OperationModel } from '../../../src/contract/load/model.js';
import { readModel } from '../../../src/contract/load/read-model.js';
import type { Evidence as ScoreEvidence } from '../../../src/score/mutants/evidence.js';
import { deriveCounterexamples } from '../../evidence/counterexamples/derive.js';
import { allRecordings } from '../../evidence/derived-recordings.js';
import { replay } from '../../evidence/recordings.js';
import { deriveValid } from '../../evidence/valid-exchanges/derive.js';

/** The first two are accepted by the document, the third are not. */
export type EvidenceKind = 'recording' | 'valid' | 'counterexample';

export type Evidence = ScoreEvidence<EvidenceKind>;

export const EVIDENCE_KINDS: readonly EvidenceKind[] = ['recording', 'valid', 'counterexample'];

/** What a document is held against: recorded calls, made once more by the client, and what is derived from the document. */
export async function gatherEvidence(source: SpecSource): Promise<Evidence[]> {
  return [...(await recordedEvidence(source)), ...derivedEvidence(source)];
}

/** Everything that needs nothing but the document. */
export function derivedEvidence(source: SpecSource): Evidence[] {
  const valid = deriveValid(source).flatMap(({ operation, requests, responses }) => [
    ...requests.map(({ what, request }) => ofRequest('valid', operation, what, request)),
    ...responses.map(({ what, response }) => ofResponse('valid', operation, what, response)),
  ]);
  const broken = deriveCounterexamples(source).flatMap(([, operation, counterexamples]) =>
    counterexamples.map(({ title, violation, exchange: { request, response } }) =>
      violation.location.startsWith('request')
        ? ofRequest('counterexample', operation, title, request)
        : ofResponse('counterexample', operation, title, response),
    ),
  );
  return unique([...valid, ...broken]);
}

async function recordedEvidence(source: SpecSource): Promise<Evidence[]> {
  const { operations } = readModel(source);
  const found: Evidence[] = [];
  // One after another: recorded answers of two calls to the same address would be mistaken for each other.
  for (const { name, operationId, recording } of await allRecordings()) {
    const operation = operations.find((candidate) => candidate.operationId === operationId);
    if (!operation) continue;
    const { exchanges } = await replay(recording);
    for (const { request, response } of exchanges)
      found.push(ofRequest('recording', operation, name, request), ofResponse('recording', operation, name, response));
  }
  return unique(found);
}

function ofRequest(kind: EvidenceKind, operation: OperationModel, title: string, request: WireRequest): Evidence {
  return { ...from(kind, operation, title), half: 'request', request };
}

function ofResponse(kind: EvidenceKind, operation: OperationModel, title: string, response: WireResponse): Evidence {
  const listed = operation.responses.some(({ status }) => status === String(response.status));
  const status = listed ? String(response.status) : 'default';
  return { ...from(kind, operation, title), half: 'response', response, status };
}

function from(kind: EvidenceKind, { operationId, path }: OperationModel, title: string) {
  return { kind, title, operationId, path, isAccepted: kind !== 'counterexample' };
}

function unique(evidence: readonly Evidence[]): Evidence[] {
  const wireOf = (one: Evidence) => (one.half === 'request' ? one.request : one.response);
  const byWire = new Map<string, Evidence>();
  for (const one of evidence) {
    const key = JSON.stringify([one.kind, one.operationId, wireOf(one)]);
    if (!byWire.has(key)) byWire.set(key, one);
  }
  return [...byWire.values()];
}
