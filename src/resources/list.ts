import { InvalidRequestError } from '#errors';
import type { OperationInput } from '../../generated/client.js';
import type { ClientLimits, ClientQueryParameter } from '../../generated/descriptor.js';
import { type OperationId, operations } from '../../generated/operations.js';
import { type CallResult, type DryRunOption, previewOrSend } from '../dry-run.js';
import { isObject, ownMember } from '../json.js';
import { type CallOptions, checkCallOptions, checkPlainObject, SINGLE_CHECKS } from '../options.js';
import type { SendOptions } from '../transport/attempt.js';
import type { PreparedRequest } from '../transport/request.js';
import type { SuccessBody, Transport } from '../transport/transport.js';

/** The type of filters as far as all list operations share it. Which names and values there may be, the document says. */
export interface AnyFilters {
  readonly page?: number | undefined;
  readonly limit?: number | undefined;
}

/** Filters in the form that the API takes. */
export type ListQuery = { [Name in keyof AnyFilters]: number };

/** What every list operation responds with. */
export interface AnyPage<Item = object> {
  readonly data: readonly Item[];
}

/** A page with the request id of its response, which is not enumerable: as JSON, a page stays what the store sent. */
export type Identified<Page> = Page & { readonly requestId?: string | undefined };

/** An operation that lists records by filters in its query, one page at a time. */
export interface ListOperation<Id extends OperationId, Page extends AnyPage> {
  readonly operationId: Id;
  toInput(query: ListQuery): OperationInput<Id>;
  readPage(body: SuccessBody<Id>): Page;
}

/** The input of an operation that takes a query and nothing else. */
export const byQuery = <Query>(query: Query) => ({ params: { query } });

/** The body of a page, as it is. */
export const asIs = <Body>(body: Body): Body => body;

/** Lists one page. */
export async function listPage<Id extends OperationId, Page extends AnyPage, IsDryRun extends boolean | undefined>(
  transport: Transport,
  operation: ListOperation<Id, Page>,
  filters: AnyFilters,
  options: CallOptions & DryRunOption<IsDryRun>,
): Promise<CallResult<Identified<Page>, IsDryRun>> {
  const { dryRun, ...checked } = checkCallOptions(options, SINGLE_CHECKS);
  const request = prepareList(transport, operation, filters);
  return previewOrSend(
    dryRun,
    async () => ({ requests: [await transport.preview(request, checked)] }),
    () => sendList(transport, operation, request, checked),
  );
}

/**
 * Prepares the request for one page.
 *
 * @throws InvalidRequestError for unknown filters and invalid values.
 */
export function prepareList<Id extends OperationId>(
  transport: Transport,
  { operationId, toInput }: ListOperation<Id, AnyPage>,
  filters: AnyFilters,
): PreparedRequest<Id> {
  checkPlainObject(filters, 'filters');
  const query = toQuery(operationId, filters);
  const issues = queryOf(operationId).flatMap(({ name, dateFilter, dateTime }) => {
    const day = dateFilter || dateTime ? impossibleDayIn(Reflect.get(query, name)) : undefined;
    return day === undefined ? [] : { path: nameFilter(['', name]), message: `must be a date, and there is no ${day}` };
  });
  if (issues.length > 0) throw new InvalidRequestError(issues, { operationId });
  return transport.prepare({ operationId, input: toInput(query), nameArgument: nameFilter });
}

/** @param findProblem Describes what makes a page unusable, if anything does. */
export async function sendList<Id extends OperationId, Page extends AnyPage>(
  transport: Transport,
  { readPage }: ListOperation<Id, Page>,
  request: PreparedRequest<Id>,
  options: SendOptions,
  findProblem: (page: AnyPage) => string | undefined = () => undefined,
): Promise<Identified<Page>> {
  const check = (body: unknown) => (isPage(body) ? findProblem(body) : 'its body has no list of objects');
  const { body, requestId } = await transport.send(request, { ...options, findProblem: check });
  const page = readPage(body);
  return Object.hasOwn(page, 'requestId') ? page : Object.defineProperty(page, 'requestId', { value: requestId });
}

/** The members of records, and pagination, are not checked. */
function isPage(body: unknown): body is AnyPage {
  return recordsOf(body) !== undefined;
}

function queryOf(operationId: OperationId): readonly ClientQueryParameter[] {
  return operations[operationId].parameters.query;
}

/** Copies filters in the form that the API takes, without those that are `undefined`. Types are checked later. */
export function toQuery(operationId: OperationId, filters: AnyFilters): ListQuery {
  const query: Record<string, unknown> = { ...filters };
  const dates = queryOf(operationId).filter(({ dateFilter, dateTime }) => dateFilter || dateTime);
  for (const name of Object.keys(query)) {
    const value = query[name];
    if (value === undefined) delete query[name];
    else if (dates.some((date) => date.name === name)) query[name] = toDateFilter(value);
    else if (Array.isArray(value)) query[name] = [...value];
  }
  return query;
}

/** Names a place in the request as the caller's argument or filter. */
function nameFilter([place, name, position]: readonly string[]): string {
  if (place === 'path' && name !== undefined) return name;
  const filter = name === undefined ? 'filters' : `filters[${JSON.stringify(name)}]`;
  return position === undefined ? filter : `${filter}[${position}]`;
}

/** The limits of a filter in the document. */
export function limitsOf(operationId: OperationId, parameter: string): ClientLimits {
  return queryOf(operationId).find(({ name }) => name === parameter)?.limits ?? {};
}

/** The list of records in a body, or `undefined` if there is none. The members of records are not checked. */
export function recordsOf<Item extends object>(body: unknown): readonly Item[] | undefined {
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
