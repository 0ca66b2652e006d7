import { examples } from '../../generated/examples.js';
import type { OperationId } from '../../generated/operations.js';
import { valueAt } from '../json.js';
import { type AdmittedCall, admit } from './admit.js';
import { endCall } from './limits.js';
import {
  listCustomerAttributes,
  listCustomers,
  listProfiles,
  listValues,
  NO_SUCH_SEGMENT,
  profilesOf,
} from './lists.js';
import { itemIndexOf, notValid, numbersIn, readCall, type StoreCall, stringsIn } from './read-call.js';
import {
  batchResponse,
  jsonResponse,
  NO_CONTENT,
  notModelled,
  problemResponse,
  type ResponseDraft,
  withHeaders,
} from './responses.js';
import { findValueProblem, recordOf, type StoreState, type ValueInput, writeValue } from './state.js';
import type { Store, StoreRequest, StoreResponse } from './store.js';
import type { Switches } from './switches.js';

/**
 * Answers a request at once. The response, and what the store contains afterwards, depend on nothing but the store, the
 * request and the time.
 */
export function answerRequest(store: Store, request: StoreRequest, nowMs: number): StoreResponse {
  const admission = admit(store, request, nowMs);
  if ('response' in admission) return admission.response;
  try {
    return carryOut(store, admission.call, nowMs);
  } finally {
    endCall(store.inFlight, admission.call.route.operation);
  }
}

/** Carries out an admitted call at one moment. */
export function carryOut(store: Store, call: AdmittedCall, nowMs: number): StoreResponse {
  const { operationId } = call.route;
  const operate = OPERATIONS[operationId] ?? ((_, read) => exampleResponse(operationId, read));
  const read = readCall(call, store.switches);
  const draft = 'refusal' in read ? read.refusal : operate(store.state, read.call, store.switches, nowMs);
  return withHeaders(draft, call.headers);
}

type Operation = (state: StoreState, call: StoreCall, switches: Switches, nowMs: number) => ResponseDraft;

/** Operations that a store models. Others leave it as it is, and are answered with the example of the document. */
const OPERATIONS: Readonly<Partial<Record<OperationId, Operation>>> = {
  listCustomers,
  listCustomerAttributes,
  listShopperProfilesOfSegment: listProfiles,
  listCustomerAttributeValues: listValues,
  upsertCustomerAttributeValues: upsertValues,
  deleteCustomerAttributeValues: deleteValues,
  deleteCustomers,
  removeShopperProfilesFromSegment: removeProfiles,
};

/** The success that the document shows. */
function exampleResponse(operationId: OperationId, { itemIssues: [issue] }: StoreCall): ResponseDraft {
  if (issue) return notValid(issue);
  const example = examples[operationId];
  if (!example) return notModelled(operationId);
  return example.body === undefined
    ? { ...NO_CONTENT, status: example.status }
    : jsonResponse(example.status, example.body);
}

/** Writes the values in their order, so that the last one for a customer and attribute wins. An `id` is ignored. */
function upsertValues(state: StoreState, call: StoreCall, switches: Switches, nowMs: number): ResponseDraft {
  const items: readonly unknown[] = Array.isArray(call.body) ? call.body : [];
  const checked = items.map((item, index) => checkItem(state, item, index, call));
  const problems = checked.flatMap((result, index) => (typeof result === 'string' ? [{ index, message: result }] : []));
  const valid = checked.filter((result) => typeof result !== 'string');
  if (problems.length > 0 && !switches.partialUpsert) return refusal(problems, switches);
  const written = valid.map((item) => writeValue(state, item, nowMs));
  if (problems.length > 0) return refusal(problems, switches);
  // One record for each customer and attribute, as it is after the call.
  const records = [...new Map(written.map((value) => [value.id, recordOf(value)])).values()];
  return jsonResponse(200, { data: switches.reorderRecords ? records.reverse() : records, meta: {} });
}

/** The value of an item, or what is wrong with it. */
function checkItem(state: StoreState, item: unknown, index: number, { itemIssues }: StoreCall): ValueInput | string {
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
): ResponseDraft {
  const named = namesAllInvalid ? problems : problems.slice(0, 1);
  const errors = named.map(({ index, message }) => [`${index}.data`, message]);
  return problemResponse(422, 'Set customer attribute values failed.', Object.fromEntries(errors));
}

/** Deletes values by their own ids. Unknown ids are ignored. */
function deleteValues(state: StoreState, { query }: StoreCall): ResponseDraft {
  const ids = new Set(numbersIn(query['id:in']));
  for (const [key, { id }] of state.values) if (ids.has(id)) state.values.delete(key);
  return NO_CONTENT;
}

/** Deletes customers with their values. Unknown ids are ignored. Shopper profiles stay. */
function deleteCustomers(state: StoreState, { query }: StoreCall): ResponseDraft {
  const ids = new Set(numbersIn(query['id:in']));
  for (const id of ids) state.customers.delete(id);
  for (const [key, { customerId }] of state.values) if (ids.has(customerId)) state.values.delete(key);
  return NO_CONTENT;
}

/** Removes shopper profiles from a segment: those in `id:in`, or all of them without it. */
function removeProfiles(state: StoreState, { path, query }: StoreCall, switches: Switches): ResponseDraft {
  const profiles = profilesOf(state, path);
  if (!profiles) return NO_SUCH_SEGMENT;
  const wanted = 'id:in' in query ? stringsIn(query['id:in']).map((id) => id.toLowerCase()) : [...profiles];
  const problems = switches.reportsAbsentProfiles ? absentProfiles(wanted, profiles) : {};
  for (const id of wanted) profiles.delete(id);
  const isRefused = wanted.length > 0 && Object.keys(problems).length === wanted.length;
  if (isRefused) return batchResponse(422, wanted.length, problems);
  return switches.removalAnswer === 204 ? NO_CONTENT : batchResponse(200, wanted.length, problems);
}

/** The problem of each profile that is not in the segment, by its position in the call. */
function absentProfiles(wanted: readonly string[], profiles: ReadonlySet<string>): Record<string, string> {
  const absent = wanted.flatMap((id, index) => (profiles.has(id) ? [] : [String(index)]));
  return Object.fromEntries(absent.map((index) => [index, 'The shopper profile is not part of the segment.']));
}
