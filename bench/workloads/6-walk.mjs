import { setTimeout as sleep } from 'node:timers/promises';
import { load, loadAll } from '../harness/contestants.mjs';
import { inChild, runAll, SMALL_HEAP } from '../harness/in-child.mjs';
import { goal, median, NO_GOAL, ratio } from '../harness/table.mjs';

const PAGE_SIZE = 250;
const FEW_RECORDS = 2000;
const MANY_RECORDS = 200_000;
const TIMED_PAGES = 60;
/** Of the store for a page, and of the caller with it. */
const STEP_MS = 20;

export const title = 'Walking through a long list';
export const explanation = `Peak memory (RSS) of a process that walks through ${MANY_RECORDS.toLocaleString('en')} records, relative to one that walks through
${FEW_RECORDS.toLocaleString('en')}; both have warmed up, and have a small heap. And the time of a walk where the store takes ${STEP_MS} ms for a page and the
caller works ${STEP_MS} ms on it, relative to \`fetch\`, page after page.`;

const MOST_MEMORY = 1.2;
const MOST_TIME = 0.6;
const ROUNDS = 3;
const WALKS_TO_WARM_UP = 20;
const WALKERS = ['ours', 'ours-node-fetch', 'space48'];
/** Pages by hand: what can be written in three lines with any client. */
const BASELINE = 'fetch';

export async function measure({ name, address, warmUpAddress, workMs }) {
  const { create } = await load(name);
  for (let walks = 0; warmUpAddress && walks < WALKS_TO_WARM_UP; walks += 1) await walk(create(warmUpAddress), 0);
  const begin = performance.now();
  const count = await walk(create(address), workMs);
  return { count, wallMs: performance.now() - begin, peakKilobytes: process.resourceUsage().maxRSS };
}

async function walk(client, workMs) {
  let count = 0;
  for await (const _ of client.walk ? client.walk() : pageAfterPage(client)) {
    count += 1;
    if (workMs > 0 && count % PAGE_SIZE === 0) await sleep(workMs);
  }
  return count;
}

async function* pageAfterPage(client) {
  for (let page = 1; ; page += 1) {
    const records = await client.list({ limit: PAGE_SIZE, page });
    yield* records;
    if (records.length < PAGE_SIZE) return;
  }
}

export async function run({ server }) {
  const names = [...WALKERS, BASELINE];
  const { address: warmUpAddress } = await server.openStore({ records: FEW_RECORDS });
  const inFreshProcess = async (name, settings, task, nodeOptions) => {
    const { address } = await server.openStore(settings);
    const result = await inChild(import.meta.url, { name, address, ...task }, nodeOptions);
    if (result.count !== settings.records) throw new Error(`${name} found ${result.count} of ${settings.records}`);
    return { name, ...result };
  };
  const peakOf = async (name, records) =>
    (await inFreshProcess(name, { records }, { warmUpAddress }, SMALL_HEAP)).peakKilobytes;
  const memory = new Map();
  for (const name of names) memory.set(name, (await peakOf(name, MANY_RECORDS)) / (await peakOf(name, FEW_RECORDS)));

  const timed = { records: TIMED_PAGES * PAGE_SIZE, latencyMs: STEP_MS };
  const jobs = names.map((name) => () => inFreshProcess(name, timed, { workMs: STEP_MS }));
  const walks = await runAll(Array.from({ length: ROUNDS }, () => jobs).flat(), 2);
  const medianMsOf = (name) => median(walks.filter((result) => result.name === name).map(({ wallMs }) => wallMs));
  const rows = (await loadAll(names)).map(({ name, label }) => {
    const [growth, time] = [memory.get(name), medianMsOf(name) / medianMsOf(BASELINE)];
    const isReached = growth <= MOST_MEMORY && time <= MOST_TIME;
    const goals = name.startsWith('ours') ? goal(`≤ ${MOST_MEMORY} and ≤ ${MOST_TIME}`, isReached) : NO_GOAL;
    return [label, ratio(growth), ratio(time), ...goals];
  });
  return { columns: ['', 'memory', 'time', 'must reach', ''], rows };
}
