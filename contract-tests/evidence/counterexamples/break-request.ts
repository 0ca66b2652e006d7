import type { ViolationLocation, WireRequest } from '../../../src/contract/index.js';
import type { OperationModel, ParameterModel } from '../../../src/contract/load/model.js';
import { pointerTo } from '../../../src/json.js';
import { breaksOf, having, without } from './break-schema.js';
import type { Counterexample, Loosen } from './counterexample.js';
import { fullExchange, fullQuery, isObservable, rawValue, SERVER, sampleOf, urlOf } from './wire.js';

/** Breaks everything that the document says about the request of an operation. */
export function requestCounterexamples(operation: OperationModel): Counterexample[] {
  return [
    ...operation.parameters.flatMap((parameter) =>
      parameter.in === 'query' ? breakQueryParameter(operation, parameter) : breakPathParameter(operation, parameter),
    ),
    ...breakAddress(operation),
    ...breakSecurity(operation),
    ...breakBody(operation),
  ];
}

interface Breaking {
  readonly constraint: string;
  readonly what: string;
  readonly location: ViolationLocation;
  readonly pointer: string;
  readonly keyword: string;
  readonly request: Partial<WireRequest>;
  readonly loosen?: Loosen;
}

function broken(
  operation: OperationModel,
  { constraint, what, location, pointer, keyword, request, loosen }: Breaking,
): Counterexample {
  const { request: base, response } = fullExchange(operation);
  return {
    constraint,
    title: `${operation.operationId}: ${what}`,
    exchange: { request: { ...base, ...request }, response },
    violation: { location, pointer, keyword },
    ...(loosen && { loosen }),
  };
}

function breakQueryParameter(operation: OperationModel, parameter: ParameterModel): Counterexample[] {
  const { name, pointer: declared } = parameter;
  const query = fullQuery(operation);
  const others = query.filter(([other]) => other !== name);
  const place = { location: 'request.query', pointer: pointerTo('/request/query', name) } as const;
  const withRaw = (...raw: string[]) => ({
    url: urlOf(operation, [...others, ...raw.map((text) => [name, text] as const)]),
  });
  const good = query.find(([other]) => other === name)?.[1] ?? '';

  const observable = breaksOf(parameter.schema).filter((value) => isObservable(parameter.schema, value));
  const values = observable.flatMap(({ constraint, at, keyword, value, loosen }) => {
    const raw = rawValue(parameter, value);
    const what = `${name} is ${raw}, against ${keyword}`;
    return raw === undefined
      ? []
      : [{ ...place, constraint, what, keyword, loosen, pointer: place.pointer + at, request: withRaw(raw) }];
  });
  const repeated = {
    ...place,
    constraint: pointerTo(declared, 'explode'),
    what: `${name} is there twice`,
    keyword: 'explode',
    request: withRaw(good, good),
  };
  const isList = parameter.schema.object['type'] === 'array';
  const rules: Breaking[] = isList ? [] : [{ ...repeated, constraint: declared }];
  if (isList && !parameter.explode) rules.push({ ...repeated, loosen: having(pointerTo(declared, 'explode'), true) });
  if (parameter.required) {
    const constraint = pointerTo(declared, 'required');
    rules.push({
      constraint,
      what: `${name} is missing`,
      location: 'request.query',
      pointer: '/request/query',
      keyword: 'required',
      request: withRaw(),
      loosen: without(constraint),
    });
  }
  if (parameter.dateFilter) {
    const constraint = pointerTo(declared, 'x-date-filter');
    rules.push({
      ...place,
      constraint,
      what: `${name} is percent-encoded`,
      keyword: 'x-date-filter',
      request: withRaw('2026-03-02T08%3A15%3A30Z'),
      loosen: without(constraint),
    });
  }
  const raw = reservedText(parameter);
  if (raw !== undefined) {
    const constraint = pointerTo(declared, 'allowReserved');
    rules.push({
      ...place,
      constraint,
      what: `${name} has a raw colon`,
      keyword: 'allowReserved',
      request: withRaw(raw),
      loosen: having(constraint, true),
    });
  }
  return [...values, ...rules].map((rule) => broken(operation, rule));
}

/** A text with a character that has to be percent-encoded, if a parameter takes one. */
function reservedText({ schema, allowReserved }: ParameterModel): string | undefined {
  const { type, format, pattern, enum: choices } = schema.object;
  if (allowReserved || type !== 'string' || choices !== undefined) return undefined;
  const text = format === undefined && pattern === undefined ? 'a:b' : String(sampleOf(schema));
  return encodeURIComponent(text) === text ? undefined : text;
}

function breakPathParameter(operation: OperationModel, { name, schema }: ParameterModel): Counterexample[] {
  return breaksOf(schema)
    .filter((value) => isObservable(schema, value))
    .map(({ constraint, at, keyword, value, loosen }) =>
      broken(operation, {
        constraint,
        what: `${name} is ${value}, against ${keyword}`,
        location: 'request.path',
        pointer: pointerTo('/request/path', name) + at,
        keyword,
        request: { url: urlOf(operation, fullQuery(operation), { [name]: encodeURIComponent(String(value)) }) },
        loosen,
      }),
    );
}

/** Server, path, method, and parameters that nobody declared. */
function breakAddress(operation: OperationModel): Counterexample[] {
  const query = fullQuery(operation);
  const at = { location: 'request.server', pointer: '/request/url', keyword: 'servers' } as const;
  const host = SERVER.replace('api.', 'apis.');
  const parameters = pointerTo(operation.pointer, 'parameters');
  const rules: Breaking[] = [
    { ...at, constraint: '/servers/0/url', what: 'another host', request: { url: urlOf(operation, query, {}, host) } },
    {
      ...at,
      constraint: '/servers/0/url',
      what: 'another version',
      request: { url: urlOf(operation, query, {}, SERVER.replace('/v3', '/v2')) },
    },
    {
      ...at,
      constraint: '/servers/0/url',
      what: 'plain HTTP',
      request: { url: urlOf(operation, query, {}, SERVER.replace('https', 'http')) },
    },
    {
      ...at,
      keyword: 'x-pattern',
      constraint: '/servers/0/variables/store_hash/x-pattern',
      what: 'a store hash with a dot',
      request: { url: urlOf(operation, query, {}, SERVER.replace('abc123example', 'a.b')) },
      loosen: without('/servers/0/variables/store_hash/x-pattern'),
    },
    {
      constraint: operation.pointer,
      what: 'another path',
      location: 'request.path',
      pointer: '/request/url',
      keyword: 'paths',
      request: { url: urlOf(operation, query).replace(/(\?|$)/, '/more$1') },
    },
    {
      constraint: operation.pointer,
      what: 'another method',
      location: 'request.method',
      pointer: '/request/method',
      keyword: 'method',
      request: { method: 'PATCH' },
    },
    {
      constraint: parameters,
      what: 'a parameter that is not declared',
      location: 'request.query',
      pointer: '/request/query/undeclared',
      keyword: 'parameters',
      request: { url: urlOf(operation, [...query, ['undeclared', 'x']]) },
    },
  ];
  return rules.map((rule) => broken(operation, rule));
}

function breakSecurity(operation: OperationModel): Counterexample[] {
  const { headers } = fullExchange(operation).request;
  const names = operation.security.flat().map(({ name }) => name);
  const others = Object.entries(headers ?? {}).filter(([name]) => !names.includes(name));
  const at = {
    constraint: '/security',
    location: 'request.security',
    pointer: '/request/headers',
    keyword: 'security',
    loosen: having(pointerTo(operation.pointer, 'security'), []),
  } as const;
  return [
    broken(operation, { ...at, what: 'no credential', request: { headers: Object.fromEntries(others) } }),
    broken(operation, {
      ...at,
      what: 'an empty credential',
      request: { headers: Object.fromEntries([...others, ...names.map((name) => [name, ''])]) },
    }),
  ];
}

function breakBody(operation: OperationModel): Counterexample[] {
  const at = { location: 'request.body', pointer: '/request/body' } as const;
  const pointer = pointerTo(operation.pointer, 'requestBody');
  const { headers } = fullExchange(operation).request;
  const [json] = operation.requestBody?.content ?? [];
  if (!operation.requestBody || !json) {
    const content = { content: { 'application/json': { schema: {} } } };
    const request = { headers: { ...headers, 'Content-Type': 'application/json' }, body: '{}' };
    return [
      broken(operation, {
        ...at,
        constraint: pointer,
        what: 'a body where there is none',
        keyword: 'requestBody',
        request,
        loosen: having(pointer, content),
      }),
    ];
  }
  const required = pointerTo(pointer, 'required');
  const media = pointerTo(pointer, 'content');
  const otherMedia = pointerTo(media, 'application/xml');
  const values = breaksOf(json.schema).map(({ constraint, at: place, keyword, value, loosen }) => ({
    ...at,
    constraint,
    what: `the body breaks ${constraint}`,
    pointer: at.pointer + place,
    keyword,
    request: { body: JSON.stringify(value) },
    loosen,
  }));
  const rules: Breaking[] = [
    ...values,
    {
      ...at,
      constraint: required,
      what: 'no body',
      pointer: '/request',
      keyword: 'required',
      request: { body: '' },
      loosen: without(required),
    },
    {
      ...at,
      constraint: media,
      what: 'a body of another media type',
      keyword: 'content',
      request: { headers: { ...headers, 'Content-Type': 'application/xml' } },
      loosen: having(otherMedia, { schema: {} }),
    },
    {
      ...at,
      constraint: media,
      what: 'a body of no media type',
      keyword: 'content',
      request: { headers: { 'X-Auth-Token': 'token' } },
    },
    { ...at, constraint: media, what: 'a body that is not JSON', keyword: 'content', request: { body: '[{]' } },
  ];
  return rules.map((rule) => broken(operation, rule));
}
