import { specification } from '../../generated/operations.js';
import { bigcommerceContract, operationFingerprint } from '../../src/contract/index.js';
import { DocumentNode, type OperationModel, type ResponseModel } from '../../src/contract/load/model.js';
import { readModel } from '../../src/contract/load/read-model.js';
import type { Json } from '../../src/json.js';
import { callFor, examplesOf, type MethodCall, parametersIn, requestOf } from '../support/method-calls.js';
import { SPECIFICATION } from '../support/specification.js';
import { sampleOf } from './counterexamples/wire.js';
import {
  atThisAddress,
  type NamedRecording,
  type RecordedExchange,
  type Recording,
  readRecordings,
} from './recordings.js';

/** What of an operation is recorded by hand. */
type Stored = readonly NamedRecording[];

/**
 * Recordings that follow from the document: of each operation, every error that it declares, with each example, with every
 * member that its schemas have, and without a body where that may be; each success that nobody has recorded; and a success
 * after all failures that pass. They stand beside those that are stored, which show what was observed, or is special.
 */
export async function deriveRecordings(stored: Stored): Promise<NamedRecording[]> {
  const byOperation = await Promise.all(
    readModel(SPECIFICATION).operations.map((operation) =>
      recordingsOf(
        operation,
        stored.filter(({ operationId }) => operationId === operation.operationId),
      ),
    ),
  );
  return byOperation.flat();
}

/** Those that are stored, and those that follow from the document. */
export async function allRecordings(): Promise<NamedRecording[]> {
  const stored = (await readRecordings()).map((named) => ({ ...named, recording: atThisAddress(named.recording) }));
  return [...stored, ...(await deriveRecordings(stored))];
}

async function recordingsOf(operation: OperationModel, stored: Stored): Promise<NamedRecording[]> {
  const call = callFor(operation.operationId);
  const [most, least] = [await addressed(call), await leastCall(call)];
  const errors = operation.responses.filter(({ status }) => !status.startsWith('2'));
  const shown = new Set(stored.flatMap(({ recording }) => recording.exchanges.map(({ status }) => String(status))));
  const successes = operation.responses.filter(({ status }) => status.startsWith('2') && !shown.has(status));
  return [
    ...errors.flatMap((response) =>
      answersOf(response).map((answer) => recordingOf(least, [answer], { throws: errorOf(answer) })),
    ),
    ...successes.flatMap((response) =>
      [most, least].flatMap((made) =>
        answersOf(response).map((answer) => recordingOf(made, [answer], outcomeOf(made, answer))),
      ),
    ),
    ...(await variationsOf(call, successes)),
    ...afterEveryFailure(least, operation),
  ];
}

/** Calls with each filter alone that has several values to choose from, or that may be a list of one. */
async function variationsOf(call: MethodCall, successes: readonly ResponseModel[]): Promise<NamedRecording[]> {
  const [answer] = successes.flatMap(answersOf);
  if (call.form !== 'filters' || !answer) return [];
  const filters = parametersIn(call.operation, 'query').flatMap(({ name, schema }) =>
    choicesOf(schema).map((value) => ({ [name]: value })),
  );
  const path = call.args.slice(0, -1);
  const calls = await Promise.all(filters.map((filter) => addressed({ ...call, args: [...path, filter] })));
  return calls.map((made) => {
    const what = `with ${JSON.stringify(made.args.at(-1))}`;
    return recordingOf(made, [{ ...answer, what }], outcomeOf(made, answer));
  });
}

/** Values of which each is something else to a store: choices and booleans, lists of one and of several, and texts to encode. */
function choicesOf(schema: DocumentNode): Json[] {
  const { type, enum: choices } = schema.object;
  if (type === 'array') {
    const items = choicesOf(schema.at('items'));
    const some = items.length > 0 ? items : [sampleOf(schema.at('items')) ?? null];
    return [...some.map((item) => [item]), some.length > 1 ? some : [...some, ...some]];
  }
  if (Array.isArray(choices)) return choices;
  if (type === 'boolean') return [true, false];
  const isAnyText =
    type === 'string' && schema.object['format'] === undefined && schema.object['pattern'] === undefined;
  return isAnyText ? [ENCODED.slice(0, schema.integer('maxLength'))] : [];
}

/** A text with characters that have a meaning in URLs. */
const ENCODED = '& %?';

/** A call, with the address of the request that it sends. */
interface AddressedCall extends MethodCall {
  readonly scope: string;
  readonly path: string;
}

/** A call without filters, or with one item: the client repeats a call in parts when a store refuses some of its items. */
async function leastCall(call: MethodCall): Promise<AddressedCall> {
  const path = call.args.slice(0, -1);
  const last = call.args.at(-1);
  const args = call.form === 'filters' ? path : Array.isArray(last) ? [...path, last.slice(0, 1)] : call.args;
  return addressed({ ...call, args: (await requestOf(call.method, args)) ? args : call.args });
}

async function addressed(call: MethodCall): Promise<AddressedCall> {
  const { url = '' } = (await requestOf(call.method, call.args)) ?? {};
  const { origin } = new URL(url);
  return { ...call, scope: origin, path: url.slice(origin.length) };
}

/** A response, and what is special about it. */
interface Answer {
  readonly what: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}

/** Everything that a response can be: each example, each alternative of its schemas with every member, and no body. */
function answersOf(response: ResponseModel): Answer[] {
  const { status, content, bodyOptional } = response;
  const headers = headersOf(response, exampleBeside);
  const bodies = content.flatMap(({ mediaType, schema }) => {
    const written = examplesOf(response.pointer, mediaType).map(([name, body]) => ({ mediaType, what: name, body }));
    return [...written, ...wholeBodies(schema).map((body) => ({ mediaType, what: 'every member', body }))];
  });
  const { length } = status === 'default' ? UNLISTED : [];
  const statusAt = (index: number) => (length ? Number(UNLISTED[index % length]) : Number(status));
  return [
    ...bodies.map(({ mediaType, what, body }, index): Answer => {
      return { what, status: statusAt(index), headers: { 'Content-Type': mediaType, ...headers }, body };
    }),
    ...(bodyOptional || content.length === 0
      ? [{ what: 'no body', status: statusAt(bodies.length), headers, body: '' }]
      : []),
    ...(bodyOptional
      ? [{ what: 'nothing but a status', status: statusAt(bodies.length + 1), headers: {}, body: '' }]
      : []),
  ];
}

/** Statuses that no document lists by themselves, in this order for the answers of `default`. */
const UNLISTED: readonly number[] = [409, 415, 501, 507, 418, 423, 508];

/** Values with every member, one for each alternative. */
function wholeBodies(schema: DocumentNode): Json[] {
  const values = ALTERNATIVES.map((alternative) => sampleOf(schema, 0, alternative) ?? null);
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** No schema that is shared by operations has more of them. */
const ALTERNATIVES = [0, 1, 2];

function headersOf(
  { headers }: ResponseModel,
  sampler: (schema: DocumentNode) => Json | undefined,
): Record<string, string> {
  return Object.fromEntries(headers.map(({ name, schema }) => [name, String(sampler(schema))]));
}

function exampleBeside(schema: DocumentNode): Json | undefined {
  const header = DocumentNode.in(schema.source, schema.pointer.replace(/\/schema$/, ''));
  return header.object['example'] ?? sampleOf(schema);
}

/** The class of the error that a call ends with, and what it repeats of the response. */
function errorOf({ status, headers }: Answer): Readonly<Record<string, unknown>> {
  const name = CLASSES[status] ?? (status >= 500 ? 'ServerError' : 'ApiError');
  return { name, status, requestId: headers['X-Request-Id'] };
}

const CLASSES: Readonly<Record<number, string>> = {
  401: 'AuthenticationError',
  403: 'PermissionError',
  404: 'NotFoundError',
  409: 'ConflictError',
  413: 'PayloadTooLargeError',
  422: 'ValidationError',
  429: 'RateLimitError',
};

/** A list operation returns the page; one without a body, nothing. What others make of a body is theirs. */
function outcomeOf({ form }: MethodCall, { body }: Answer): Recording['outcome'] {
  if (body === '') return { returns: null };
  return form === 'filters' ? { returns: body } : { any: true };
}

/** Every declared failure that passes, in the order of the statuses, and then a success. */
function afterEveryFailure(call: AddressedCall, { responses, repeatable }: OperationModel): NamedRecording[] {
  const failures = responses.filter(({ status }) => PASSING.includes(status));
  const successes = responses.filter(({ status }) => status.startsWith('2'));
  const last = successes.find(({ content }) => content.length === 0 || call.form === 'filters');
  if (!repeatable || failures.length === 0 || !last) return [];
  const answers = [...failures, last].map((response): Answer => {
    const { mediaType, schema } = response.content[0] ?? {};
    const headers = { ...headersOf(response, sampleOf), ...(mediaType && { 'Content-Type': mediaType }) };
    const body = (schema && sampleOf(schema)) ?? '';
    return { what: 'after every failure', status: Number(response.status), headers, body };
  });
  return [recordingOf(call, answers, outcomeOf(call, answers.at(-1) ?? NOTHING))];
}

const PASSING: readonly string[] = ['429', '500', '502', '503', '504'];

const NOTHING: Answer = { what: '', status: 204, headers: {}, body: '' };

function recordingOf(call: AddressedCall, answers: readonly Answer[], outcome: Recording['outcome']): NamedRecording {
  const { operationId, method: httpMethod } = call.operation;
  const exchanges = answers.map(({ status, headers, body }): RecordedExchange => {
    const response = typeof body === 'object' && body !== null ? body : String(body);
    return {
      scope: call.scope,
      method: httpMethod.toUpperCase(),
      path: call.path,
      status,
      response,
      rawHeaders: headers,
    };
  });
  const { what = '', status = 0, headers = {} } = answers.at(-1) ?? {};
  const mediaType = headers['Content-Type'] ? ` as ${headers['Content-Type']}` : '';
  return {
    name: `${operationId}/${status} ${what}${mediaType} (derived)`,
    operationId,
    recording: {
      title: `${what}, as the document has it`,
      call: { method: call.method, arguments: call.args },
      outcome,
      exchanges,
      provenance: {
        kind: 'own',
        note: 'Derived from the document.',
        written: '',
        specification: specification.version,
        contract: { [operationId]: operationFingerprint(bigcommerceContract, operationId) ?? '' },
      },
    },
  };
}
