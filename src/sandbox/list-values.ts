import { operations } from '../../generated/contract-operations.js';
import { type AnswerDraft, json } from './answers.js';
import { matchesDates } from './date-filters.js';
import type { StoreCall } from './read-call.js';
import { recordOf } from './records.js';
import type { StoredValue, StoreState } from './state.js';
import { numbersOf } from './wire-lists.js';

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
