import { CONTESTANTS, loadAll } from '../harness/contestants.mjs';
import { measureListCalls, PAGE_SIZES } from '../harness/list-calls.mjs';
import { inRounds, medianRatio } from '../harness/rounds.mjs';
import { goal, NO_GOAL, ratio } from '../harness/table.mjs';

export const title = 'Processor time of a list call';
export const explanation = `2,000 calls one after another, of 50 and of 250 records, relative to \`fetch\` and \`JSON.parse\`.
This client has to stay within 1.10 × bare openapi-fetch, which does nothing but send and parse.`;

const ROUNDS = 3;
const MOST_OF_OPENAPI_FETCH = 1.1;
const NAMES = CONTESTANTS.filter((name) => name !== 'ours-node-fetch');

export const measure = measureListCalls;

export async function run({ server }) {
  const { address } = await server.openStore({ records: 25_000 });
  const taskOf = (name) => ({ name, address });
  const results = await inRounds({ workload: import.meta.url, names: NAMES, rounds: ROUNDS, taskOf });
  const contestants = await loadAll(NAMES);
  const rows = contestants.map(({ name, label }) => {
    const toFetch = PAGE_SIZES.map((size) => ratio(medianRatio(results, name, 'fetch', (usage) => usage[size])));
    if (name !== 'ours') return [label, ...toFetch, ...NO_GOAL];
    const toOpenapiFetch = PAGE_SIZES.map((size) =>
      medianRatio(results, name, 'openapi-fetch', (usage) => usage[size]),
    );
    const text = `≤ ${ratio(MOST_OF_OPENAPI_FETCH)} × openapi-fetch: ${toOpenapiFetch.map(ratio).join(' and ')}`;
    return [label, ...toFetch, ...goal(text, Math.max(...toOpenapiFetch) <= MOST_OF_OPENAPI_FETCH)];
  });
  return { columns: ['', '50 records', '250 records', 'must reach', ''], rows };
}
