import { load } from './contestants.mjs';
import { median } from './table.mjs';

export const PAGE_SIZES = [50, 250];
const BLOCKS = 20;
const CALLS_IN_A_BLOCK = 100;
/** Until V8 has compiled what is used often; less is needed where only the size of the answers changes. */
const CALLS_TO_WARM_UP = { 50: 1000, 250: 200 };

/**
 * Microseconds of processor time, of all threads, that one call of a list takes: by page size. The median of many blocks
 * of calls, because other programs that run meanwhile make some of them dearer.
 */
export async function measureListCalls({ name, address }) {
  const { create } = await load(name);
  const client = create(address);
  const microseconds = {};
  for (const limit of PAGE_SIZES) {
    await call(client, limit, CALLS_TO_WARM_UP[limit]);
    const blocks = [];
    for (let block = 0; block < BLOCKS; block += 1) {
      const before = process.cpuUsage();
      await call(client, limit, CALLS_IN_A_BLOCK);
      const { user, system } = process.cpuUsage(before);
      blocks.push((user + system) / CALLS_IN_A_BLOCK);
    }
    microseconds[limit] = median(blocks);
  }
  return microseconds;
}

async function call(client, limit, calls) {
  for (let count = 0; count < calls; count += 1) {
    const records = await client.list({ limit, page: 1 });
    if (records.length !== limit) throw new Error(`${records.length} records on a page of ${limit}`);
  }
}
