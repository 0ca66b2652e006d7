import { load } from './contestants.mjs';
import { startChild } from './in-child.mjs';
import { median } from './table.mjs';

export const PAGE_SIZES = [50, 250];
const ROUNDS = 3;
const BLOCKS = 4;
const CALLS_IN_A_BLOCK = 250;
export const CALLS = ROUNDS * BLOCKS * CALLS_IN_A_BLOCK;
/** Until V8 has compiled what is used often; less is needed where only the size of the answers changes. */
const CALLS_TO_WARM_UP = { 50: 1000, 250: 200 };

/** In the child: answers how many microseconds of processor time, of all threads, a call took in a block of calls. */
export async function measureListCalls({ name, address }) {
  const { create } = await load(name);
  const client = create(address);
  return async ({ limit, calls }) => {
    const before = process.cpuUsage();
    for (let count = 0; count < calls; count += 1) {
      const records = await client.list({ limit, page: 1 });
      if (records.length !== limit) throw new Error(`${records.length} records on a page of ${limit}`);
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / calls;
  };
}

/**
 * Has contestants take turns, each in a process of its own, block after block: what else the machine does hits all alike.
 *
 * @returns a function that tells how one contestant compares with another for a page size: the median over all blocks
 */
export async function compareListCalls(workload, server, names) {
  const { address } = await server.openStore({ records: 25_000 });
  const blocks = Object.fromEntries(PAGE_SIZES.map((size) => [size, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    const children = new Map();
    for (const name of names) children.set(name, await startChild(workload, { name, address }));
    for (const limit of PAGE_SIZES) {
      for (const child of children.values()) await child.ask({ limit, calls: CALLS_TO_WARM_UP[limit] });
      for (let block = 0; block < BLOCKS; block += 1) {
        const microseconds = {};
        for (const [name, child] of children) {
          microseconds[name] = await child.ask({ limit, calls: CALLS_IN_A_BLOCK });
        }
        blocks[limit].push(microseconds);
      }
    }
    for (const child of children.values()) child.end();
  }
  return (name, other, size) => median(blocks[size].map((microseconds) => microseconds[name] / microseconds[other]));
}
