import { bulkJob, measureBulk } from '../harness/bulk.mjs';
import { BY_HAND, CONTESTANTS, loadAll } from '../harness/contestants.mjs';
import { runAll } from '../harness/in-child.mjs';
import { goal, median, NO_GOAL, ratio } from '../harness/table.mjs';

const VALUES = 3000;
const LATENCY_MS = 50;
const AT_ONCE = 3;
const BOUND_MS = (Math.ceil(VALUES / 10) / AT_ONCE) * LATENCY_MS;

export const title = 'Time to upsert 3,000 values';
export const explanation = `The store takes three upserts at once, ten values in each, and answers after ${LATENCY_MS} ms: no client can be
faster than ${BOUND_MS / 1000} s. Everybody uses the bulk way that it has, and otherwise one call after another. 429s and lost values
are counted by the server.`;

const MOST_OF_BOUND = 1.06;
const ROUNDS = 3;
/** Measured alone, because they are compared with each other closely. */
const CLOSE = ['ours', 'ours-node-fetch', 'fetch-limited'];
const OTHERS = CONTESTANTS.filter((name) => !CLOSE.includes(name));

export const measure = measureBulk;

export async function run({ server }) {
  const settings = { latencyMs: LATENCY_MS, maxConcurrent: AT_ONCE };
  const jobOf = (name) => bulkJob(import.meta.url, server, name, settings, VALUES);
  const close = await runAll(Array.from({ length: ROUNDS }, () => CLOSE.map(jobOf)).flat(), 1);
  const others = await runAll(OTHERS.map(jobOf), 4);
  const byHandMs = wallOf(close, 'fetch-limited');
  const contestants = await loadAll([...CONTESTANTS, BY_HAND[0]]);
  const rows = contestants.map(({ name, label }) => {
    const results = [...close, ...others].filter((result) => result.name === name);
    const wallMs = wallOf(results, name);
    const isBest = wallMs / BOUND_MS <= MOST_OF_BOUND && wallMs <= byHandMs * TOLERANCE;
    const goals = name.startsWith('ours') ? goal(`≤ ${MOST_OF_BOUND}, and not slower than by hand`, isBest) : NO_GOAL;
    const [{ refused, lost }] = results;
    return [label, ratio(wallMs / BOUND_MS), String(refused.byConcurrency), String(lost), ...goals];
  });
  return { columns: ['', 'time ÷ bound', '429s', 'lost values', 'must reach', ''], rows };
}

/** What two runs of the same code differ by. */
const TOLERANCE = 1.01;

function wallOf(results, name) {
  return median(results.filter((result) => result.name === name).map(({ wallMs }) => wallMs));
}
