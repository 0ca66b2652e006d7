import { bulkJob } from './bulk.mjs';
import { BY_HAND, CONTESTANTS, loadAll } from './contestants.mjs';
import { runAll } from './in-child.mjs';

export const CALLS = 600;
const VALUES = CALLS * 10;
export const QUOTA = 150;
export const WINDOW_MS = 3000;
const AT_ONCE = 3;
const LATENCY_MS = 10;

/** Windows that have to pass, and then the calls of the last one. */
export const BOUND_MS = (CALLS / QUOTA - 1) * WINDOW_MS + (QUOTA / AT_ONCE) * LATENCY_MS;

/** It waits longest, so that it is started first. */
const SLOW = 'bigcommerce-api-client';

/** It calls again and again, as fast as it can, which would disturb what runs at the same time. */
const NOISY = 'node-bigcommerce';

/** Has everybody write more values than the quota of a window allows. */
export async function underQuota(workload, server, extraSettings = {}) {
  const settings = { latencyMs: LATENCY_MS, maxConcurrent: AT_ONCE, quota: QUOTA, windowMs: WINDOW_MS };
  const contestants = await loadAll([...CONTESTANTS, ...BY_HAND]);
  const jobOf = ({ name, label }) => {
    const job = bulkJob(workload, server, name, { ...settings, ...extraSettings }, VALUES);
    return async () => ({ label, ...(await job()) });
  };
  const quiet = contestants.filter(({ name }) => name !== NOISY);
  const slowFirst = quiet.toSorted((a, b) => Number(b.name === SLOW) - Number(a.name === SLOW));
  const noisy = contestants.filter(({ name }) => name === NOISY);
  const results = [...(await runAll(slowFirst.map(jobOf), 3)), ...(await runAll(noisy.map(jobOf), 1))];
  return contestants.map(({ name }) => results.find((result) => result.name === name));
}

export function refusedOf({ refused }) {
  return refused.byQuota + refused.byConcurrency;
}
