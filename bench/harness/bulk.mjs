import { upsertSequentially, values } from './api.mjs';
import { load } from './contestants.mjs';
import { inChild } from './in-child.mjs';

/** Sends values in the way of a contestant, and tells how many milliseconds that took. Losses are the server's to tell. */
export async function measureBulk({ name, address, count }) {
  const { create } = await load(name);
  const client = create(address);
  const list = [...values(count)];
  const begin = performance.now();
  let failure = null;
  try {
    await (client.upsertAll ? client.upsertAll(list) : upsertSequentially(client, list));
  } catch (error) {
    failure = String(error?.message ?? error);
  }
  return { wallMs: performance.now() - begin, failure };
}

/** A job that has a contestant write values to a store of its own. */
export function bulkJob(workload, server, name, settings, count) {
  return async () => {
    const { address, counted } = await server.openStore(settings);
    const result = await inChild(workload, { name, address, count });
    const { refused, calls, storedCount } = await counted();
    return { name, ...result, refused, calls, lost: count - storedCount };
  };
}
