import { load } from './contestants.mjs';

const CALLS = 2000;
const CALLS_TO_WARM_UP = 300;
export const PAGE_SIZES = [50, 250];

/** Microseconds of processor time, of all threads, that one call of a list takes: by page size. */
export async function measureListCalls({ name, address, pageSizes = PAGE_SIZES }) {
  const { create } = await load(name);
  const client = create(address);
  const microseconds = {};
  for (const limit of pageSizes) {
    await call(client, limit, CALLS_TO_WARM_UP);
    const before = process.cpuUsage();
    await call(client, limit, CALLS);
    const { user, system } = process.cpuUsage(before);
    microseconds[limit] = (user + system) / CALLS;
  }
  return microseconds;
}

async function call(client, limit, calls) {
  for (let count = 0; count < calls; count += 1) {
    const records = await client.list({ limit, page: 1 });
    if (records.length !== limit) throw new Error(`${records.length} records on a page of ${limit}`);
  }
}
