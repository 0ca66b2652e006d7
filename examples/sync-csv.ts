// Writes a CSV file into customer attributes, with a progress bar, and resumes where an earlier run ended.
//
//   npx tsx examples/sync-csv.ts
//
// The command does the same without code: bigcommerce-customers values upsert --resume done.log tiers.csv

import { appendFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AttributeValueInput, createCustomersClient } from 'bigcommerce-customers';
import { startSandbox } from 'bigcommerce-customers/sandbox';

const sandbox = await startSandbox({ customers: 300, latencyMs: 5 });
const { url: baseUrl, storeHash, accessToken } = sandbox;
const bigcommerce = createCustomersClient({ baseUrl, storeHash, accessToken });

const folder = await mkdtemp(join(tmpdir(), 'sync-csv-'));
const [csv, journal] = [join(folder, 'tiers.csv'), join(folder, 'done.log')];
const rows = Array.from({ length: 300 }, (_, index) => `${index + 1},${index % 10 === 0 ? 'Platinum' : 'Gold'}`);
await writeFile(csv, `customer_id,tier\n${rows.join('\n')}\n`);

// The first run is cancelled after a hundred values, as by Ctrl+C. The second one does the rest.
const cancellation = new AbortController();
console.log(`first run:  ${await sync(cancellation.signal, (done) => done >= 100 && cancellation.abort())}`);
console.log(`second run: ${await sync()}`);
console.log(`${[...sandbox.state.values.values()].filter(({ value }) => value === 'Platinum').length} are Platinum`);
await sandbox.stop();

async function sync(signal?: AbortSignal, onDone: (done: number) => void = () => {}): Promise<string> {
  const before = new Set((await readFile(journal, 'utf8').catch(() => '')).split('\n'));
  const todo = (await readValues()).filter((value) => !before.has(JSON.stringify(value)));
  let [done, rest] = [0, 0];
  // Sends ten values per request and three requests at once, with a few batches in memory. A batch that fails does not throw.
  for await (const outcome of bigcommerce.attributeValues.upsertBatches(todo, { signal })) {
    if (outcome.status === 'done') {
      // The journal is written after the store has confirmed the values, never before.
      await appendFile(journal, outcome.items.map((value) => `${JSON.stringify(value)}\n`).join(''));
      done += outcome.items.length;
      onDone(done);
    } else {
      // Failed, unsent or unknown values are not in the journal, so the next run sends them again.
      rest += outcome.items.length;
      if (outcome.status === 'failed' && !signal?.aborted) console.error(outcome.items, outcome.error.message);
    }
    showProgress(done + rest, todo.length);
  }
  return `${todo.length} to do, ${done} done`;
}

/** For files without quotes. For all others, use csv-parse or papaparse. */
async function readValues(): Promise<AttributeValueInput[]> {
  const [, ...lines] = (await readFile(csv, 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const [customer, tier = ''] = line.split(',');
    return { customer_id: Number(customer), attribute_id: 1, value: tier };
  });
}

function showProgress(settled: number, total: number): void {
  if (!process.stderr.isTTY) return;
  const filled = Math.round((30 * settled) / total);
  process.stderr.write(`\r[${'#'.repeat(filled).padEnd(30)}] ${settled} of ${total}${settled === total ? '\n' : ''}`);
}
