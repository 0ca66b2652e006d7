import type { OperationDescriptor, QueryParameterDescriptor } from '../../generated/contract-descriptor.js';
import { requests } from '../../generated/contract-requests.js';
import type { ValidationIssue } from '../../generated/descriptor.js';
import { fromText, percentDecoded } from '../contract/wire-value.js';
import type { AdmittedCall } from './admit.js';
import { type AnswerDraft, MALFORMED_JSON, NO_CONTENT, problem, tooManyItems } from './answers.js';
import { isDay } from './state.js';
import type { Switches } from './switches.js';

/** What a call asks for. */
export interface StoreCall {
  readonly segmentId: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** What is wrong with members of the body. Everything else is as the document wants it. */
  readonly itemIssues: readonly ValidationIssue[];
}

/** Reads a call, or says why it makes no sense. What depends on what the store holds is looked at later. */
export function readCall(
  { route, body: text }: AdmittedCall,
  switches: Switches,
): { readonly call: StoreCall } | { readonly refusal: AnswerDraft } {
  const { operationId, operation, segmentId = '' } = route;
  const query = readQuery(route.query, operation.parameters.query);
  const queryRefusal = checkQuery(query, operation.parameters.query);
  if (queryRefusal) return { refusal: queryRefusal };
  const body = operation.requestBody ? parseJson(text ?? '') : undefined;
  if (body === MALFORMED) return { refusal: MALFORMED_JSON };
  const { maxItems = Infinity } = operation.requestBody?.limits ?? {};
  if (Array.isArray(body) && body.length > maxItems) return { refusal: tooManyItems(switches.tooManyItems, maxItems) };
  const isWithout = (effect: string) =>
    operation.parameters.query.some(({ name, whenOmitted }) => whenOmitted === effect && !(name in query.values));
  if (isWithout('changes-nothing')) return { refusal: NO_CONTENT };
  if (isWithout('unknown') && switches.valueDeletionWithoutIds === 204) return { refusal: NO_CONTENT };

  const path = segmentId === '' ? {} : { segmentId };
  const values = switches.tooLargePage === 'largest' ? withLargestPage(query.values, operation) : query.values;
  const validate = requests[operationId];
  const isValid = validate({ path, query: values, ...(body !== undefined && { body }) });
  const issues = isValid ? [] : (validate.errors ?? []);
  const unreadable = refuseUnreadable(issues);
  if (unreadable) return { refusal: unreadable };
  const isAboutItem = ({ instancePath }: ValidationIssue) => itemIndexOf(instancePath) !== undefined;
  const [issue] = issues.filter((candidate) => !isAboutItem(candidate));
  if (issue) return { refusal: problem(422, NOT_VALID, { [nameOf(issue)]: issue.message ?? issue.keyword }) };
  return { call: { segmentId: segmentId.toLowerCase(), query: values, body, itemIssues: issues } };
}

/** What is wrong with a query before its values are looked at one by one. */
function checkQuery(query: ReadQuery, parameters: readonly QueryParameterDescriptor[]): AnswerDraft | undefined {
  if (query.undeclared.length > 0) {
    const names = query.undeclared.join(', ');
    return problem(422, `The filter(s): ${names} are not valid filter parameter(s).`);
  }
  for (const { name, itemTypes, dateFilter } of parameters) {
    const value = query.values[name];
    if (dateFilter && typeof value === 'string' && !isDay(value.slice(0, 10)))
      return problem(422, NOT_VALID, { [name]: 'invalid date' });
    if (!itemTypes?.includes('integer')) continue;
    const [wrong] = textsOf(value);
    if (wrong !== undefined) return problem(422, notAnInteger(name, wrong));
  }
  return undefined;
}

/** Nobody has kept the words for what is wrong otherwise. */
const NOT_VALID = 'The request is not valid.';

function notAnInteger(name: string, text: string): string {
  return `Query parameter "${name}" value may contain only integer values. For input string: "${text}".`;
}

function withLargestPage(query: ReadQuery['values'], { parameters }: OperationDescriptor): ReadQuery['values'] {
  const { maximum = Infinity } = parameters.query.find(({ name }) => name === 'limit')?.limits ?? {};
  const { limit } = query;
  return typeof limit === 'number' && limit > maximum ? { ...query, limit: maximum } : query;
}

/** The position of a member of the body that a JSON pointer leads to or into. */
export function itemIndexOf(instancePath: string): number | undefined {
  const [, index] = /^\/body\/(\d+)(?:\/|$)/.exec(instancePath) ?? [];
  return index === undefined ? undefined : Number(index);
}

/** The parameter that an issue is about, or the body. */
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

/** A query as a store reads it, which is not as strictly as the document wants it written. */
export interface ReadQuery {
  readonly values: Readonly<Record<string, unknown>>;
  readonly undeclared: readonly string[];
}

/** Commas may be percent-encoded, and of a name that is repeated all but the first are ignored. */
export function readQuery(query: string, parameters: readonly QueryParameterDescriptor[]): ReadQuery {
  const values = new Map<string, unknown>();
  const undeclared: string[] = [];
  for (const pair of query === '' ? [] : query.split('&')) {
    const [rawName = '', ...rest] = pair.split('=');
    const name = percentDecoded(rawName) ?? rawName;
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (!parameter) undeclared.push(name);
    else if (!values.has(name)) values.set(name, readValue(rest.join('='), parameter));
  }
  const used = [...values].filter(([, value]) => value !== IGNORED);
  return { values: Object.fromEntries(used), undeclared };
}

const IGNORED = Symbol('ignored');

function readValue(raw: string, { types, itemTypes = ['string'], dateFilter }: QueryParameterDescriptor): unknown {
  // Dates that are percent-encoded are passed over without a word, so that more is listed than was asked for.
  if (dateFilter && raw.includes('%')) return IGNORED;
  const text = percentDecoded(raw) ?? raw;
  return types.includes('array') ? text.split(',').map((item) => fromText(item, itemTypes)) : fromText(text, types);
}

/** The numbers in a list of the query; none where there is no list. */
export function numbersOf(list: unknown): number[] {
  return Array.isArray(list) ? list.filter((member) => typeof member === 'number') : [];
}

/** The texts in a list of the query; none where there is no list. */
export function textsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((member) => typeof member === 'string') : [];
}

/**
 * What a store says to JSON of which members are missing or of another type. It names fields without a position, in the
 * words of its library for JSON, as recorded for wishlists. The one member whose absence is told otherwise is `value`.
 */
export function refuseUnreadable(issues: readonly ValidationIssue[]): AnswerDraft | undefined {
  const errors = issues.flatMap((issue) => unreadable(issue) ?? []);
  return errors.length > 0 ? problem(422, 'JSON data is missing or invalid', Object.fromEntries(errors)) : undefined;
}

function unreadable({ instancePath, keyword, params }: ValidationIssue): [string, string][] | undefined {
  const [, place, , field] = instancePath.split('/');
  if (place !== 'body') return undefined;
  const { missingProperty, type } = params;
  if (keyword === 'required' && typeof missingProperty === 'string' && missingProperty !== 'value')
    return [[missingProperty, 'error.path.missing']];
  return keyword === 'type'
    ? [[field ?? place, `error.expected.js${type === 'integer' ? 'number' : type}`]]
    : undefined;
}
