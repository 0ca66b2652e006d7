import { isJson, type OperationModel, type ParameterModel } from '#contract';
import { type Json, pointerTo } from '../../json.js';
import type { Accepts } from '../coverage/schema-places.js';
import { type PlainRequest, type PlainResponse, parseJson, withHeader, withoutHeader } from '../exchanges/exchange.js';
import type { ExchangeOperator } from '../exchanges/operator.js';
import { ADDRESS_OPERATORS, QUERY_OPERATORS } from '../exchanges/operators/addresses.js';
import { BODY_OPERATORS, HEADER_OPERATORS, STATUS_OPERATORS } from '../exchanges/operators/headers.js';
import type { Bases, ResponseBase } from './bases.js';
import { withoutParameter, withPairs, withParameter } from './requests.js';
import type { SampleOf } from './samples.js';
import { type ChangedValue, changesOf, completed } from './values.js';

/** A half of an exchange with one thing changed. The document may accept it still, or not. */
export type Derived = DerivedRequest | DerivedResponse;

interface DerivedBase {
  /** JSON pointer to what the change is about: a schema, a parameter, a response, an operation. */
  readonly about: string;
  /** What was changed, in words that repeat no value of an exchange. */
  readonly what: string;
}

/** They are made when they are chosen: a large body has thousands of changes, each as large as the body. */
export interface DerivedRequest extends DerivedBase {
  readonly half: 'request';
  request(): PlainRequest;
}

export interface DerivedResponse extends DerivedBase {
  readonly half: 'response';
  response(): PlainResponse;
}

/** Changes the bases of an operation at every place that the document has a rule for. */
export function derive(operation: OperationModel, bases: Bases, accepts: Accepts, sampleOf: SampleOf): Derived[] {
  const { request, responses } = bases;
  return [
    ...(request ? requestsFrom(request, operation, accepts, sampleOf) : []),
    ...responses.flatMap((base) => responsesFrom(base, operation, accepts, sampleOf)),
  ];
}

function requestsFrom(
  request: PlainRequest,
  operation: OperationModel,
  accepts: Accepts,
  sampleOf: SampleOf,
): Derived[] {
  const of = (about: string, what: string, changed: PlainRequest | undefined): DerivedRequest[] =>
    changed ? [{ half: 'request', about, what, request: () => changed }] : [];
  const parameters = operation.parameters.flatMap((parameter) => {
    const value = sampleOf(parameter.schema);
    const changes = value === undefined ? [] : changesOf(parameter.schema, value, accepts, sampleOf);
    const put = (other: Json) => withParameter(request, operation, parameter, other);
    const name = `${parameter.in} ${parameter.name}`;
    return [
      ...(value === undefined ? [] : of(parameter.pointer, `${name}: a sample`, put(value))),
      ...of(parameter.pointer, `${name}: left out`, withoutParameter(request, parameter)),
      ...(parameter.in === 'query' ? of(parameter.pointer, `${name}: not encoded`, withRaw(request, parameter)) : []),
      ...changes.flatMap((change) => of(change.about, `${name}: ${change.what}`, put(change.value))),
    ];
  });
  const bodies = (operation.requestBody?.content ?? []).flatMap(({ mediaType, schema }) => {
    if (!isJson(mediaType)) return [];
    const isOwn = request.headers.some(([name, value]) => name === 'content-type' && value.startsWith(mediaType));
    const value = (isOwn ? parseJson(request.body) : undefined) ?? sampleOf(schema);
    if (value === undefined) return [];
    const typed = isOwn ? request : withHeader(request, 'content-type', mediaType);
    return bodyChanges(schema, value, accepts, sampleOf).map(
      ({ about, what, value: changed }): DerivedRequest => ({
        half: 'request',
        about,
        what: `body ${what}`,
        request: () => ({ ...typed, body: JSON.stringify(changed) }),
      }),
    );
  });
  const undeclared = withPairs(request, UNDECLARED, [`${UNDECLARED}=text`]);
  const answer: PlainResponse = { status: 200, headers: [], body: '' };
  const whole = [...ADDRESS_OPERATORS, ...QUERY_OPERATORS, ...HEADER_OPERATORS, ...BODY_OPERATORS]
    .filter(({ half }) => half === 'request')
    .flatMap(({ title, apply }) =>
      apply({ request, response: answer }).flatMap(({ exchange }) => of(operation.pointer, title, exchange.request)),
    );
  return [
    ...of(operation.pointer, 'as it is', request),
    ...of(operation.pointer, 'an undeclared parameter', undeclared),
    ...parameters,
    ...bodies,
    ...whole,
  ];
}

/** The name that mutants give to what they add. */
const UNDECLARED = 'undeclared';

function withRaw(request: PlainRequest, { name }: ParameterModel): PlainRequest {
  return withPairs(request, name, [`${encodeURIComponent(name)}=a:b`]);
}

/** Changes of a body as it is, and of one that has everything. */
function bodyChanges(
  schema: Parameters<typeof changesOf>[0],
  value: Json,
  accepts: Accepts,
  sampleOf: SampleOf,
): ChangedValue[] {
  const full = completed(schema, value, accepts, sampleOf);
  const isFull = JSON.stringify(full) === JSON.stringify(value);
  const more = isFull ? [] : [{ about: schema.pointer, what: 'with everything declared', value: full }];
  return [
    ...more,
    ...changesOf(schema, full, accepts, sampleOf),
    ...(isFull ? [] : changesOf(schema, value, accepts, sampleOf)),
  ];
}

function responsesFrom(
  { documented, content, response }: ResponseBase,
  operation: OperationModel,
  accepts: Accepts,
  sampleOf: SampleOf,
): Derived[] {
  const made = (about: string, what: string, make: () => PlainResponse): DerivedResponse => {
    return { half: 'response', about, what: `${documented.status} ${what}`, response: make };
  };
  const of = (about: string, what: string, changed: PlainResponse) => made(about, what, () => changed);
  const isText = content?.mediaType.startsWith('text/') && response.body !== '';
  const value = isText ? response.body : content && isJson(content.mediaType) ? parseJson(response.body) : undefined;
  const written = (changed: Json): string =>
    isText && typeof changed === 'string' ? changed : JSON.stringify(changed);
  const bodies =
    content && value !== undefined
      ? bodyChanges(content.schema, value, accepts, sampleOf).map(({ about, what, value: changed }) =>
          made(about, `${content.mediaType} ${what}`, () => ({ ...response, body: written(changed) })),
        )
      : [];
  const headers = documented.headers.flatMap(({ name, schema }) => {
    const sample = sampleOf(schema);
    const changes = sample === undefined ? [] : changesOf(schema, sample, accepts, sampleOf);
    const texts = changes.filter((change) => typeof change.value !== 'object');
    const key = name.toLowerCase();
    return [
      of(documented.pointer, `header ${name}: left out`, withoutHeader(response, key)),
      ...(sample === undefined || typeof sample === 'object'
        ? []
        : [of(schema.pointer, `header ${name}: a sample`, withHeader(response, key, String(sample)))]),
      ...texts.map((change) =>
        of(change.about, `header ${name}: ${change.what}`, withHeader(response, key, String(change.value))),
      ),
    ];
  });
  const request: PlainRequest = { method: operation.method, url: '', headers: [], body: '' };
  const changed = (operators: readonly ExchangeOperator[], about: string) =>
    operators
      .filter(({ half }) => half === 'response')
      .flatMap(({ title, apply }) =>
        apply({ request, response }).map(({ exchange }) => of(about, title, exchange.response)),
      );
  const statuses = pointerTo(operation.pointer, 'responses');
  return [
    of(documented.pointer, 'as it is', response),
    ...bodies,
    ...headers,
    ...changed([...HEADER_OPERATORS, ...BODY_OPERATORS], documented.pointer),
    ...changed(STATUS_OPERATORS, statuses),
    ...UNLISTED.flatMap((status) => [
      of(statuses, `as ${status}`, { ...response, status }),
      of(statuses, `as ${status} without a body`, { status, headers: [], body: '' }),
      of(statuses, `as ${status} with JSON`, { status, headers: [['content-type', 'application/json']], body: '{}' }),
    ]),
  ];
}

/** Statuses that mutants add, and that few documents list. */
const UNLISTED = [201, 302, 418, 500];
