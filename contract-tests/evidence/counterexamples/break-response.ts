import type { ViolationLocation, WireResponse } from '../../../src/contract/index.js';
import type { ContentModel, OperationModel, ResponseModel } from '../../../src/contract/load/model.js';
import { pointerTo } from '../../../src/json.js';
import { breaksOf, having, without } from './break-schema.js';
import type { Counterexample, Loosen } from './counterexample.js';
import { bodyText, fullExchange, fullResponse, isObservable } from './wire.js';

/** Breaks everything that the document says about the answers of an operation. */
export function responseCounterexamples(operation: OperationModel): Counterexample[] {
  return [
    ...breakStatuses(operation),
    ...operation.responses.flatMap((response) => [
      ...breakHeaders(operation, response),
      ...(response.content.length === 0 ? breakAbsence(operation, response) : []),
      ...response.content.flatMap((content) => breakContent(operation, response, content)),
    ]),
  ];
}

interface Breaking {
  readonly constraint: string;
  readonly what: string;
  readonly location: ViolationLocation;
  readonly pointer: string;
  readonly keyword: string;
  readonly response: WireResponse;
  readonly loosen?: Loosen;
}

function broken(
  operation: OperationModel,
  status: string,
  { constraint, what, location, pointer, keyword, response, loosen }: Breaking,
): Counterexample {
  return {
    constraint,
    title: `${operation.operationId} ${status}: ${what}`,
    exchange: { request: fullExchange(operation).request, response },
    violation: { location, pointer, keyword },
    ...(loosen && { loosen }),
  };
}

/** Statuses that the document does not list, and that `default` does not cover. */
function breakStatuses(operation: OperationModel): Counterexample[] {
  const fallback = operation.responses.find(({ status }) => status === 'default');
  const at = { location: 'response.status', pointer: '/response/status', keyword: 'responses' } as const;
  const besideRange = fallback ? beyondRange(fallback) : [];
  const isListed = (status: string) => operation.responses.some((response) => response.status === status);
  const [success = '201'] = ['201', '202', '203', '205'].filter((status) => !isListed(status));
  const unlisted = [success, '302'].flatMap((status) => {
    if (!fallback) return [];
    const response = { ...fullResponse(fallback), status: Number(status) };
    const range = pointerTo(fallback.pointer, 'x-status-range');
    const content = fallback.content.map(
      ({ mediaType, schema }) => [mediaType, { schema: { $ref: `#${schema.pointer}` } }] as const,
    );
    const listed = having(pointerTo(operation.pointer, 'responses', status), {
      description: 'Listed.',
      content: Object.fromEntries(content),
    });
    return [
      broken(operation, status, {
        ...at,
        constraint: range,
        what: 'a status outside the range of default',
        response,
        loosen: without(range),
      }),
      broken(operation, status, {
        ...at,
        constraint: pointerTo(operation.pointer, 'responses'),
        what: 'a status that is not listed',
        response,
        loosen: listed,
      }),
    ];
  });
  const beyond = besideRange.map(({ status, bound }) => {
    const constraint = pointerTo(fallback?.pointer ?? '', 'x-status-range');
    const what = `${status} is beyond the ${bound} of the range of default`;
    const response = { ...(fallback && fullResponse(fallback)), status };
    const loosen = having(pointerTo(constraint, bound), status);
    return broken(operation, String(status), { ...at, constraint, what, response, loosen });
  });
  return [...unlisted, ...beyond];
}

function beyondRange({ statusRange }: ResponseModel) {
  if (!statusRange) return [];
  return [
    { bound: 'minimum', status: statusRange.minimum - 1 },
    { bound: 'maximum', status: statusRange.maximum + 1 },
  ];
}

function breakHeaders(operation: OperationModel, response: ResponseModel): Counterexample[] {
  const base = fullResponse(response);
  return response.headers.flatMap(({ name, schema }) =>
    breaksOf(schema)
      .filter((value) => value.value !== null && isObservable(schema, value))
      .map(({ constraint, keyword, value, loosen }) =>
        broken(operation, response.status, {
          constraint,
          what: `${name} is ${JSON.stringify(value)}, against ${keyword}`,
          location: 'response.header',
          pointer: pointerTo('/response/headers', name.toLowerCase()),
          keyword,
          response: { ...base, headers: { ...base.headers, [name]: String(value) } },
          loosen,
        }),
      ),
  );
}

function breakAbsence(operation: OperationModel, response: ResponseModel): Counterexample[] {
  const content = pointerTo(response.pointer, 'content');
  return [
    broken(operation, response.status, {
      constraint: content,
      what: 'a body where there is none',
      location: 'response.body',
      pointer: '/response/body',
      keyword: 'content',
      response: { ...fullResponse(response), headers: { 'Content-Type': 'text/plain' }, body: 'deleted' },
      loosen: having(content, { 'text/plain': { schema: {} } }),
    }),
    ...Object.entries({ 'Content-Type': 'text/plain', 'Content-Length': '7', 'Transfer-Encoding': 'chunked' }).map(
      ([name, value]) =>
        broken(operation, response.status, {
          constraint: content,
          what: `${name} where there is no body`,
          location: 'response.header',
          pointer: `/response/headers/${name.toLowerCase()}`,
          keyword: 'content',
          response: { ...fullResponse(response), headers: { [name]: value } },
        }),
    ),
  ];
}

function breakContent(
  operation: OperationModel,
  response: ResponseModel,
  { mediaType, schema }: ContentModel,
): Counterexample[] {
  const base = fullResponse(response, mediaType);
  const at = { location: 'response.body', pointer: '/response/body' } as const;
  const content = pointerTo(response.pointer, 'content');
  const optional = pointerTo(response.pointer, 'x-body-optional');
  const { 'Content-Type': _, ...headers } = { ...base.headers } as Record<string, string>;
  // A body that is not JSON is text. What is empty is no body, and has a rule of its own.
  const values = (mediaType === 'application/json' ? breaksOf(schema) : []).map(
    ({ constraint, at: place, keyword, value, loosen }) => ({
      ...at,
      constraint,
      what: `the ${mediaType} body breaks ${constraint}`,
      pointer: at.pointer + place,
      keyword,
      response: { ...base, body: bodyText(mediaType, value) },
      loosen,
    }),
  );
  const documented = response.content.map((other) => other.mediaType);
  const foreign = FOREIGN_MEDIA_TYPES.filter((other) => !documented.includes(other));
  const rules: Breaking[] = [
    ...values,
    ...foreign.map((other) => ({
      ...at,
      constraint: content,
      what: `${other} in place of ${mediaType}`,
      keyword: 'content',
      response: { ...base, headers: { ...headers, 'Content-Type': other } },
      loosen: having(pointerTo(content, other), { schema: {} }),
    })),
    { ...at, constraint: content, what: 'no media type', keyword: 'content', response: { ...base, headers } },
  ];
  if (mediaType === 'application/json')
    rules.push({
      ...at,
      constraint: content,
      what: 'JSON that ends too early',
      keyword: 'content',
      response: { ...base, body: `${base.body}`.slice(0, -1) },
    });
  if (!response.bodyOptional)
    rules.push({
      ...at,
      constraint: content,
      what: 'no body',
      keyword: 'content',
      response: { ...base, body: '' },
      loosen: having(optional, true),
    });
  return rules.map((rule) => broken(operation, response.status, rule));
}

/** What gateways and stores answer with somewhere, and what none does. */
const FOREIGN_MEDIA_TYPES = ['application/json', 'text/plain', 'text/html', 'application/xml'];
