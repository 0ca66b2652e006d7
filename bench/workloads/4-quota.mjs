import { measureBulk } from '../harness/bulk.mjs';
import { BOUND_MS, CALLS, QUOTA, refusedOf, underQuota, WINDOW_MS } from '../harness/quota.mjs';
import { goal, NO_GOAL, ratio } from '../harness/table.mjs';

export const title = 'A quota';
export const explanation = `${CALLS} upserts of ten values, where ${QUOTA} calls are allowed in ${WINDOW_MS / 1000} s: three windows have to pass. The 429s have no
X-Retry-After, which the platform leaves out under load.`;

const MOST_OF_BOUND = 1.03;

export const measure = measureBulk;

export async function run({ server }) {
  const results = await underQuota(import.meta.url, server);
  const rows = results.map((result) => {
    const { name, label, lost, wallMs } = result;
    const refused = refusedOf(result);
    const isReached = refused === 0 && lost === 0 && wallMs / BOUND_MS <= MOST_OF_BOUND;
    const goals = name.startsWith('ours') ? goal(`no 429, nothing lost, ≤ ${MOST_OF_BOUND}`, isReached) : NO_GOAL;
    const time = lost > 0 ? 'gave up' : ratio(wallMs / BOUND_MS);
    return [label, String(refused), String(lost), time, ...goals];
  });
  return { columns: ['', '429s', 'lost values', 'time ÷ bound', 'must reach', ''], rows };
}
