import { type AnswerDraft, NO_CONTENT } from './answers.js';
import type { StoreCall } from './read-call.js';
import type { StoreState } from './state.js';
import { numbersOf } from './wire-lists.js';

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
