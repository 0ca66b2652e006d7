import type { SpecSource } from '../../../scripts/spec/source.js';
import type { WireRequest, WireResponse } from '../../../src/contract/index.js';
import type { OperationModel } from '../../../src/contract/load/model.js';
import { readModel } from '../../../src/contract/load/read-model.js';
import type { Evidence as ScoreEvidence } from '../../../src/score/mutants/evidence.js';
import { readRecordings, replay } from '../../evidence/recordings.js';
import { deriveEvidence, type Entry } from '../../evidence/stored/derive.js';
import { readStored } from '../../evidence/stored/files.js';
import { ACCEPTED, isRequest } from '../../evidence/stored/half.js';
import { entriesOfLine } from '../../evidence/stored/lines.js';

/** Exchanges by where they are from; what is stored is a counterexample if the document rejects it, else valid. */
export type EvidenceKind = 'recording' | 'valid' | 'counterexample';

export type Evidence = ScoreEvidence<EvidenceKind> & {
  /** What an exchange was made for: a JSON pointer into the document. */
  readonly rule?: string;
};

export const EVIDENCE_KINDS: readonly EvidenceKind[] = ['recording', 'valid', 'counterexample'];

/** What a document is held against: stored calls, made once more by the client, and stored exchanges. Nothing is derived. */
export async function gatherEvidence(source: SpecSource): Promise<Evidence[]> {
  return [...(await recordedEvidence(source)), ...(await storedEvidence(source))];
}

/** Exchanges as they are stored, whatever the document says of them by now. */
export async function storedEvidence(source: SpecSource): Promise<Evidence[]> {
  const { bases, lines } = await readStored();
  return asEvidence(
    source,
    lines.flatMap((line) => entriesOfLine(line, bases)),
  );
}

/** Everything that would be stored of a document. */
export function derivedEvidence(source: SpecSource): Evidence[] {
  return asEvidence(source, deriveEvidence(source).entries);
}

function asEvidence(source: SpecSource, entries: readonly Entry[]): Evidence[] {
  const operations = new Map(readModel(source).operations.map((operation) => [operation.operationId, operation]));
  return entries.flatMap(({ operationId, what, rule, verdict, half }) => {
    const operation = operations.get(operationId);
    if (!operation) return [];
    const kind = verdict === ACCEPTED ? 'valid' : 'counterexample';
    const title = `${operationId}: ${what} (${rule})`;
    const one = isRequest(half) ? ofRequest(kind, operation, title, half) : ofResponse(kind, operation, title, half);
    return [{ ...one, rule }];
  });
}

async function recordedEvidence(source: SpecSource): Promise<Evidence[]> {
  const { operations } = readModel(source);
  const found: Evidence[] = [];
  // One after another: recorded answers of two calls to the same address would be mistaken for each other.
  for (const { name, operationId, recording } of await readRecordings()) {
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
