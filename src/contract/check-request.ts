import type { Violation } from '#errors';
import { isRecord, pointerTo } from '../json.js';
import { bigcommerceContract } from './bigcommerce.js';
import { assertReadable, type CheckOptions, type Contract, type OperationDescriptor } from './contract.js';
import { readableRequest, type WireRequest } from './exchange.js';
import { type MatchedRequest, matchOperation, ofBestMatch } from './match.js';
import { checkSecurity, type ParsedRequest, queryCredentials, readRequest, unreadPointers } from './read-request.js';
import { requestRule, ruleAt, withRules } from './rules.js';
import { withoutSecrets } from './secrets/mask.js';
import { withoutAllowed } from './strict/allow.js';
import { undeclaredInRequest, whenStrict } from './strict/undeclared.js';
import { type FoundIssue, findIssues, violation, violationsOf } from './violations.js';

/**
 * Checks a request against a contract. An empty list means that it conforms.
 * Its body, query and headers each report their first 1,000 violations; one more (keyword `more`) counts the rest.
 *
 * @throws TypeError when `allow` or `strict.allow` has an invalid pattern, or the body is a stream or bytes that are not UTF-8.
 */
export function checkRequest(
  given: WireRequest,
  contract: Contract = bigcommerceContract,
  options: CheckOptions = {},
): Violation[] {
  const request = readableRequest(given);
  const match = matchOperation(request, contract);
  const left = (violations: readonly Violation[]) => withoutAllowed(violations, options, contract, request.url);
  const found =
    'operation' in match
      ? ofBestMatch(match, contract, (one) => left(checkMatchedRequest(request, one, contract, options)))
      : left(withRules(match, contract));
  return withoutSecrets(found, { request }, contract);
}

/** As {@link checkRequest}, for a request whose operation is known. Its violations are not redacted yet. */
export function checkMatchedRequest(
  request: WireRequest,
  match: Omit<MatchedRequest, 'others'>,
  contract: Contract,
  options: CheckOptions,
): Violation[] {
  const { operation } = match;
  const { operationId } = operation;
  assertReadable(contract, operationId);
  const { parsed, issues, unusual } = bestReading(readRequest(request, match), operationId, contract);
  const { headers, mediaType, path, query, header, cookie, body, carried } = parsed;
  const unread = unreadPointers(parsed);
  const inPart = (part: Part) => {
    const location = part === 'cookie' ? 'request.header' : (`request.${part}` as const);
    const place = { operationId, location, pointer: '/request' };
    const found = violationsOf(
      issues.filter((issue) => partOf(issue) === part),
      carried,
      place,
      (issue) => ruleAt(contract, requestRule(contract.document, operation, mediaType, issue)),
    );
    // Values that could not be read have been reported.
    return found.map(underHeaders).filter(({ pointer }) => !unread.some((place) => isWithin(pointer, place)));
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
    ...whenStrict(options, contract, () => [
      ...match.unusual,
      ...query.unusual,
      ...unusual,
      ...undeclaredInRequest(operation, headers, body, contract),
    ]),
  ];
  return withRules(violations, contract);
}

type Part = 'path' | 'query' | 'header' | 'cookie' | 'body';

interface BestReading {
  readonly parsed: ParsedRequest;
  readonly issues: readonly FoundIssue[];
  /** What is unusual about the readings that were chosen. */
  readonly unusual: readonly Violation[];
}

/**
 * The request with the reading of each text that satisfies the schema. Where none does, the likeliest one stays, so that
 * violations show the value that most servers would see.
 */
function bestReading(first: ParsedRequest, operationId: string, contract: Contract): BestReading {
  let best: BestReading = { parsed: first, issues: issuesOf(first, operationId, contract), unusual: [] };
  const choose = (part: 'path' | 'query' | 'body', readings: ParsedRequest['query']['readings']) => {
    for (const [name, others] of readings) {
      const at = pointerTo('', part, name);
      // An issue of the whole, such as that no alternative matches, may be about any of its members.
      if (!best.issues.some(({ instancePath }) => isWithin(instancePath, at) || instancePath === `/${part}`)) continue;
      for (const { value, unusual } of others) {
        const parsed = withReading(best.parsed, part, name, value);
        const issues = issuesOf(parsed, operationId, contract);
        const isBetter = issues.length < best.issues.length;
        if (!isBetter || issues.some(({ instancePath }) => isWithin(instancePath, at))) continue;
        best = { parsed, issues, unusual: [...best.unusual, ...(unusual ? [unusual] : [])] };
        break;
      }
    }
  };
  choose('path', first.path.readings);
  choose('query', first.query.readings);
  choose('body', first.body.readings ?? new Map());
  return best;
}

function isWithin(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}

function withReading(
  parsed: ParsedRequest,
  part: 'path' | 'query' | 'body',
  name: string,
  value: unknown,
): ParsedRequest {
  const replaced = (members: unknown) => ({ ...(isRecord(members) ? members : {}), [name]: value });
  const carried = { ...parsed.carried, [part]: replaced(parsed.carried[part]) };
  if (part !== 'body') return { ...parsed, carried };
  return { ...parsed, carried, body: { ...parsed.body, value: replaced(parsed.body.value) } };
}

/** Schema failures. The body has a schema for each media type. */
function issuesOf(
  { carried, body, mediaType }: ParsedRequest,
  operationId: string,
  { requests, bodies }: Contract,
): readonly FoundIssue[] {
  const validate = requests[operationId];
  const validateBody = bodies[operationId]?.[mediaType ?? ''];
  const issues = validate
    ? findIssues(validate, 'body' in carried ? { ...carried, body: true } : carried, '/body')
    : [];
  if (!validateBody || !('value' in body)) return issues;
  const inBody = findIssues(validateBody, body.value);
  return [...issues, ...inBody.map((issue) => ({ ...issue, instancePath: `/body${issue.instancePath}` }))];
}

/** Header and cookie parameters are both under `headers` in an exchange. */
function underHeaders(found: Violation): Violation {
  const { operationId, location, pointer, rule, keyword, expected, actual } = found;
  if (location !== 'request.header') return found;
  const at = pointer
    .replace('/request/header', '/request/headers')
    .replace('/request/cookie', '/request/headers/cookie');
  return violation({ operationId, location, pointer: at, rule }, keyword, expected, actual);
}

/** The part of a request that an issue is about, which may be a missing part. */
function partOf({ instancePath, params }: FoundIssue): unknown {
  return instancePath === '' ? params['missingProperty'] : instancePath.split('/')[1];
}

/** Undeclared query parameters, credentials excepted. */
function checkUndeclared(
  { operationId, security, anyQuery }: OperationDescriptor,
  query: ReadonlyMap<string, string>,
): Violation[] {
  if (anyQuery) return [];
  const credentials = queryCredentials({ security });
  const names = [...query.keys()].filter((name) => !credentials.includes(name));
  return names.map((name) => {
    const pointer = pointerTo('/request/query', name);
    return violation(
      { operationId, location: 'request.query', pointer },
      'parameters',
      'no undeclared query parameter',
      query.get(name),
    );
  });
}
