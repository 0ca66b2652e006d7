import { operations } from '../../generated/operations.js';
import { formatTable } from '../../src/cli/report/table.js';
import type { BulkProgress } from '../../src/index.js';
import type { Sandbox, SandboxExchange, StoreState } from '../../src/sandbox/index.js';
import type { Entries } from './build-package.js';
import { progressBar } from './table.js';
import { CUSTOMERS, otherSteps, type Step, steps } from './walk.js';

interface Outputs {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
}

/** Small, so that the bulk call meets the limit, and short, so that nobody waits for long. */
const LIMIT = { quota: 20, windowMs: 1_000 };

/**
 * The main job: a store on this machine, all operations through the client, and the contract over every exchange.
 *
 * @returns The exit status: 0 when all calls worked and every exchange keeps the contract, 1 otherwise.
 */
export async function runStart(entries: Entries, outputs: Outputs, limit = LIMIT): Promise<number> {
  const sandbox = await entries.sandbox.startSandbox({ customers: CUSTOMERS, seed: 5, ...limit });
  try {
    return await walk(sandbox, entries, outputs, limit);
  } catch (error) {
    outputs.stdout.write(`\nA call did not work: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await sandbox.stop();
  }
}

async function walk(
  sandbox: Sandbox,
  { client, contract }: Entries,
  { stdout, stderr }: Outputs,
  limit: typeof LIMIT,
): Promise<number> {
  const { url, storeHash, accessToken, exchanges, state } = sandbox;
  const bigcommerce = client.createCustomersClient({ baseUrl: url, storeHash, accessToken });
  const before = countsOf(state);
  stdout.write(`A store on this machine at ${url}, which takes ${limit.quota} requests in ${limit.windowMs} ms\n\n`);
  const take = async ({ title, run }: Step) => {
    const [sentBefore, startedAt] = [exchanges.length, performance.now()];
    const result = await run();
    const duration = durationOf(performance.now() - startedAt);
    const requests = exchanges.length - sentBefore;
    stdout.write(`${title}: ${result} (${requests} ${requests === 1 ? 'request' : 'requests'}, ${duration})\n`);
  };
  for (const step of steps(bigcommerce, sandbox, barOn(stderr))) await take(step);
  const called = new Set(exchanges.map(({ request }) => contract.operationIdOf(request)));
  for (const step of await otherSteps(bigcommerce, { client, contract }, called)) await take(step);
  const refused = exchanges.filter(({ response }) => response.status === 429).length;
  stdout.write(`\n${changesTable(before, countsOf(state))}\n`);
  const { table, problems, isComplete } = judge(exchanges, contract);
  stdout.write(`\n${table}\n`);
  if (!isComplete || problems.length > 0) {
    stdout.write(`\nNot every exchange keeps the contract:\n${problems.join('\n')}\n`);
    return 1;
  }
  stdout.write(`\n${exchanges.length} exchanges keep the contract, ${refused} of them refused with 429.\n${NEXT}`);
  return 0;
}

function durationOf(milliseconds: number): string {
  return milliseconds < 1_000 ? `${Math.ceil(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** A bar that moves in a terminal, and is written once anywhere else. */
function barOn(stderr: Outputs['stderr']): (progress: BulkProgress) => void {
  return (progress) => {
    const isOver = progress.done + progress.failed === progress.total;
    if (stderr.isTTY) stderr.write(`\r\x1b[K${progressBar(progress)}`);
    else if (isOver) stderr.write(progressBar(progress));
    if (isOver) stderr.write('\n');
  };
}

const NEXT = `
Where to go next:
  node dist/cli.js sandbox   a store like this one that stays, with a client to paste
  README.md                  the client, bulk calls, rate limits, contract checks in your own tests
  npm run recordings:check   recorded calls of every operation and status, held against the document
  npm test                   the whole suite
`;

/** How much a store holds of everything. */
export type Counts = readonly (readonly [what: string, count: number])[];

export function countsOf({ customers, values, segments }: StoreState): Counts {
  return [
    ['Customers', customers.size],
    ['Attribute values', values.size],
    ...[...segments.values()].map((profiles, index) => [`Profiles in segment ${index + 1}`, profiles.size] as const),
  ];
}

/** What is more or less than before. */
export function changesTable(before: Counts, after: Counts): string {
  const rows = before.map(([what, count], index) => {
    const now = after[index]?.[1] ?? 0;
    return [what, String(count), String(now), now === count ? '' : `${now > count ? '+' : ''}${now - count}`];
  });
  return formatTable(['What changed', 'Before', 'Now', ''], rows);
}

/** What the contract says about every exchange: a row for each operation, and what is wrong. */
export function judge(exchanges: readonly SandboxExchange[], { checkExchange, operationIdOf }: Entries['contract']) {
  const judged = exchanges.map((exchange) => {
    return { exchange, operationId: operationIdOf(exchange.request), violations: checkExchange(exchange) };
  });
  const operationIds = Object.keys(operations);
  const rows = operationIds.map((operationId) => {
    const own = judged.filter((each) => each.operationId === operationId);
    const broken = own.filter(({ violations }) => violations.length > 0).length;
    const statuses = [...new Set(own.map(({ exchange }) => exchange.response.status))].sort().join(' ');
    const verdict = broken > 0 ? `${broken} BREAK IT` : own.length > 0 ? 'kept' : 'NOT CALLED';
    return [operationId, String(own.length), statuses, verdict];
  });
  const problems = judged.flatMap(({ violations }) => violations.map(({ message }) => message));
  return {
    table: formatTable(['Operation', 'Exchanges', 'Answered', 'Contract'], rows),
    problems,
    isComplete: operationIds.every((id) => judged.some(({ operationId }) => operationId === id)),
  };
}
