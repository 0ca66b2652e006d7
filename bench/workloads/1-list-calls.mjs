import { CONTESTANTS, loadAll } from '../harness/contestants.mjs';
import { CALLS, compareListCalls, measureListCalls, PAGE_SIZES } from '../harness/list-calls.mjs';
import { goal, NO_GOAL, ratio } from '../harness/table.mjs';

export const title = 'Processor time of a list call';
export const explanation = `${CALLS.toLocaleString('en')} calls one after another, of 50 and of 250 records, relative to \`fetch\` and \`JSON.parse\`.
This client has to stay within 1.10 × bare openapi-fetch, which does nothing but send and parse.`;

const MOST_OF_OPENAPI_FETCH = 1.1;
const NAMES = CONTESTANTS.filter((name) => name !== 'ours-node-fetch');

export const measure = measureListCalls;

export async function run({ server }) {
  const compare = await compareListCalls(import.meta.url, server, NAMES);
  const rows = (await loadAll(NAMES)).map(({ name, label }) => {
    const toFetch = PAGE_SIZES.map((size) => ratio(compare(name, 'fetch', size)));
    if (name !== 'ours') return [label, ...toFetch, ...NO_GOAL];
    const toOpenapiFetch = PAGE_SIZES.map((size) => compare(name, 'openapi-fetch', size));
    const text = `≤ ${ratio(MOST_OF_OPENAPI_FETCH)} × openapi-fetch: ${toOpenapiFetch.map(ratio).join(' and ')}`;
    return [label, ...toFetch, ...goal(text, Math.max(...toOpenapiFetch) <= MOST_OF_OPENAPI_FETCH)];
  });
  return { columns: ['', '50 records', '250 records', 'must reach', ''], rows };
}
