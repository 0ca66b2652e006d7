import { operations } from '../../generated/contract-operations.js';
import type { OperationId } from '../../generated/operations.js';
import { valueAt } from '../json.js';
import { type AdmittedCall, admit } from './admit.js';
import { type AnswerDraft, batchResult, json, NO_CONTENT, problem, withHeaders } from './answers.js';
import { leave } from './limits.js';
import { itemIndexOf, numbersOf, readCall, type StoreCall, textsOf } from './read-call.js';
import { findValueProblem, recordOf, type StoredValue, type StoreState, writeValue } from './state.js';
import type { Store, StoreAnswer, StoreRequest } from './store.js';
import type { Switches } from './switches.js';

type Apply = (state: StoreState, call: StoreCall, switches: Switches, nowMs: number) => AnswerDraft;

const APPLY: Readonly<Record<OperationId, Apply>> = {
  listCustomerAttributeValues: listValues,
  upsertCustomerAttributeValues: upsertValues,
  deleteCustomerAttributeValues: deleteValues,
  deleteCustomers,
  removeShopperProfilesFromSegment: removeProfiles,
};

/** Carries out a call that was let in, at one moment, and answers it. */
export function carryOut(store: Store, call: AdmittedCall, nowMs: number): StoreAnswer {
  const read = readCall(call, store.switches);
  const draft =
    'refusal' in read ? read.refusal : APPLY[call.route.operationId](store.state, read.call, store.switches, nowMs);
  return withHeaders(draft, call.headers);
}

/** Forgets that a call runs: it was answered, or nobody waits for the answer any more. */
export function end(store: Store, call: AdmittedCall): void {
  leave(store.inFlight, call.route.operation);
}

/**
 * Answers a request at once. Its answer, and what the store holds afterwards, depend on nothing but the store, the request
 * and the moment.
 */
export function answerRequest(store: Store, request: StoreRequest, nowMs: number): StoreAnswer {
  const admission = admit(store, request, nowMs);
  if ('answer' in admission) return admission.answer;
  try {
    return carryOut(store, admission.call, nowMs);
  } finally {
    end(store, admission.call);
  }
}

/** One page of the values that satisfy all filters, by their ids. A page beyond the last is empty. */
export function listValues(state: StoreState, { query }: StoreCall): AnswerDraft {
  const found = [...state.values.values()].filter((value) => isWanted(state, value, query)).sort((a, b) => a.id - b.id);
  const perPage = numberOf(query, 'limit');
  const currentPage = numberOf(query, 'page');
  const records = found.slice((currentPage - 1) * perPage, currentPage * perPage).map(recordOf);
  const pagination = {
    total: found.length,
    count: records.length,
    per_page: perPage,
    current_page: currentPage,
    total_pages: Math.ceil(found.length / perPage),
  };
  return json(200, { data: records, meta: { pagination } });
}

function isWanted(state: StoreState, value: StoredValue, query: StoreCall['query']): boolean {
  const isNamed = (name: string, id: number) => !(name in query) || numbersOf(query[name]).includes(id);
  return (
    isNamed('customer_id:in', value.customerId) &&
    isNamed('attribute_id:in', value.attributeId) &&
    (!('name' in query) || state.attributes.get(value.attributeId)?.name === query['name']) &&
    matchesDates('date_created', value.createdAtMs, query) &&
    matchesDates('date_modified', value.modifiedAtMs, query)
  );
}

/** The number in the query, or the one that the document has for when there is none. */
function numberOf(query: StoreCall['query'], name: 'page' | 'limit'): number {
  const given = query[name];
  const parameter = operations.listCustomerAttributeValues.parameters.query.find(
    (candidate) => candidate.name === name,
  );
  return Number(given ?? parameter?.limits.default);
}

/** Whether a moment is what the filters of one name ask for. `:min` and `:max` include the moment that they name. */
export function matchesDates(name: string, timeMs: number, query: Readonly<Record<string, unknown>>): boolean {
  const second = Math.floor(timeMs / 1000) * 1000;
  const { [name]: exact, [`${name}:min`]: min, [`${name}:max`]: max } = query;
  if (min !== undefined && second < momentOf(min)) return false;
  if (max !== undefined && second > momentOf(max)) return false;
  if (exact === undefined) return true;
  return typeof exact === 'string' && exact.length === DAY.length
    ? new Date(timeMs).toISOString().startsWith(exact)
    : second === Math.floor(momentOf(exact) / 1000) * 1000;
}

const DAY = '2026-03-02';

/** Timestamps of ten digits are seconds. Without an offset, a moment is taken for one in UTC. */
function momentOf(filter: unknown): number {
  if (typeof filter === 'number') return filter < 1e10 ? filter * 1000 : filter;
  const text = String(filter).replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  return Date.parse(/T[\d:.]+$/.test(text) ? `${text}Z` : text);
}

type Item = Pick<StoredValue, 'customerId' | 'attributeId' | 'value'>;

/** Writes values in the order in which they are listed, so that the last one of a pair stays. An `id` is not looked at. */
export function upsertValues(state: StoreState, call: StoreCall, switches: Switches, nowMs: number): AnswerDraft {
  const items: readonly unknown[] = Array.isArray(call.body) ? call.body : [];
  const checked = items.map((item, index) => checkItem(state, item, index, call));
  const problems = checked.flatMap((result, index) => (typeof result === 'string' ? [{ index, message: result }] : []));
  const acceptable = checked.filter((result) => typeof result !== 'string');
  if (problems.length > 0 && !switches.partialUpsert) return refusal(problems, switches);
  const written = acceptable.map((item) => writeValue(state, item, nowMs));
  if (problems.length > 0) return refusal(problems, switches);
  // One record for each pair, as it is after the call.
  const records = [...new Map(written.map((value) => [value.id, recordOf(value)])).values()];
  return json(200, { data: switches.reorderRecords ? records.reverse() : records, meta: {} });
}

/** The item, or what is wrong with it. */
function checkItem(state: StoreState, item: unknown, index: number, { itemIssues }: StoreCall): Item | string {
  const issue = itemIssues.find(({ instancePath }) => itemIndexOf(instancePath) === index);
  if (issue)
    return issue.params['missingProperty'] === 'value' ? 'missing attribute value' : (issue.message ?? 'invalid');
  const [customerId, attributeId, value] = ['customer_id', 'attribute_id', 'value'].map((name) => valueAt(item, name));
  if (typeof customerId !== 'number' || !state.customers.has(customerId)) return 'invalid customer ID';
  const attribute = typeof attributeId === 'number' ? state.attributes.get(attributeId) : undefined;
  if (!attribute || typeof value !== 'string') return 'invalid attribute ID';
  return findValueProblem(attribute.type, value) ?? { customerId, attributeId: attribute.id, value };
}

function refusal(
  problems: readonly { readonly index: number; readonly message: string }[],
  { namesAllInvalid }: Switches,
): AnswerDraft {
  const named = namesAllInvalid ? problems : problems.slice(0, 1);
  const errors = named.map(({ index, message }) => [`${index}.data`, message]);
  return problem(422, 'Set customer attribute values failed.', Object.fromEntries(errors));
}

/** Deletes values by their own ids. Ids that do not exist are passed over. */
export function deleteValues(state: StoreState, { query }: StoreCall): AnswerDraft {
  const ids = new Set(numbersOf(query['id:in']));
  for (const [key, { id }] of state.values) if (ids.has(id)) state.values.delete(key);
  return NO_CONTENT;
}

/** Deletes customers with their values. Ids that do not exist are passed over; shopper profiles are left alone. */
export function deleteCustomers(state: StoreState, { query }: StoreCall): AnswerDraft {
  const ids = new Set(numbersOf(query['id:in']));
  for (const id of ids) state.customers.delete(id);
  for (const [key, { customerId }] of state.values) if (ids.has(customerId)) state.values.delete(key);
  return NO_CONTENT;
}

/** Takes shopper profiles out of a segment: those that the call names, or every one when it names none. */
export function removeProfiles(state: StoreState, { segmentId, query }: StoreCall, switches: Switches): AnswerDraft {
  const profiles = state.segments.get(segmentId);
  if (!profiles) return problem(404, 'The segment does not exist.');
  const wanted = 'id:in' in query ? textsOf(query['id:in']).map((id) => id.toLowerCase()) : [...profiles];
  const problems = switches.reportsAbsentProfiles ? absences(wanted, profiles) : {};
  for (const id of wanted) profiles.delete(id);
  const isRefused = wanted.length > 0 && Object.keys(problems).length === wanted.length;
  if (isRefused) return batchResult(422, wanted.length, problems);
  return switches.removalAnswer === 204 ? NO_CONTENT : batchResult(200, wanted.length, problems);
}

/** What is wrong with profiles that are not in the segment, by their position in the call. */
function absences(wanted: readonly string[], profiles: ReadonlySet<string>): Record<string, string> {
  const absent = wanted.flatMap((id, index) => (profiles.has(id) ? [] : [String(index)]));
  return Object.fromEntries(absent.map((index) => [index, 'The shopper profile is not part of the segment.']));
}
