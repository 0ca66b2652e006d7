import type {
  CredentialDescriptor,
  OperationDescriptor,
  ParameterDescriptor,
} from '../../generated/contract-descriptor.js';
import type { ValidationIssue } from '../../generated/descriptor.js';
import type { Violation } from '../errors/contract-violation-error.js';
import { bigcommerceContract, type Contract } from './contract.js';
import { decodeQuery } from './decode-query.js';
import { mediaTypeOf, readHeaders, type WireRequest } from './exchange.js';
import { type MatchedRequest, matchOperation } from './match-operation.js';
import type { CheckOptions } from './options.js';
import { bestRange, hasBody, isJson, readBody } from './read-body.js';
import { requestRule } from './rules/issue-rules.js';
import { ruleAt, withRules } from './rules/rule-at.js';
import { whenStrict } from './strict/undeclared.js';
import { undeclaredInRequest } from './strict/undeclared-in-request.js';
import { findIssues, violation, violationsOf } from './violations.js';
import { fromText, percentDecoded } from './wire-value.js';
import { withoutSecrets } from './without-secrets.js';

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
  return withoutSecrets(violations, { request }, contract);
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
  const query = decodeQuery(match.query ?? '', operation.parameters.query, operationId);
  const body = checkBody(request, headers, operation);
  const carried = {
    path: namedValues(operation.parameters.path, new Map(Object.entries(match.path))),
    query: query.values,
    header: namedValues(operation.parameters.header, headers),
    ...('value' in body && { body: body.value }),
  };
  const validate = contract.requests[operationId];
  const issues = validate ? findIssues(validate, carried, '/body') : [];
  const mediaType = bestRange(operation.requestBody?.mediaTypes ?? [], mediaTypeOf(headers));
  const inPart = (part: Part) => {
    const place = { operationId, location: `request.${part}` as const, pointer: '/request' };
    const found = violationsOf(
      issues.filter((issue) => partOf(issue) === part),
      carried,
      place,
      (issue) => ruleAt(contract, requestRule(contract.document, operation, mediaType, carried, issue)),
    );
    // An exchange has them all under `headers`.
    return part === 'header' ? found.map(underHeaders) : found;
  };
  const violations = [
    ...match.violations,
    ...checkSecurity(operation, headers, query.undeclared),
    ...inPart('path'),
    ...query.violations,
    ...checkUndeclared(operation, query.undeclared),
    ...inPart('query'),
    ...inPart('header'),
    ...(body.isJson ? inPart('body') : body.violations),
    ...whenStrict(options, () => undeclaredInRequest(operation, headers, body, contract)),
  ];
  return withRules(violations, contract);
}

type Part = 'path' | 'query' | 'header' | 'body';

function underHeaders({ operationId, location, pointer, rule, keyword, expected, actual }: Violation): Violation {
  const place = { operationId, location, pointer: pointer.replace('/request/header', '/request/headers'), rule };
  return violation(place, keyword, expected, actual);
}

/** The part of a request that a finding is about; for a missing part, that part. */
function partOf({ instancePath, params }: ValidationIssue): unknown {
  return instancePath === '' ? params['missingProperty'] : instancePath.split('/')[1];
}

function namedValues(
  parameters: readonly ParameterDescriptor[],
  texts: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const present = parameters.flatMap(({ name, types }) => {
    const text = texts.get(name) ?? texts.get(name.toLowerCase());
    return text === undefined ? [] : [[texts.has(name) ? name : name.toLowerCase(), fromText(text, types)] as const];
  });
  return Object.fromEntries(present);
}

/** Credentials are never repeated in a violation, not even wrong ones. */
function checkSecurity(
  { operationId, security }: OperationDescriptor,
  headers: ReadonlyMap<string, string>,
  query: ReadonlyMap<string, string>,
): Violation[] {
  const isPresent = ({ in: place, name }: CredentialDescriptor) => {
    if (place === 'query') return isFilled(percentDecoded(query.get(name) ?? ''));
    if (place === 'header') return isFilled(headers.get(name.toLowerCase()));
    return (headers.get('cookie') ?? '')
      .split('; ')
      .some((cookie) => cookie.length > name.length + 1 && cookie.startsWith(`${name}=`));
  };
  if (security.length === 0 || security.some((credentials) => credentials.every(isPresent))) return [];
  const wanted = security.map((credentials) =>
    credentials.map(({ in: location, name }) => `${name} in the ${location}`).join(' and '),
  );
  const place = { operationId, location: 'request.security', pointer: '/request/headers' } as const;
  return [violation(place, 'security', [...new Set(wanted)].join(', or '), 'no credential')];
}

/** Whether there is more than spaces, and commas between the values of a repeated header. */
function isFilled(text: string | undefined): boolean {
  return /[^\s,]/.test(text ?? '');
}

/** Parameters that nobody declared, unless they are credentials. */
function checkUndeclared(
  { operationId, security }: OperationDescriptor,
  query: ReadonlyMap<string, string>,
): Violation[] {
  const credentials = security.flat().filter((credential) => credential.in === 'query');
  const names = [...query.keys()].filter((name) => !credentials.some((credential) => credential.name === name));
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

/** Only JSON bodies have a schema to be checked against; a body that cannot be read has its violation already. */
function checkBody(
  { body }: WireRequest,
  headers: ReadonlyMap<string, string>,
  { operationId, requestBody }: OperationDescriptor,
) {
  const place = { operationId, location: 'request.body', pointer: '/request/body' } as const;
  if (!hasBody(body)) return { isJson: true, violations: [] };
  if (!requestBody) return { isJson: false, violations: [violation(place, 'requestBody', 'no body', 'a body')] };
  const mediaType = mediaTypeOf(headers);
  const read = readBody(body, mediaType, requestBody.mediaTypes, place);
  return { ...read, isJson: read.violations.length === 0 && isJson(mediaType) };
}
