import type { SpecSource } from '../../../scripts/spec/source.js';
import type { Contract } from '../../../src/contract/index.js';
import type { OperationModel, ResponseModel } from '../../../src/contract/load/model.js';
import { readModel } from '../../../src/contract/load/read-model.js';
import { requestCounterexamples } from '../counterexamples/break-request.js';
import { responseCounterexamples } from '../counterexamples/break-response.js';
import { fullRequest, fullResponse } from '../counterexamples/wire.js';
import { requestProbes, responseProbes } from '../probes/derive.js';
import { validRequests } from '../valid-exchanges/requests.js';
import { validResponses } from '../valid-exchanges/responses.js';
import { type Fact, factsOf } from './facts.js';
import { contractForVerdicts, type Half, isRequest, requestHalf, responseHalf, verdictOn } from './half.js';

/** A half of an exchange with the verdict that a document has on it. */
export interface Entry {
  readonly operationId: string;
  /** What is special about it. */
  readonly what: string;
  /** What it is made for: a JSON pointer into the document. */
  readonly rule: string;
  readonly half: Half;
  readonly verdict: string;
  /** What the verdict was before a change of the document that nobody has accepted yet. */
  readonly was?: string;
}

/** What all halves of an operation are made from, by name: its full request, and each of its full responses. */
export type Bases = Readonly<Record<string, Half>>;

/** All evidence of a document. */
export interface Evidence {
  /** Bases of each operation. */
  readonly bases: Readonly<Record<string, Bases>>;
  readonly facts: readonly Fact[];
  readonly entries: readonly Entry[];
}

/** Everything that is known of how to keep and to break a document, with what the document says about it. */
export function deriveEvidence(source: SpecSource, contract = contractForVerdicts(source)): Evidence {
  const { operations } = readModel(source);
  const [responsesOf, verdictOf] = [createResponses(), createVerdicts(contract)];
  return {
    bases: Object.fromEntries(operations.map((operation) => [operation.operationId, basesOf(operation)])),
    facts: factsOf(source),
    entries: operations.flatMap((operation) => entriesOf(operation, responsesOf, verdictOf)),
  };
}

type Verdicts = (half: Half, wire: string, operation: OperationModel) => string;

/** Verdicts, each once: operations share most of their responses, and one response is judged by what lists it. */
function createVerdicts(contract: Contract): Verdicts {
  const known = new Map<string, string>();
  return (half, wire, { operationId, responses }) => {
    if (isRequest(half)) return verdictOn(half, operationId, contract);
    const listed = responses.find(({ status }) => status === String(half.status));
    const { status, pointer } = listed ?? responses.find((response) => response.status === 'default') ?? {};
    const key = `${status} ${pointer ?? operationId} ${wire}`;
    const verdict = known.get(key) ?? verdictOn(half, operationId, contract);
    known.set(key, verdict);
    return verdict;
  };
}

function entriesOf(operation: OperationModel, responsesOf: MadeOf, verdictOf: Verdicts): Entry[] {
  const { operationId } = operation;
  const byWire = new Map<string, Entry>();
  for (const { half, ...about } of halvesOf(operation, responsesOf)) {
    const wire = JSON.stringify(half);
    if (byWire.has(wire)) continue;
    byWire.set(wire, { operationId, ...about, half, verdict: verdictOf(half, wire, operation) });
  }
  return [...byWire.values()];
}

function basesOf(operation: OperationModel): Bases {
  const responses = operation.responses.flatMap((response) => {
    const mediaTypes = response.content.map(({ mediaType }) => mediaType);
    return (mediaTypes.length > 0 ? mediaTypes : [undefined]).map((mediaType) => [
      `${response.status} ${mediaType ?? 'without body'}`,
      responseHalf(fullResponse(response, mediaType)),
    ]);
  });
  return Object.fromEntries([['request', requestHalf(fullRequest(operation))], ...responses]);
}

/** A half, and what it is made for. */
type Made = Omit<Entry, 'verdict' | 'operationId'>;
type MadeOf = (operation: OperationModel) => Made[];

function halvesOf(operation: OperationModel, responsesOf: MadeOf): Made[] {
  const broken = [...requestCounterexamples(operation), ...responseCounterexamples(operation)].map(
    ({ title, constraint, violation, exchange: { request, response } }) => ({
      what: title.slice(title.indexOf(': ') + 2).replace(` breaks ${constraint}`, ''),
      rule: constraint,
      half: violation.location.startsWith('request') ? requestHalf(request) : responseHalf(response),
    }),
  );
  const requests = [...validRequests(operation), ...requestProbes(operation)];
  return [
    ...requests.map(({ what, about, request }) => ({ what, rule: about, half: requestHalf(request) })),
    ...responsesOf(operation),
    ...broken,
  ];
}

/** Responses that break nothing on purpose, each once: operations share most of what they respond with. */
function createResponses(): MadeOf {
  const known = new Map<string, Made[]>();
  const made = (operation: OperationModel, response: ResponseModel) => {
    const key = `${response.status} ${response.pointer}`;
    const alone = { ...operation, responses: [response] };
    const halves =
      known.get(key) ??
      [...validResponses(alone), ...responseProbes(alone)].map((one) => ({
        what: one.what,
        rule: one.about,
        half: responseHalf(one.response),
      }));
    known.set(key, halves);
    return halves;
  };
  return (operation) => operation.responses.flatMap((response) => made(operation, response));
}

/** The base that a half is closest to: the request, or the response of the same status and media type. */
export function baseOf(half: Half, bases: Bases): string {
  if (isRequest(half)) return 'request';
  const names = Object.keys(bases).filter((name) => name !== 'request');
  const listed = names.filter((name) => name.startsWith(`${half.status} `));
  const ofStatus = listed.length > 0 ? listed : names.filter((name) => name.startsWith('default '));
  const candidates = ofStatus.length > 0 ? ofStatus : names;
  const mediaType = half.headers['Content-Type'];
  return candidates.find((name) => mediaType !== undefined && name.endsWith(` ${mediaType}`)) ?? candidates[0] ?? '';
}
