import { isDeepStrictEqual } from 'node:util';
import nock from 'nock';
import { bigcommerceContract, checkRequest, checkResponse, type WireRequest } from '../../../src/contract/index.js';
import { matchOperation } from '../../../src/contract/match.js';
import { type NamedRecording, type Recording, type Replay, replay } from '../../evidence/recordings.js';

/** What was found when a recorded call was made again. */
export interface RecordingResult {
  readonly name: string;
  readonly operationId: string;
  readonly statuses: readonly number[];
  /** Where what the client sent is not what was recorded, or not what the document allows. */
  readonly requestProblems: readonly string[];
  /** Where the answers are not what the document allows. */
  readonly responseProblems: readonly string[];
  /** Where what the client made of the answers is not what was recorded. */
  readonly outcomeProblems: readonly string[];
}

/** Makes a recorded call again and checks both halves of every exchange, and what comes of it. */
export async function checkRecording({ name, operationId, recording }: NamedRecording): Promise<RecordingResult> {
  const statuses = recording.exchanges.map(({ status }) => status);
  const moved = movedFrom(recording);
  // The client would send nothing that was recorded, and everything after that would follow from it.
  if (moved)
    return { name, operationId, statuses, requestProblems: [moved], responseProblems: [], outcomeProblems: [] };
  const made = await replay(recording);
  const unused = nock.pendingMocks();
  nock.cleanAll();
  const recorded = recording.exchanges.map(({ method, scope, path }) => `${method} ${scope}${path}`);
  const sent = made.exchanges.map(({ request }) => `${request.method} ${request.url}`);
  const differences = sent.filter((line, index) => line !== recorded[index]);
  return {
    name,
    operationId,
    statuses,
    requestProblems: [
      ...unused.map((exchange) => `was recorded, but is not sent any more: ${exchange}`),
      ...differences.map((line) => `was not recorded: ${line}`),
      ...made.exchanges.flatMap(({ request }) => [
        ...checkRequest(request).map(({ message }) => message),
        ...callsAnother(request, operationId),
      ]),
    ],
    responseProblems: made.exchanges.flatMap(({ response }) =>
      checkResponse(response, operationId).map(({ message }) => message),
    ),
    outcomeProblems: agrees(recording.outcome, made.outcome)
      ? []
      : [`the call does not end as recorded, but with ${describe(made.outcome)}`],
  };
}

/** What to do with a recording of a server or a path that the document does not have. */
function movedFrom({ exchanges }: Recording): string | undefined {
  for (const { method, scope, path } of exchanges) {
    const url = scope + path;
    const match = matchOperation({ method, url, headers: {} }, bigcommerceContract);
    const [violation] = 'operation' in match ? [] : match;
    if (violation && ['servers', 'paths'].includes(violation.keyword))
      return `was recorded at ${url}, but the document has ${violation.expected}. If only the address is another, edit "scope" and "path" of the recording; otherwise record the call again.`;
  }
  return undefined;
}

/** The answers of a recording count for the operation whose folder it is in. */
function callsAnother(request: WireRequest, operationId: string): string[] {
  const match = matchOperation(request, bigcommerceContract);
  const called = 'operation' in match ? match.operation.operationId : operationId;
  return called === operationId ? [] : [`calls ${called}, not ${operationId}`];
}

/** What is returned must be what was recorded; an error must have at least the members that were recorded. */
function agrees(recorded: Recording['outcome'], made: Replay['outcome']): boolean {
  if ('any' in recorded) return true;
  if ('returns' in recorded) return 'returns' in made && isDeepStrictEqual(made.returns, recorded.returns);
  return 'throws' in made && contains(made.throws, recorded.throws);
}

function contains(actual: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return Object.is(actual, expected);
  if (typeof actual !== 'object' || actual === null) return false;
  const sameLength = !Array.isArray(expected) || (Array.isArray(actual) && actual.length === expected.length);
  return sameLength && Object.entries(expected).every(([name, value]) => contains(Reflect.get(actual, name), value));
}

function describe(outcome: Replay['outcome']): string {
  return 'throws' in outcome ? String(outcome.throws) : JSON.stringify(outcome.returns);
}
