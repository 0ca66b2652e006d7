import { values } from '../harness/api.mjs';
import { load, loadAll } from '../harness/contestants.mjs';
import { inChild, SMALL_HEAP } from '../harness/in-child.mjs';
import { goal, ratio } from '../harness/table.mjs';

const FEW_VALUES = 10_000;
const MANY_VALUES = 1_000_000;

export const title = 'A million values';
export const explanation = `Peak memory (RSS) of \`upsertBatches\` over a source of ${MANY_VALUES.toLocaleString('en')} values, relative to one of ${FEW_VALUES.toLocaleString('en')}, with a
small heap. No other client takes a source.`;

const MOST_MEMORY = 1.2;
/** With the platform's `fetch` it takes minutes, and memory is the client's own matter. */
const NAMES = ['ours-node-fetch'];

export async function measure({ name, address, count }) {
  const { create } = await load(name);
  let done = 0;
  for await (const outcome of create(address).upsertBatches(values(count))) {
    if (outcome.status !== 'done') throw outcome.error;
    done += outcome.items.length;
  }
  return { done, peakKilobytes: process.resourceUsage().maxRSS };
}

export async function run({ server }) {
  const peakOf = async (name, count) => {
    const { address } = await server.openStore({ maxConcurrent: 3 });
    const { done, peakKilobytes } = await inChild(import.meta.url, { name, address, count }, SMALL_HEAP);
    if (done !== count) throw new Error(`${name} wrote ${done} of ${count}`);
    return peakKilobytes;
  };
  const rows = [];
  for (const { name, label } of await loadAll(NAMES)) {
    const growth = (await peakOf(name, MANY_VALUES)) / (await peakOf(name, FEW_VALUES));
    rows.push([label, ratio(growth), ...goal(`≤ ${MOST_MEMORY}`, growth <= MOST_MEMORY)]);
  }
  return { columns: ['', 'memory', 'must reach', ''], rows };
}
