import { loadAll } from '../harness/contestants.mjs';
import { measureListCalls, PAGE_SIZES } from '../harness/list-calls.mjs';
import { inRounds, medianRatio } from '../harness/rounds.mjs';
import { goal, NO_GOAL, ratio } from '../harness/table.mjs';

export const title = 'Processor time of a list call with `nodeFetch()`';
export const explanation = 'The same calls, relative to `fetch`, beside what is lean on Node.';

const ROUNDS = 3;
const MOST_OF_FETCH = 0.62;
const NAMES = ['ours-node-fetch', 'fetch', 'undici', 'node-http'];

export const measure = measureListCalls;

export async function run({ server }) {
  const { address } = await server.openStore({ records: 25_000 });
  const taskOf = (name) => ({ name, address });
  const results = await inRounds({ workload: import.meta.url, names: NAMES, rounds: ROUNDS, taskOf });
  const contestants = await loadAll(NAMES);
  const rows = contestants.map(({ name, label }) => {
    const [small, large] = PAGE_SIZES.map((size) => medianRatio(results, name, 'fetch', (usage) => usage[size]));
    const goals =
      name === 'ours-node-fetch' ? goal(`≤ ${MOST_OF_FETCH} for 50 records`, small <= MOST_OF_FETCH) : NO_GOAL;
    return [label, ratio(small), ratio(large), ...goals];
  });
  return { columns: ['', '50 records', '250 records', 'must reach', ''], rows };
}
