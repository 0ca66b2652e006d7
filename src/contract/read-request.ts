import type { Violation } from '#errors';
import { percentDecoded, pointerTo } from '../json.js';
import type { CredentialDescriptor, OperationDescriptor } from './contract.js';
import { type DecodedTexts, decodeCookies, decodeNamed } from './decode-named.js';
import { type DecodedQuery, decodeQuery } from './decode-query.js';
import { mediaTypeOf, readHeaders, type WireRequest } from './exchange.js';
import type { MatchedRequest } from './match.js';
import { bestRange, hasBody, type ReadBody, readBody } from './read-body.js';
import { violation } from './violations.js';
import { isWellEncoded, textOfBase64 } from './wire-value.js';

/** The values in a request, and violations of their serialization. */
export interface ParsedRequest {
  readonly headers: ReadonlyMap<string, string>;
  /** The documented media type or range that covers the body. */
  readonly mediaType: string | undefined;
  readonly path: DecodedTexts;
  readonly query: DecodedQuery;
  readonly header: DecodedTexts;
  readonly cookie: DecodedQuery;
  readonly body: ReadBody;
  /** The values in the form that validators take. */
  readonly carried: Readonly<Record<string, unknown>>;
}

export function readRequest(
  request: WireRequest,
  { operation, rawPath, query: rawQuery = '', isExact }: Omit<MatchedRequest, 'others'>,
): ParsedRequest {
  const { operationId, parameters, requestBody } = operation;
  const headers = readHeaders(request.headers);
  const inPath = { operationId, location: 'request.path', pointer: '/request/path' } as const;
  const path = decodeNamed(parameters.path, rawPath, inPath, (text) => percentDecoded(text), !isExact);
  const inQuery = { operationId, location: 'request.query', pointer: '/request/query' } as const;
  const strictness = isExact ? 'exact' : 'lenient';
  const query = decodeQuery(rawQuery, parameters.query, inQuery, queryCredentials(operation), strictness);
  const inHeader = { operationId, location: 'request.header', pointer: '/request/headers' } as const;
  const header = decodeNamed(parameters.header, headers, inHeader, (text) => text);
  const cookie = decodeCookies(headers, operation);
  const body = readRequestBody(request, headers, operation);
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

/** JSON pointers to texts that could not be decoded. Their violations are known, so schema failures at them are noise. */
export function unreadPointers({ path, query, header, cookie, body }: ParsedRequest): string[] {
  const unread = [path, query, header, cookie, body].flatMap(({ violations }) => violations.filter(isUnread));
  return [...unread.map(({ pointer }) => pointer), ...query.empty.map((name) => pointerTo('/request/query', name))];
}

function isUnread({ keyword }: Violation): boolean {
  return keyword === 'style' || keyword === 'content';
}

export function queryCredentials({ security }: Pick<OperationDescriptor, 'security'>): string[] {
  const credentials = security.flat().filter((credential) => credential.in === 'query');
  return credentials.map(({ name }) => name);
}

function readRequestBody(
  { body }: WireRequest,
  headers: ReadonlyMap<string, string>,
  { operationId, requestBody }: OperationDescriptor,
): ReadBody {
  const place = { operationId, location: 'request.body', pointer: '/request/body' } as const;
  if (!hasBody(body)) return { isRead: true, violations: [] };
  if (!requestBody) return { isRead: false, violations: [violation(place, 'requestBody', 'no body', 'a body')] };
  const mediaType = mediaTypeOf(headers);
  return readBody(body, mediaType, requestBody.mediaTypes, place, requestBody.texts);
}

/** Violations never repeat a credential, not even an invalid one. */
export function checkSecurity(
  { operationId, security }: OperationDescriptor,
  headers: ReadonlyMap<string, string>,
  query: ReadonlyMap<string, string>,
): Violation[] {
  const textOf = ({ in: place, name }: CredentialDescriptor) => {
    if (place === 'query') {
      const text = query.get(name) ?? '';
      return isWellEncoded(text) ? percentDecoded(text) : '';
    }
    if (place === 'header') return headers.get(name.toLowerCase());
    const cookies = headers.get('cookie')?.split(/;\s*/) ?? [];
    return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
  };
  const isPresent = (credential: CredentialDescriptor) => {
    const text = textOf(credential) ?? '';
    return isFilled(text) && (credential.scheme === undefined || isOfScheme(text, credential.scheme));
  };
  if (security.length === 0 || security.some((credentials) => credentials.every(isPresent))) return [];
  const wanted = security.map((credentials) => credentials.map(nameOf).join(' and '));
  const hasOther = security.flat().some((credential) => isFilled(textOf(credential) ?? ''));
  const place = { operationId, location: 'request.security', pointer: '/request/headers' } as const;
  const actual = hasOther ? 'incomplete or malformed credentials' : 'no credential';
  return [violation(place, 'security', [...new Set(wanted)].join(', or '), actual)];
}

function nameOf({ in: location, name, scheme }: CredentialDescriptor): string {
  return `${name} in the ${location}${scheme ? `, which begins with "${scheme} "` : ''}`;
}

/** Whether a header has content other than spaces and the commas of repeated empty values. */
function isFilled(text: string): boolean {
  return /[^\s,]/.test(text);
}

/** Only `Basic` defines its credential: `user:password` in Base64 (RFC 7617). */
function isOfScheme(text: string, scheme: string): boolean {
  return text.split(',').some((part) => {
    const [name, credential] = part.trim().split(/ +/);
    if (name?.toLowerCase() !== scheme.toLowerCase() || credential === undefined) return false;
    return scheme !== 'Basic' || (textOfBase64(credential)?.includes(':') ?? false);
  });
}
