import { InvalidRequestError, type RequestIssue } from '#errors';
import type { OperationInput } from '../../generated/client.js';
import type { ValidationIssue } from '../../generated/descriptor.js';
import type { OperationId } from '../../generated/operations.js';
import { requests } from '../../generated/requests.js';
import { isObject, pointerTokens, valueAt } from '../json.js';
import type { Redactor } from '../redact.js';

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
  const { params, body }: { params?: object; body?: unknown } = input;
  const request = { path: {}, query: {}, ...params, ...(body !== undefined && { body }) };
  const validate = requests[operationId];
  if (validate(request)) return { operationId, input };
  const issues = (validate.errors ?? []).map((issue) => describeIssue(issue, request, nameArgument));
  const clean = issues.map(({ path, message }) => ({ path: redact.text(path), message: redact.text(message) }));
  throw new InvalidRequestError(clean, { operationId });
}

function describeIssue(issue: ValidationIssue, request: unknown, nameArgument: NameArgument): RequestIssue {
  const tokens = pointerTokens(issue.instancePath);
  const { missingProperty, additionalProperty } = issue.params;
  if (typeof missingProperty === 'string')
    return { path: nameArgument([...tokens, missingProperty]), message: 'is required' };
  if (typeof additionalProperty === 'string')
    return { path: nameArgument([...tokens, additionalProperty]), message: 'is not known' };
  return { path: nameArgument(tokens), message: `${demandOf(issue)}, got ${preview(valueAt(request, ...tokens))}` };
}

/** What a rule asks for, in words. Patterns and alternatives would tell people nothing. */
function demandOf({ keyword, params }: ValidationIssue): string {
  const { type, comparison, limit, format, allowedValues } = params;
  if (type) return `must be ${[type].flat().join(' or ')}`;
  if (comparison) return `must be ${comparison} ${limit}`;
  if (format) return `must be a valid ${format}`;
  if (allowedValues) return `must be one of ${JSON.stringify(allowedValues)}`;
  const [, bound, counted = ''] = /^(min|max)(Length|Items|Properties)$/.exec(keyword) ?? [];
  const counting = counted === 'Length' ? 'characters' : counted.toLowerCase();
  if (bound) return `must NOT have ${bound === 'max' ? 'more' : 'fewer'} than ${limit} ${counting}`;
  return keyword === 'false schema' ? 'must not be there' : 'is not in a form that the API takes';
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
