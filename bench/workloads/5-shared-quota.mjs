import { measureBulk } from '../harness/bulk.mjs';
import { CALLS, QUOTA, refusedOf, underQuota, WINDOW_MS } from '../harness/quota.mjs';
import { goal, median, NO_GOAL, ratio } from '../harness/table.mjs';

export const title = 'A quota that another client uses too';
export const explanation = `The same upserts, while another client uses half the quota, in even intervals, unannounced. Time is relative to
\`fetch\`, \`p-limit\` and waiting after a 429, by hand.`;

const MOST_REFUSED = CALLS * 0.01;

export const measure = measureBulk;

export async function run({ server }) {
  const results = await underQuota(import.meta.url, server, { otherClientEveryMs: WINDOW_MS / (QUOTA / 2) });
  const carefulMs = median(results.filter(({ name }) => name === 'fetch-careful').map(({ wallMs }) => wallMs));
  const rows = results.map((result) => {
    const { name, label, lost, wallMs } = result;
    const refused = refusedOf(result);
    const isReached = refused <= MOST_REFUSED && lost === 0;
    const goals = name.startsWith('ours') ? goal(`≤ ${MOST_REFUSED} 429s, nothing lost`, isReached) : NO_GOAL;
    return [label, String(refused), String(lost), lost > 0 ? 'gave up' : ratio(wallMs / carefulMs), ...goals];
  });
  return { columns: ['', '429s', 'lost values', 'time ÷ by hand', 'must reach', ''], rows };
}
