import { bigcommerceOperation } from '#contract';
import type { components } from '../../generated/types.js';
import { numbersIn, type StoreCall, stringsIn } from './read-call.js';
import { jsonResponse, problemResponse, type ResponseDraft } from './responses.js';
import { recordOf, type StoredValue, type StoreState } from './state.js';

/** One page of the values that match all filters, ordered by id. A page beyond the last is empty. */
export function listValues(state: StoreState, { query }: StoreCall): ResponseDraft {
  const found = [...state.values.values()]
    .filter((value) => matchesFilters(state, value, query))
    .sort((a, b) => a.id - b.id);
  return pageOf(found, query, recordOf);
}

/** One page of what was found. A page beyond the last is empty. */
function pageOf<Found>(found: readonly Found[], query: StoreCall['query'], toRecord: (one: Found) => unknown) {
  const perPage = numberOf(query, 'limit');
  const currentPage = numberOf(query, 'page');
  const records = found.slice((currentPage - 1) * perPage, currentPage * perPage).map(toRecord);
  const pagination = {
    total: found.length,
    count: records.length,
    per_page: perPage,
    current_page: currentPage,
    total_pages: Math.ceil(found.length / perPage),
  };
  return jsonResponse(200, { data: records, meta: { pagination } });
}

function matchesFilters(state: StoreState, value: StoredValue, query: StoreCall['query']): boolean {
  const isNamed = (name: string, id: number) => !(name in query) || numbersIn(query[name]).includes(id);
  return (
    isNamed('customer_id:in', value.customerId) &&
    isNamed('attribute_id:in', value.attributeId) &&
    (!('name' in query) || state.attributes.get(value.attributeId)?.name === query['name']) &&
    matchesDates('date_created', value.createdAtMs, query) &&
    matchesDates('date_modified', value.modifiedAtMs, query)
  );
}

/** Customers by their ids. Addresses are compared without regard to case. */
export function listCustomers(state: StoreState, { query }: StoreCall): ResponseDraft {
  const ids = 'id:in' in query ? new Set(numbersIn(query['id:in'])) : state.customers;
  const emails = 'email:in' in query && new Set(stringsIn(query['email:in']).map((email) => email.toLowerCase()));
  const found = [...state.customers]
    .filter((id) => ids.has(id) && (!emails || emails.has(emailOf(state, id).toLowerCase())))
    .sort((one, other) => one - other);
  const include = stringsIn(query['include']);
  const profiles = new Map(
    include.length > 0 ? [...state.profiles].map(([profile, customer]) => [customer, profile] as const) : [],
  );
  return pageOf(found, query, (id): components['schemas']['Customer'] => {
    const profile = profiles.get(id) ?? null;
    return {
      id,
      email: emailOf(state, id),
      ...(include.includes('attributes') && { attributes: valuesOf(state, id) }),
      ...(include.includes('shopper_profile_id') && { shopper_profile_id: profile }),
      ...(include.includes('segment_ids') && { segment_ids: segmentsOf(state, profile) }),
    };
  });
}

/** Stores show so many of them with a customer. */
const MOST_ATTRIBUTES = 10;

function valuesOf({ values }: StoreState, id: number) {
  const own = [...values.values()].filter(({ customerId }) => customerId === id);
  return own.slice(0, MOST_ATTRIBUTES).map(recordOf);
}

function segmentsOf({ segments }: StoreState, profile: string | null): string[] {
  return [...segments].flatMap(([id, profiles]) => (profile !== null && profiles.has(profile) ? [id] : []));
}

function emailOf({ emails }: StoreState, id: number): string {
  return emails.get(id) ?? `customer-${id}@example.com`;
}

/** Attributes by their exact name. */
export function listCustomerAttributes({ attributes }: StoreState, { query }: StoreCall): ResponseDraft {
  const found = [...attributes.values()]
    .filter(({ name }) => !('name' in query) || name === query['name'])
    .sort((one, other) => one.id - other.id);
  return pageOf(found, query, ({ id, name, type }) => ({ id, name, type }));
}

/** The shopper profiles of a segment. */
export function listProfiles(state: StoreState, { path, query }: StoreCall): ResponseDraft {
  const profiles = profilesOf(state, path);
  if (!profiles) return NO_SUCH_SEGMENT;
  return pageOf([...profiles], query, (id) => {
    const customerId = state.profiles.get(id);
    return { id, ...(customerId !== undefined && { customer_id: customerId }) };
  });
}

/** A number of the query, or its default in the document, which is the same for all lists. */
function numberOf(query: StoreCall['query'], name: 'page' | 'limit'): number {
  const given = query[name];
  const parameter = bigcommerceOperation('listCustomerAttributeValues').parameters.query.find(
    (candidate) => candidate.name === name,
  );
  return Number(given ?? parameter?.limits.default);
}

/** Whether a time matches the filters of one name. `:min` and `:max` are inclusive. */
function matchesDates(name: string, timeMs: number, query: Readonly<Record<string, unknown>>): boolean {
  const second = Math.floor(timeMs / 1000) * 1000;
  const { [name]: exact, [`${name}:min`]: min, [`${name}:max`]: max } = query;
  if (min !== undefined && second < timeOf(min)) return false;
  if (max !== undefined && second > timeOf(max)) return false;
  if (exact === undefined) return true;
  return typeof exact === 'string' && exact.length === DAY.length
    ? new Date(timeMs).toISOString().startsWith(exact)
    : second === Math.floor(timeOf(exact) / 1000) * 1000;
}

const DAY = '2026-03-02';

/** Timestamps of up to ten digits are in seconds. A date and time without an offset is in UTC. */
function timeOf(filter: unknown): number {
  if (typeof filter === 'number') return filter < 1e10 ? filter * 1000 : filter;
  const text = String(filter).replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  return Date.parse(/T[\d:.]+$/.test(text) ? `${text}Z` : text);
}

export const NO_SUCH_SEGMENT = problemResponse(404, 'The segment does not exist.');

/** The shopper profiles of the segment in a path; `undefined` if there is no such segment. UUIDs are the same in any case. */
export function profilesOf(state: StoreState, { segmentId }: StoreCall['path']): Set<string> | undefined {
  return state.segments.get(String(segmentId).toLowerCase());
}
