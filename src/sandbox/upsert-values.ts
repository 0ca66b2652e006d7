import { valueAt } from '../json.js';
import { type AnswerDraft, json, problem } from './answers.js';
import { findValueProblem } from './attribute-type.js';
import { itemIndexOf, type StoreCall } from './read-call.js';
import { recordOf } from './records.js';
import { type StoredValue, type StoreState, writeValue } from './state.js';
import type { Switches } from './switches.js';

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
