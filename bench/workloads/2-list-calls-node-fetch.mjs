import { loadAll } from '../harness/contestants.mjs';
import { compareListCalls, measureListCalls, PAGE_SIZES } from '../harness/list-calls.mjs';
import { goal, NO_GOAL, ratio } from '../harness/table.mjs';

export const title = 'Processor time of a list call with `nodeFetch()`';
export const explanation = 'The same calls, relative to `fetch`, beside what is lean on Node.';

const MOST_OF_FETCH = 0.62;
const NAMES = ['ours-node-fetch', 'fetch', 'undici', 'node-http'];

export const measure = measureListCalls;

export async function run({ server }) {
  const compare = await compareListCalls(import.meta.url, server, NAMES);
  const rows = (await loadAll(NAMES)).map(({ name, label }) => {
    const [small, large] = PAGE_SIZES.map((size) => compare(name, 'fetch', size));
    const goals =
      name === 'ours-node-fetch' ? goal(`≤ ${MOST_OF_FETCH} for 50 records`, small <= MOST_OF_FETCH) : NO_GOAL;
    return [label, ratio(small), ratio(large), ...goals];
  });
  return { columns: ['', '50 records', '250 records', 'must reach', ''], rows };
}
