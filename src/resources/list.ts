import { InvalidRequestError } from '#errors';
import type { OperationInput } from '../../generated/client.js';
import type { ClientLimits, ClientQueryParameter } from '../../generated/descriptor.js';
import { operations } from '../../generated/operations.js';
import { type CallResult, type DryRunOption, previewOrSend } from '../dry-run.js';
import { isObject, ownMember } from '../json.js';
import { type CallOptions, checkCallOptions, checkPlainObject, SINGLE_CHECKS } from '../options.js';
import type { SendOptions } from '../transport/attempt.js';
import type { PreparedRequest } from '../transport/request.js';
import type { Transport } from '../transport/transport.js';
import type { AttributeValue, AttributeValueFilters, AttributeValuePage } from '../types.js';

/** Lists one page of attribute values. */
export async function listValues<IsDryRun extends boolean | undefined>(
  transport: Transport,
  filters: AttributeValueFilters,
  options: CallOptions & DryRunOption<IsDryRun>,
): Promise<CallResult<AttributeValuePage, IsDryRun>> {
  const { dryRun, ...checked } = checkCallOptions(options, SINGLE_CHECKS);
  const request = prepareList(transport, filters);
  return previewOrSend(
    dryRun,
    async () => ({ requests: [await transport.preview(request, checked)] }),
    () => sendList(transport, request, checked),
  );
}

/**
 * Prepares the request for one page of attribute values.
 *
 * @throws InvalidRequestError for unknown filters and invalid values.
 */
export function prepareList(transport: Transport, filters: AttributeValueFilters): PreparedRequest<typeof LIST> {
  checkPlainObject(filters, 'filters');
  const query = toQuery(filters);
  const issues = DATE_FILTERS.flatMap((name) => {
    const day = impossibleDayIn(Reflect.get(query, name));
    return day === undefined ? [] : { path: nameFilter(['', name]), message: `must be a date, and there is no ${day}` };
  });
  if (issues.length > 0) throw new InvalidRequestError(issues, { operationId: LIST });
  const input = { params: { query } };
  return transport.prepare({ operationId: LIST, input, nameArgument: nameFilter });
}

/** @param findProblem Describes what makes a page unusable, if anything does. */
export async function sendList(
  transport: Transport,
  request: PreparedRequest<typeof LIST>,
  options: SendOptions,
  findProblem: (page: AttributeValuePage) => string | undefined = () => undefined,
): Promise<AttributeValuePage> {
  const check = (body: unknown) => (isPage(body) ? findProblem(body) : 'its body has no list of objects');
  const { body, requestId } = await transport.send(request, { ...options, findProblem: check });
  // Not enumerable: as JSON, and compared with others, a page stays what the store sent.
  return Object.hasOwn(body, 'requestId') ? body : Object.defineProperty(body, 'requestId', { value: requestId });
}

/** The members of records, and pagination, are not checked. */
function isPage(body: unknown): body is AttributeValuePage {
  return recordsOf(body) !== undefined;
}

export const LIST = 'listCustomerAttributeValues';

const PARAMETERS: readonly ClientQueryParameter[] = operations[LIST].parameters.query;

type Query = NonNullable<OperationInput<typeof LIST>['params']>['query'] & object;

const DATE_FILTERS: readonly string[] = PARAMETERS.filter(({ dateFilter }) => dateFilter).map(({ name }) => name);

/** Copies filters in the form that the API takes, without those that are `undefined`. Types are checked later. */
export function toQuery(filters: AttributeValueFilters): Query {
  const query: Record<string, unknown> = { ...filters };
  for (const name of Object.keys(query)) {
    const value = query[name];
    if (value === undefined) delete query[name];
    else if (DATE_FILTERS.includes(name)) query[name] = toDateFilter(value);
    else if (Array.isArray(value)) query[name] = [...value];
  }
  return query;
}

/** Names a place in the query as the caller's filter. */
export function nameFilter([, name, position]: readonly string[]): string {
  const filter = name === undefined ? 'filters' : `filters[${JSON.stringify(name)}]`;
  return position === undefined ? filter : `${filter}[${position}]`;
}

/** The limits of a filter in the document. */
export function limitsOf(parameter: string): ClientLimits {
  return PARAMETERS.find(({ name }) => name === parameter)?.limits ?? {};
}

/** The list of records in a body, or `undefined` if there is none. The members of records are not checked. */
export function recordsOf(body: unknown): readonly AttributeValue[] | undefined {
  const data = ownMember(body, 'data');
  return Array.isArray(data) && data.every((one: unknown) => isObject(one) && !Array.isArray(one)) ? data : undefined;
}

/**
 * Writes a date in a form that the API honours. A `Date` and a time with a positive offset become UTC: the API reads `+` in a
 * query as a space, and ignores percent-encoded dates. Everything else stays as it is.
 */
export function toDateFilter(value: unknown): unknown {
  if (isDate(value)) return toUtc(value);
  const [, local, hours, minutes] = (typeof value === 'string' && EASTERN_OFFSET.exec(value)) || [];
  if (!local) return value;
  return impossibleDayIn(local) ? value : toUtc(new Date(`${local}+${hours}:${minutes}`));
}

/** The day of a date, if there is no such day. Runtimes read 31 February as 3 March, and stores do as they please. */
function impossibleDayIn(value: unknown): string | undefined {
  const [text, year, month, day] = (typeof value === 'string' && CALENDAR_DAY.exec(value)) || [];
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day)
    ? undefined
    : text;
}

const CALENDAR_DAY = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?=T|$)/;

const EASTERN_OFFSET = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)\+(\d\d):?(\d\d)$/;

/** Whole seconds and `Z`, as in the API's own dates. An invalid date stays invalid, and is refused later. */
function toUtc(date: Date): string {
  return Number.isNaN(date.getTime()) ? String(date) : date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Recognises a `Date` of another realm too, which is not an instance of this realm's class. */
function isDate(value: unknown): value is Date {
  return (
    Object.prototype.toString.call(value) === '[object Date]' &&
    typeof Reflect.get(Object(value), 'getTime') === 'function'
  );
}
