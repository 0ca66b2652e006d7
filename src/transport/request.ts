import { InvalidRequestError, type RequestIssue } from '#errors';
import { type OperationInput, writeRequest } from '../../generated/client.js';
import type { ClientOperation, ValidationIssue } from '../../generated/descriptor.js';
import { credentialHeaders, type OperationId, operations } from '../../generated/operations.js';
import { requests } from '../../generated/validators.js';
import type { RequestPreview } from '../dry-run.js';
import { isObject, ownMembersOf, pointerTokens, valueAt } from '../json.js';
import type { Redactor } from '../redact.js';
import { suggestion } from '../text.js';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  /** By name, without `Host` and `Content-Length`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** A request that the OpenAPI document allows. */
export interface PreparedRequest<Id extends OperationId> {
  readonly operationId: Id;
  readonly input: OperationInput<Id>;
}

/** A request that the OpenAPI document may or may not allow, and the caller's names for its parts. */
export interface RequestDraft<Id extends OperationId> {
  readonly operationId: Id;
  readonly input: OperationInput<Id>;
  readonly nameArgument: NameArgument;
}

/** Names a place in a request as the argument that it came from. The tokens are those of a JSON pointer. */
export type NameArgument = (tokens: readonly string[]) => string;

/**
 * Checks a request against the OpenAPI document before anything is sent.
 *
 * @throws InvalidRequestError with everything that is wrong, in terms of the caller's arguments.
 */
export function prepareRequest<Id extends OperationId>(
  { operationId, input, nameArgument }: RequestDraft<Id>,
  redact: Redactor,
): PreparedRequest<Id> {
  // Spread, so that nothing is taken from Object.prototype.
  const { params, body }: { params?: object | undefined; body?: unknown } = {
    params: undefined,
    body: undefined,
    ...input,
  };
  const request = { path: {}, query: {}, ...params, ...(body !== undefined && { body }) };
  const validate = requests[operationId];
  if (validate(request)) return { operationId, input };
  const issues = (validate.errors ?? []).map((issue) => describeIssue(issue, operationId, request, nameArgument));
  const clean = issues.map(({ path, message }) => ({ path: redact.text(path), message: redact.text(message) }));
  throw new InvalidRequestError(clean, { operationId });
}

function describeIssue(
  { instancePath, keyword, params: given, declared = [] }: ValidationIssue,
  operationId: OperationId,
  request: unknown,
  nameArgument: NameArgument,
): RequestIssue {
  const tokens = pointerTokens(instancePath);
  const params = ownMembersOf(given);
  const { missingProperty, additionalProperty } = params;
  if (typeof missingProperty === 'string')
    return { path: nameArgument([...tokens, missingProperty]), message: 'is required' };
  if (typeof additionalProperty === 'string') {
    const message = `is not known${suggestion(additionalProperty, declared)}`;
    return { path: nameArgument([...tokens, additionalProperty]), message };
  }
  const demand = isDate(operationId, tokens) ? DATE_DEMAND : demandOf(keyword, params);
  return { path: nameArgument(tokens), message: `${demand}, got ${preview(valueAt(request, ...tokens))}` };
}

/** Whether a place in a request is a parameter that takes a date. */
function isDate(operationId: OperationId, [place, name]: readonly string[]): boolean {
  const { parameters }: ClientOperation = operations[operationId];
  return place === 'query' && parameters.query.some((query) => query.name === name && query.dateFilter);
}

const DATE_DEMAND = 'must be a date such as 2026-03-02 or 2026-03-02T08:15:30Z, or milliseconds since 1970';

/** What a rule asks for, in words. Patterns and alternatives would not help readers. */
function demandOf(keyword: string, params: ValidationIssue['params']): string {
  const { type, comparison, limit, format, allowedValues } = params;
  if (type) return `must be ${[type].flat().join(' or ')}`;
  if (comparison) return `must be ${comparison} ${limit}`;
  if (format) return `must be a valid ${format}`;
  if (allowedValues) return `must be one of ${JSON.stringify(allowedValues)}`;
  const [, bound, counted = ''] = /^(min|max)(Length|Items|Properties)$/.exec(keyword) ?? [];
  const counting = counted === 'Length' ? 'characters' : counted.toLowerCase();
  if (bound) return `must NOT have ${bound === 'max' ? 'more' : 'fewer'} than ${limit} ${counting}`;
  return keyword === 'false schema' ? 'is not allowed' : 'has an invalid format';
}

/** What a value is, without repeating much of it: it may be long, or somebody's personal data. */
function preview(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'function' || isObject(value)) return `a ${typeof value}`.replace('a o', 'an o');
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > PREVIEW_LENGTH ? `a ${typeof value} of ${String(value).length} characters` : text;
}

/** Characters. Long enough for an id or a UUID with a mistake in it. */
const PREVIEW_LENGTH = 42;

/** What requests of all operations have in common. */
export interface ServerSettings {
  /** The server's URL with its variables filled in. */
  readonly serverUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Writes a request as it goes over the wire.
 *
 * @param extra Headers of the caller. They cannot replace those of the client.
 * @throws InvalidRequestError when it cannot be written as a URL or as JSON.
 */
export function toWireRequest<Id extends OperationId>(
  { operationId, input }: PreparedRequest<Id>,
  extra: Readonly<Record<string, string>> | undefined,
  settings: ServerSettings,
  redact: Redactor,
): WireRequest {
  try {
    const { method, url, headers: ofOperation, body } = writeRequest(settings.serverUrl, operationId, input);
    const headers: Record<string, string> = { ...settings.headers };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (extra) addHeaders(headers, extra);
    if (ofOperation) addHeaders(headers, ofOperation);
    return { method, url, headers, body };
  } catch (error) {
    const issue = { path: 'the request', message: 'cannot be written as a URL or as JSON' };
    throw new InvalidRequestError([issue], { operationId, cause: redact.cause(error) });
  }
}

/** In lower case, so that only the last of several names counts that differ in case. */
function addHeaders(headers: Record<string, string>, more: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(more)) {
    if (value !== undefined) headers[name.toLowerCase()] = String(value);
  }
}

/** Shows a request, with its credentials masked. */
export function previewOf(operationId: OperationId, { method, url, headers, body }: WireRequest): RequestPreview {
  const shown = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    isCredential(name) ? '[redacted]' : value,
  ]);
  return { operationId, method, url, headers: Object.fromEntries(shown), body };
}

function isCredential(name: string): boolean {
  return credentialHeaders.some((header) => header.toLowerCase() === name.toLowerCase());
}
