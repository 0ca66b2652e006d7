import type { OperationInput } from '../../generated/client.js';
import type { Limits, QueryParameterDescriptor } from '../../generated/descriptor.js';
import { operations } from '../../generated/operations.js';
import { valueAt } from '../json.js';
import { checkPlainObject } from '../options.js';
import type { SendOptions } from '../transport/attempt.js';
import type { PreparedRequest } from '../transport/request.js';
import type { Transport } from '../transport/transport.js';
import type { AttributeValue, AttributeValueFilters, AttributeValuePage } from '../types.js';

/**
 * The request for one page of attribute values.
 *
 * @throws InvalidRequestError for unknown filters and unusable values.
 */
export function prepareList(transport: Transport, filters: AttributeValueFilters): PreparedRequest<typeof LIST> {
  checkPlainObject(filters, 'filters');
  const input = { params: { query: toQuery(filters) } };
  return transport.prepare({ operationId: LIST, input, nameArgument: nameFilter });
}

/** One page of attribute values. */
export function sendList(
  transport: Transport,
  request: PreparedRequest<typeof LIST>,
  options: SendOptions,
  findProblem: (page: AttributeValuePage) => string | undefined = () => undefined,
): Promise<AttributeValuePage> {
  const check = (body: unknown) => (isPage(body) ? findProblem(body) : 'its body has no list of records');
  return transport.send(request, { ...options, findProblem: check });
}

/** Single records are taken on trust, and so is where the page stands. */
function isPage(body: unknown): body is AttributeValuePage {
  return recordsOf(body) !== undefined;
}

export const LIST = 'listCustomerAttributeValues';

const PARAMETERS: readonly QueryParameterDescriptor[] = operations[LIST].parameters.query;

type Query = NonNullable<OperationInput<typeof LIST>['params']>['query'] & object;

const DATE_FILTERS: readonly string[] = PARAMETERS.filter(({ dateFilter }) => dateFilter).map(({ name }) => name);

/**
 * Filters as the API takes them, in a copy without what is `undefined`. Whether they are what their types say is checked
 * afterwards.
 */
export function toQuery(filters: AttributeValueFilters): Query {
  const members: [string, unknown][] = [];
  for (const [name, value] of Object.entries(filters)) {
    if (value !== undefined) members.push([name, toQueryValue(name, value)]);
  }
  // It defines members, so that one called __proto__ stays a member.
  return Object.fromEntries(members);
}

function toQueryValue(name: string, value: unknown): unknown {
  if (DATE_FILTERS.includes(name)) return toDateFilter(value);
  return Array.isArray(value) ? [...value] : value;
}

/** Names a place in the query as the filter that it came from. */
export function nameFilter([, name, position]: readonly string[]): string {
  const filter = name === undefined ? 'filters' : `filters[${JSON.stringify(name)}]`;
  return position === undefined ? filter : `${filter}[${position}]`;
}

/** The bounds that the document sets on a filter. */
export function limitsOf(parameter: string): Limits {
  return PARAMETERS.find(({ name }) => name === parameter)?.limits ?? {};
}

/** The list of records in a body, or `undefined` where it has none. Single records are taken on trust. */
export function recordsOf(body: unknown): readonly AttributeValue[] | undefined {
  const data = valueAt(body, 'data');
  return Array.isArray(data) ? data : undefined;
}

/**
 * Writes a moment in a form that the API honours. Dates and times with an offset east of Greenwich become UTC: their `+`
 * would be read as a space, and percent-encoded dates are ignored by the API. Everything else stays as it is.
 */
export function toDateFilter(value: unknown): unknown {
  if (isDate(value)) return toUtc(value);
  const [, local, hours, minutes] = (typeof value === 'string' && EASTERN_OFFSET.exec(value)) || [];
  if (!local) return value;
  return toUtc(new Date(isCalendarDay(local.slice(0, 10)) ? `${local}+${hours}:${minutes}` : Number.NaN));
}

/** Runtimes take 31 February for 3 March. */
function isCalendarDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

const EASTERN_OFFSET = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)\+(\d\d):?(\d\d)$/;

/** The API itself writes whole seconds and `Z`. What is no moment stays none, and is refused afterwards. */
function toUtc(date: Date): string {
  return Number.isNaN(date.getTime()) ? String(date) : date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** A Date of another realm is not an instance of this realm's class. */
function isDate(value: unknown): value is Date {
  return (
    Object.prototype.toString.call(value) === '[object Date]' &&
    typeof Reflect.get(Object(value), 'getTime') === 'function'
  );
}
