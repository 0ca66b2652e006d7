import { bigcommerceIssues, fromText, type OperationDescriptor, type QueryParameterDescriptor } from '#contract';
import type { ValidationIssue } from '../../generated/descriptor.js';
import { percentDecoded } from '../json.js';
import type { AdmittedCall } from './admit.js';
import { MALFORMED_JSON, NO_CONTENT, problemResponse, type ResponseDraft, tooManyItems } from './responses.js';
import { isDay } from './state.js';
import type { Switches } from './switches.js';

/** A call whose URL and body have been read. */
export interface StoreCall {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** What is wrong with items of the body. Everything else conforms to the document. */
  readonly itemIssues: readonly ValidationIssue[];
}

/** Reads a call, or refuses it. What depends on the content of the store is checked later. */
export function readCall(
  { route, body: text }: AdmittedCall,
  switches: Switches,
): { readonly call: StoreCall } | { readonly refusal: ResponseDraft } {
  const { operationId, operation } = route;
  const query = readQuery(route.query, operation.parameters.query);
  const queryRefusal = checkQuery(query, operation.parameters.query);
  if (queryRefusal) return { refusal: queryRefusal };
  const body = operation.requestBody ? parseJson(text ?? '') : undefined;
  if (body === MALFORMED) return { refusal: MALFORMED_JSON };
  const { maxItems = Infinity } = operation.requestBody?.limits ?? {};
  if (Array.isArray(body) && body.length > maxItems) return { refusal: tooManyItems(switches.tooManyItems, maxItems) };
  const lacksParameter = (effect: string) =>
    operation.parameters.query.some(({ name, whenOmitted }) => whenOmitted === effect && !(name in query.values));
  if (lacksParameter('changes-nothing')) return { refusal: NO_CONTENT };
  if (lacksParameter('unknown') && switches.valueDeletionWithoutIds === 204) return { refusal: NO_CONTENT };

  const path = readPath(route.path, operation.parameters.path);
  const values = switches.tooLargePage === 'largest' ? withLargestPage(query.values, operation) : query.values;
  const issues = bigcommerceIssues(operationId, { path, query: values, ...(body !== undefined && { body }) });
  const unreadableRefusal = refuseUnreadable(issues);
  if (unreadableRefusal) return { refusal: unreadableRefusal };
  const issue = issues.find(({ instancePath }) => itemIndexOf(instancePath) === undefined);
  if (issue) return { refusal: notValid(issue) };
  return { call: { path, query: values, body, itemIssues: issues } };
}

/** What a store objects to in a query before it validates the values. */
function checkQuery(query: ReadQuery, parameters: readonly QueryParameterDescriptor[]): ResponseDraft | undefined {
  if (query.undeclared.length > 0) {
    const names = query.undeclared.join(', ');
    return problemResponse(422, `The filter(s): ${names} are not valid filter parameter(s).`);
  }
  for (const { name, itemTypes, dateFilter } of parameters) {
    const value = query.values[name];
    if (dateFilter && typeof value === 'string' && !isDay(value.slice(0, 10)))
      return problemResponse(422, NOT_VALID, { [name]: 'invalid date' });
    if (!itemTypes?.includes('integer')) continue;
    const [wrong] = stringsIn(value);
    if (wrong !== undefined) return problemResponse(422, notAnInteger(name, wrong));
  }
  return undefined;
}

/** Our own title, where nobody has recorded BigCommerce's. */
const NOT_VALID = 'The request is not valid.';

function notAnInteger(name: string, text: string): string {
  return `Query parameter "${name}" value may contain only integer values. For input string: "${text}".`;
}

function withLargestPage(query: ReadQuery['values'], { parameters }: OperationDescriptor): ReadQuery['values'] {
  const { maximum = Infinity } = parameters.query.find(({ name }) => name === 'limit')?.limits ?? {};
  const { limit } = query;
  return typeof limit === 'number' && limit > maximum ? { ...query, limit: maximum } : query;
}

/** The position of the item of the body that a JSON pointer leads to or into. */
export function itemIndexOf(instancePath: string): number | undefined {
  const [, index] = /^\/body\/(\d+)(?:\/|$)/.exec(instancePath) ?? [];
  return index === undefined ? undefined : Number(index);
}

/** Refuses what breaks the document, where nobody has recorded how a store does it. */
export function notValid(issue: ValidationIssue): ResponseDraft {
  return problemResponse(422, NOT_VALID, { [nameOf(issue)]: issue.message ?? NOT_VALID });
}

/** The parameter that an issue is about, or `body`. */
function nameOf({ instancePath, params }: ValidationIssue): string {
  const [, place = '', name] = instancePath.split('/');
  const { missingProperty } = params;
  return name ?? (typeof missingProperty === 'string' ? missingProperty : place);
}

const MALFORMED = Symbol('malformed');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return MALFORMED;
  }
}

function readPath(path: Readonly<Record<string, string>>, parameters: OperationDescriptor['parameters']['path']) {
  const typesOf = (name: string) => parameters.find((parameter) => parameter.name === name)?.types ?? ['string'];
  return Object.fromEntries(Object.entries(path).map(([name, text]) => [name, fromText(text, typesOf(name))]));
}

/** A query as a store reads it, which is less strict than the document. */
interface ReadQuery {
  readonly values: Readonly<Record<string, unknown>>;
  readonly undeclared: readonly string[];
}

/** Commas may be percent-encoded. Only the first of a repeated parameter counts, unless its list is written like that. */
function readQuery(query: string, parameters: readonly QueryParameterDescriptor[]): ReadQuery {
  const values = new Map<string, unknown>();
  const undeclared: string[] = [];
  for (const pair of query === '' ? [] : query.split('&')) {
    const [rawName = '', ...rest] = pair.split('=');
    const name = percentDecoded(rawName);
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (!parameter) undeclared.push(name);
    else if (!values.has(name)) values.set(name, readValue(rest.join('='), parameter));
    else if (parameter.explode && parameter.types.includes('array'))
      values.set(name, [values.get(name), readValue(rest.join('='), parameter)].flat());
  }
  const used = [...values].filter(([, value]) => value !== IGNORED);
  return { values: Object.fromEntries(used), undeclared };
}

const IGNORED = Symbol('ignored');

function readValue(raw: string, { types, itemTypes = ['string'], dateFilter }: QueryParameterDescriptor): unknown {
  // Stores silently ignore dates that are percent-encoded, and list more than was asked for.
  if (dateFilter && raw.includes('%')) return IGNORED;
  const text = percentDecoded(raw);
  return types.includes('array') ? text.split(',').map((item) => fromText(item, itemTypes)) : fromText(text, types);
}

/** The numbers in a list of the query; none if there is no list. */
export function numbersIn(list: unknown): number[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'number') : [];
}

/** The strings in a list of the query; none if there is no list. */
export function stringsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

/**
 * The response to JSON with missing members or members of the wrong type. It names fields without their position, in the
 * words of the store's JSON library, as recorded for wishlists. Only a missing `value` is reported in another way.
 */
function refuseUnreadable(issues: readonly ValidationIssue[]): ResponseDraft | undefined {
  const errors = issues.flatMap(fieldError);
  return errors.length > 0
    ? problemResponse(422, 'JSON data is missing or invalid', Object.fromEntries(errors))
    : undefined;
}

function fieldError({ instancePath, keyword, params }: ValidationIssue): [field: string, error: string][] {
  const [, place, , field] = instancePath.split('/');
  if (place !== 'body') return [];
  const { missingProperty, type } = params;
  if (keyword === 'required' && typeof missingProperty === 'string' && missingProperty !== 'value')
    return [[missingProperty, 'error.path.missing']];
  return keyword === 'type' ? [[field ?? place, `error.expected.js${type === 'integer' ? 'number' : type}`]] : [];
}
