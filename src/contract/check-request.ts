import type { OperationDescriptor } from '../../generated/contract-descriptor.js';
import type { ValidationIssue } from '../../generated/descriptor.js';
import type { Violation } from '../errors/contract-violation-error.js';
import { checkSecurity } from './check-security.js';
import { bigcommerceContract, type Contract } from './contract.js';
import { decodeCookies } from './decode-cookies.js';
import { decodeNamed } from './decode-named.js';
import { decodeQuery } from './decode-query.js';
import { mediaTypeOf, readHeaders, type WireRequest } from './exchange.js';
import { type MatchedRequest, matchOperation } from './match-operation.js';
import { pointerTo } from './openapi/document-part.js';
import type { CheckOptions } from './options.js';
import { bestRange, hasBody, isJson, type ReadBody, readBody } from './read-body.js';
import { requestRule } from './rules/issue-rules.js';
import { ruleAt, withRules } from './rules/rule-at.js';
import { withoutSecrets } from './secrets.js';
import { whenStrict } from './strict/undeclared.js';
import { undeclaredInRequest } from './strict/undeclared-in-request.js';
import { findIssues, violation, violationsOf } from './violations.js';
import { percentDecoded } from './wire-value.js';

/**
 * Checks a request against a contract. No violations means that it conforms.
 *
 * @throws TypeError when a pattern of `strict.allow` is not one.
 */
export function checkRequest(
  request: WireRequest,
  contract: Contract = bigcommerceContract,
  options: CheckOptions = {},
): Violation[] {
  const match = matchOperation(request, contract);
  const violations =
    'operation' in match ? checkMatchedRequest(request, match, contract, options) : withRules(match, contract);
  return withoutSecrets(violations, request, contract);
}

/** As {@link checkRequest}, for a request whose operation is known already. Secrets are still in what it finds. */
export function checkMatchedRequest(
  request: WireRequest,
  match: MatchedRequest,
  contract: Contract,
  options: CheckOptions,
): Violation[] {
  const { operation } = match;
  const { operationId } = operation;
  const headers = readHeaders(request.headers);
  const inQuery = { operationId, location: 'request.query', pointer: '/request/query' } as const;
  const query = decodeQuery(match.query ?? '', operation.parameters.query, inQuery, queryCredentials(operation));
  const inPath = { operationId, location: 'request.path', pointer: '/request/path' } as const;
  const path = decodeNamed(operation.parameters.path, match.rawPath, inPath, (text) => percentDecoded(text) ?? text);
  const inHeader = { operationId, location: 'request.header', pointer: '/request/headers' } as const;
  const header = decodeNamed(operation.parameters.header, headers, inHeader, (text) => text);
  const cookie = decodeCookies(headers, operation);
  const body = checkBody(request, headers, operation, contract);
  const carried = {
    path: path.values,
    query: query.values,
    header: header.values,
    cookie: cookie.values,
    ...('value' in body && { body: body.value }),
  };
  const validate = contract.requests[operationId];
  const mediaType = bestRange(operation.requestBody?.mediaTypes ?? [], mediaTypeOf(headers));
  const validateBody = 'value' in body ? contract.bodies?.[operationId]?.[mediaType ?? ''] : undefined;
  const bodyIssues = validateBody ? findIssues(validateBody, body.value) : [];
  const issues = [
    ...(validate ? findIssues(validate, carried) : []),
    ...bodyIssues.map((issue) => ({ ...issue, instancePath: `/body${issue.instancePath}` })),
  ];
  const unread = [
    ...[path, query, header, cookie, body]
      .flatMap(({ violations }) => violations.filter(isUnread))
      .map(({ pointer }) => pointer),
    ...query.empty.map((name) => pointerTo(inQuery.pointer, name)),
  ];
  const inPart = (part: Part) => {
    const location = part === 'cookie' ? 'request.header' : (`request.${part}` as const);
    const place = { operationId, location, pointer: '/request' };
    const found = violationsOf(
      issues.filter((issue) => partOf(issue) === part),
      carried,
      place,
      (issue) => ruleAt(contract, requestRule(contract.document, operation, mediaType, carried, issue)),
    );
    // What cannot be read has its violation already.
    return found
      .map(underHeaders)
      .filter(({ pointer }) => !unread.some((place) => pointer === place || pointer.startsWith(`${place}/`)));
  };
  const violations = [
    ...match.violations,
    ...checkSecurity(operation, headers, query.undeclared),
    ...path.violations,
    ...inPart('path'),
    ...query.violations,
    ...checkUndeclared(operation, query.undeclared),
    ...inPart('query'),
    ...header.violations,
    ...inPart('header'),
    ...cookie.violations,
    ...inPart('cookie'),
    ...body.violations,
    ...(body.isRead ? inPart('body') : []),
    ...whenStrict(options, () => undeclaredInRequest(operation, headers, body, contract)),
  ];
  return withRules(violations, contract);
}

type Part = 'path' | 'query' | 'header' | 'cookie' | 'body';

function isUnread({ keyword }: Violation): boolean {
  return keyword === 'style' || keyword === 'content';
}

/** An exchange has them all under `headers`. */
function underHeaders(found: Violation): Violation {
  const { operationId, location, pointer, rule, keyword, expected, actual } = found;
  if (location !== 'request.header') return found;
  const at = pointer
    .replace('/request/header', '/request/headers')
    .replace('/request/cookie', '/request/headers/cookie');
  return violation({ operationId, location, pointer: at, rule }, keyword, expected, actual);
}

/** The part of a request that a finding is about; for a missing part, that part. */
function partOf({ instancePath, params }: ValidationIssue): unknown {
  return instancePath === '' ? params['missingProperty'] : instancePath.split('/')[1];
}

function queryCredentials({ security }: Pick<OperationDescriptor, 'security'>): string[] {
  const credentials = security.flat().filter((credential) => credential.in === 'query');
  return credentials.map(({ name }) => name);
}

/** Parameters that nobody declared, unless they are credentials. */
function checkUndeclared(
  { operationId, security }: OperationDescriptor,
  query: ReadonlyMap<string, string>,
): Violation[] {
  const credentials = queryCredentials({ security });
  const names = [...query.keys()].filter((name) => !credentials.includes(name));
  return names.map((name) => {
    const pointer = `/request/query/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return violation(
      { operationId, location: 'request.query', pointer },
      'parameters',
      'no undeclared query parameter',
      query.get(name),
    );
  });
}

/** A body that cannot be read has its violation already. */
function checkBody(
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
