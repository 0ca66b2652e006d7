import { decodeQuery } from '../../../src/contract/decode-query.js';
import { mediaTypeOf, readHeaders } from '../../../src/contract/exchange.js';
import type { Contract, Violation, WireRequest, WireResponse } from '../../../src/contract/index.js';
import type { ContentModel, HeaderModel, OperationModel, ResponseModel } from '../../../src/contract/load/model.js';
import { wireTypes } from '../../../src/contract/load/read-schemas.js';
import { matchOperation } from '../../../src/contract/match.js';
import { bestRange, hasBody, isJson } from '../../../src/contract/read-body.js';
import { fromText } from '../../../src/contract/wire-value.js';
import { percentDecoded } from '../../../src/json.js';
import type { AssertedExchange } from './items.js';
import { perSchema } from './schema-places.js';

/** An exchange in the terms of the document: as values, not as text. */
export interface Reading {
  readonly operation: OperationModel;
  readonly violations: readonly Violation[];
  /** Both halves are there, and nothing is wrong with either. */
  readonly conforms: boolean;
  readonly request: RequestReading | undefined;
  readonly response: ResponseReading | undefined;
}

export interface RequestReading {
  /** The values of the parameters that were sent, by place and name. */
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly body: BodyReading | undefined;
}

export interface ResponseReading {
  readonly status: number;
  /** The entry of the document that describes it, `undefined` where none does. */
  readonly documented: ResponseModel | undefined;
  readonly headers: ReadonlyMap<string, unknown>;
  readonly body: BodyReading | undefined;
}

export interface BodyReading {
  readonly content: ContentModel;
  /** `undefined` where it cannot be read. */
  readonly value: unknown;
}

export function parameterKey({ in: place, name }: { readonly in: string; readonly name: string }): string {
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`;
}

export function readExchange(asserted: AssertedExchange, operation: OperationModel, contract: Contract): Reading {
  const { request, response, violations } = asserted;
  return {
    operation,
    violations,
    conforms: request !== undefined && response !== undefined && violations.length === 0,
    request: request && readRequest(request, operation, contract),
    response: response && readResponse(response, operation),
  };
}

function readRequest(
  request: WireRequest,
  { operationId, parameters, requestBody }: OperationModel,
  contract: Contract,
): RequestReading {
  const match = matchOperation(request, contract);
  const headers = readHeaders(request.headers);
  const declared = contract.operations[operationId]?.parameters;
  const inQuery = { operationId, location: 'request.query', pointer: '/request/query' } as const;
  const query = 'operation' in match ? decodeQuery(match.query ?? '', declared?.query ?? [], inQuery).values : {};
  const path = 'operation' in match ? match.rawPath : new Map<string, string>();
  const values = parameters.flatMap((parameter) => {
    const { in: place, name } = parameter;
    const text = place === 'path' ? decoded(path.get(name)) : headers.get(name.toLowerCase());
    if (place === 'query') return Object.hasOwn(query, name) ? [[parameterKey(parameter), query[name]] as const] : [];
    return text === undefined ? [] : [[parameterKey(parameter), wireValueOf(text, parameter)] as const];
  });
  return { parameters: new Map(values), body: readBody(request.body, headers, requestBody?.content ?? []) };
}

function decoded(text: string | undefined): string | undefined {
  return text === undefined ? undefined : percentDecoded(text);
}

function readResponse({ status, headers: given, body }: WireResponse, operation: OperationModel): ResponseReading {
  const documented = responseFor(status, operation.responses);
  const headers = readHeaders(given);
  const values = (documented?.headers ?? []).flatMap((header) => {
    const text = headers.get(header.name.toLowerCase());
    return text === undefined ? [] : [[header.name, wireValueOf(text, header)] as const];
  });
  return { status, documented, headers: new Map(values), body: readBody(body, headers, documented?.content ?? []) };
}

/** The exact status wins over a range (`4XX`), a range over `default`. */
function responseFor(status: number, documented: readonly ResponseModel[]): ResponseModel | undefined {
  const named = (name: string) => documented.find((response) => response.status === name);
  const fallback = named('default');
  const { minimum, maximum } = fallback?.statusRange ?? { minimum: 100, maximum: 599 };
  const covered = status >= minimum && status <= maximum ? fallback : undefined;
  return named(String(status)) ?? named(`${Math.floor(status / 100)}XX`) ?? covered;
}

const typesOf = perSchema(wireTypes);

function wireValueOf(text: string, { schema }: Pick<HeaderModel, 'schema'>): unknown {
  return fromText(text, typesOf(schema));
}

function readBody(
  body: unknown,
  headers: ReadonlyMap<string, string>,
  documented: readonly ContentModel[],
): BodyReading | undefined {
  const range = bestRange(
    documented.map(({ mediaType }) => mediaType),
    mediaTypeOf(headers),
  );
  const content = documented.find(({ mediaType }) => mediaType === range);
  if (!content || !hasBody(body)) return undefined;
  return { content, value: typeof body === 'string' && isJson(mediaTypeOf(headers)) ? parsed(body) : body };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
