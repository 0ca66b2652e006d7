import type { OperationDescriptor } from '../../generated/contract-descriptor.js';
import type { Violation } from '../errors/contract-violation-error.js';
import type { Contract } from './contract.js';
import { decodeCookies } from './decode-cookies.js';
import { type DecodedTexts, decodeNamed } from './decode-named.js';
import { type DecodedQuery, decodeQuery } from './decode-query.js';
import { mediaTypeOf, readHeaders, type WireRequest } from './exchange.js';
import type { MatchedRequest } from './match-operation.js';
import { pointerTo } from './openapi/document-part.js';
import { bestRange, hasBody, isJson, type ReadBody, readBody } from './read-body.js';
import { violation } from './violations.js';
import { percentDecoded } from './wire-value.js';

/** All that a request carries, as values, and what is wrong with the way it was written. */
export interface RequestReading {
  readonly headers: ReadonlyMap<string, string>;
  /** Of the documented media types and ranges, that of the body. */
  readonly mediaType: string | undefined;
  readonly path: DecodedTexts;
  readonly query: DecodedQuery;
  readonly header: DecodedTexts;
  readonly cookie: DecodedQuery;
  readonly body: ReadBody;
  /** The values, in the form that validators want. */
  readonly carried: Readonly<Record<string, unknown>>;
}

export function readRequest(
  request: WireRequest,
  { operation, rawPath, query: rawQuery = '' }: MatchedRequest,
  contract: Contract,
): RequestReading {
  const { operationId, parameters, requestBody } = operation;
  const headers = readHeaders(request.headers);
  const inPath = { operationId, location: 'request.path', pointer: '/request/path' } as const;
  const path = decodeNamed(parameters.path, rawPath, inPath, (text) => percentDecoded(text) ?? text);
  const inQuery = { operationId, location: 'request.query', pointer: '/request/query' } as const;
  const query = decodeQuery(rawQuery, parameters.query, inQuery, queryCredentials(operation));
  const inHeader = { operationId, location: 'request.header', pointer: '/request/headers' } as const;
  const header = decodeNamed(parameters.header, headers, inHeader, (text) => text);
  const cookie = decodeCookies(headers, operation);
  const body = readRequestBody(request, headers, operation, contract);
  const carried = {
    path: path.values,
    query: query.values,
    header: header.values,
    ...(parameters.cookie && { cookie: cookie.values }),
    ...('value' in body && { body: body.value }),
  };
  const mediaType = bestRange(requestBody?.mediaTypes ?? [], mediaTypeOf(headers));
  return { headers, mediaType, path, query, header, cookie, body, carried };
}

/** The places of texts that are no values, and so break no schema: they have their violations already. */
export function unreadPointers({ path, query, header, cookie, body }: RequestReading): string[] {
  const unread = [path, query, header, cookie, body].flatMap(({ violations }) => violations.filter(isUnread));
  return [...unread.map(({ pointer }) => pointer), ...query.empty.map((name) => pointerTo('/request/query', name))];
}

function isUnread({ keyword }: Violation): boolean {
  return keyword === 'style' || keyword === 'content';
}

/** The names of credentials in a query. */
export function queryCredentials({ security }: Pick<OperationDescriptor, 'security'>): string[] {
  const credentials = security.flat().filter((credential) => credential.in === 'query');
  return credentials.map(({ name }) => name);
}

/** A body that cannot be read has its violation already. */
function readRequestBody(
  { body }: WireRequest,
  headers: ReadonlyMap<string, string>,
  { operationId, requestBody }: OperationDescriptor,
  { bodies }: Contract,
): ReadBody {
  const place = { operationId, location: 'request.body', pointer: '/request/body' } as const;
  if (!hasBody(body)) return { isRead: true, violations: [] };
  if (!requestBody) return { isRead: false, violations: [violation(place, 'requestBody', 'no body', 'a body')] };
  const mediaType = mediaTypeOf(headers);
  const read = readBody(body, mediaType, requestBody.mediaTypes, place, requestBody.texts);
  return { ...read, isRead: read.isRead && (isJson(mediaType) || bodies !== undefined) };
}
