import {
  type ContentModel,
  type Contract,
  checkRequest,
  checkResponse,
  isJson,
  isSecretParameter,
  type OperationModel,
  type ResponseModel,
  secretMask,
  secretsIn,
  type WireExchange,
} from '#contract';
import type { Json } from '../../json.js';
import { type PlainRequest, type PlainResponse, parseJson, plainExchange } from '../exchanges/exchange.js';
import { sampleRequest, wireRequest, withCredentials } from './requests.js';
import type { SampleOf } from './samples.js';

/** What derived exchanges are made from: exchanges that conform, without credentials. */
export interface Bases {
  readonly request: PlainRequest | undefined;
  /** By documented response and media type. */
  readonly responses: readonly ResponseBase[];
}

export interface ResponseBase {
  readonly documented: ResponseModel;
  /** `undefined` for a response without a body. */
  readonly content: ContentModel | undefined;
  readonly response: PlainResponse;
}

/** @param own Exchanges of the operation that conform. */
export function basesOf(
  operation: OperationModel,
  own: readonly WireExchange[],
  contract: Contract,
  sampleOf: SampleOf,
  origin: string,
): Bases {
  const clean = own.slice(0, MOST_OWN).map((exchange) => cleaned(exchange, operation, contract));
  const requests = clean.map(({ request }) => request).filter((request) => conforms(request, contract));
  // One with a body, and with more parameters, has more that can be changed.
  const [richest] = requests.sort((one, other) => sizeOf(other) - sizeOf(one));
  const request = richest ?? sampleRequest(operation, contract, sampleOf, origin);
  const answers = clean.map(({ response }) => response);
  const responses = operation.responses.flatMap((documented) => {
    const contents = documented.content.length === 0 ? [undefined] : documented.content;
    return contents.flatMap((content): ResponseBase[] => {
      const known = answers.filter((response) => isOf(response, documented, content, operation));
      const found = [...known, sampleResponse(documented, content, operation, sampleOf)].find(
        (response) => checkResponse(wireResponse(response), operation.operationId, contract).length === 0,
      );
      return found ? [{ documented, content, response: found }] : [];
    });
  });
  return { request, responses };
}

/** Exchanges of one operation that are tried as bases. */
const MOST_OWN = 20;

function conforms(request: PlainRequest, contract: Contract): boolean {
  return checkRequest(wireRequest(request), contract).length === 0;
}

function sizeOf({ url, body }: PlainRequest): number {
  return (body === '' ? 0 : 1000) + url.split('&').length + (url.includes('?') ? 1 : 0);
}

export function wireResponse({ status, headers, body }: PlainResponse) {
  return { status, headers, ...(body !== '' && { body }) };
}

/** The status that a response is listed under. */
export function listedStatus(status: number, { responses }: OperationModel): string {
  const names = [String(status), `${Math.floor(status / 100)}XX`];
  return names.find((name) => responses.some((response) => response.status === name)) ?? 'default';
}

function isOf(
  response: PlainResponse,
  { status }: ResponseModel,
  content: ContentModel | undefined,
  operation: OperationModel,
): boolean {
  if (listedStatus(response.status, operation) !== status) return false;
  const mediaType = response.headers
    .find(([name]) => name === 'content-type')?.[1]
    .split(';')[0]
    ?.trim();
  return content === undefined ? response.body === '' : response.body !== '' && mediaType === content.mediaType;
}

/** Without credentials and headers that the document does not know, with short lists. */
function cleaned(exchange: WireExchange, operation: OperationModel, contract: Contract) {
  const mask = secretMask(secretsIn(exchange, contract));
  const { request, response } = plainExchange(exchange);
  const declared = operation.parameters.filter(({ in: place }) => place === 'header');
  const isKept = (name: string) =>
    ['content-type', 'accept'].includes(name) || declared.some((header) => header.name.toLowerCase() === name);
  const sent = {
    ...request,
    url: withoutSecretPairs(mask(request.url)),
    headers: request.headers
      .filter(([name]) => isKept(name) && !isSecretParameter(name))
      .map(([name, value]) => [name, mask(value)] as const),
    body: shortened(mask(request.body)),
  };
  const documented = operation.responses.find(({ status }) => status === listedStatus(response.status, operation));
  const headers = (documented?.headers ?? []).map(({ name }) => name.toLowerCase());
  const received = {
    ...response,
    headers: response.headers
      .filter(([name]) => name === 'content-type' || headers.includes(name))
      .map(([name, value]) => [name, mask(value)] as const),
    body: shortened(mask(response.body)),
  };
  return { request: withCredentials(sent, operation), response: received };
}

function withoutSecretPairs(url: string): string {
  const [address = '', query] = url.split('?');
  const pairs = (query ?? '').split('&').filter((pair) => pair !== '' && !isSecretParameter(pair.split('=')[0] ?? ''));
  return pairs.length === 0 ? address : `${address}?${pairs.join('&')}`;
}

function shortened(body: string): string {
  const value = /^\s*[[{]/.test(body) ? parseJson(body) : undefined;
  return value === undefined ? body : JSON.stringify(withShortLists(value));
}

function withShortLists(value: Json): Json {
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map(withShortLists);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withShortLists(member)]));
}

/** Items of a list that differ in nothing that matters. */
const MOST_ITEMS = 2;

function sampleResponse(
  { status, headers }: ResponseModel,
  content: ContentModel | undefined,
  operation: OperationModel,
  sampleOf: SampleOf,
): PlainResponse {
  const body = content && sampleOf(content.schema);
  return {
    status: statusFor(status, operation),
    headers: [
      ...headers.flatMap(({ name, schema, required }) => {
        const value = required ? sampleOf(schema) : undefined;
        return value === undefined ? [] : [[name.toLowerCase(), String(value)] as const];
      }),
      ...(content ? [['content-type', content.mediaType] as const] : []),
    ],
    body:
      content === undefined ? '' : isJson(content.mediaType) ? JSON.stringify(body ?? null) : String(body ?? 'text'),
  };
}

/** A status that a range or `default` covers, and no other entry. */
function statusFor(listed: string, operation: OperationModel): number {
  if (/^\d+$/.test(listed)) return Number(listed);
  const range = operation.responses.find(({ status }) => status === listed)?.statusRange;
  const first = listed === 'default' ? (range?.minimum ?? 418) : Number(listed[0]) * 100;
  const statuses = Array.from({ length: 100 }, (_, step) => first + step);
  return statuses.find((status) => listedStatus(status, operation) === listed) ?? first;
}
