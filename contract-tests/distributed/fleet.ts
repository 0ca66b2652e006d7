import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type SandboxEvent, type SandboxOptions, startSandbox } from '../../src/sandbox/index.js';
import type { WorkerMessage, WorkerTask } from './worker.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Processes that call a store. */
export interface Fleet {
  /** Starts a process, which waits for its task. */
  hire(): Promise<Worker>;
  stop(): Promise<void>;
}

export interface Worker {
  readonly messages: readonly WorkerMessage[];
  /** Gives it its task, and waits until it is done, or was killed. */
  work(task: WorkerTask): Promise<void>;
  kill(): void;
}

export async function createFleet(): Promise<Fleet> {
  const folder = await mkdtemp(join(tmpdir(), 'fleet-'));
  const program = join(folder, 'worker.cjs');
  await build({
    entryPoints: [join(ROOT, 'contract-tests/distributed/worker.ts')],
    alias: { '#errors': join(ROOT, 'src/errors/index.ts') },
    outfile: program,
    bundle: true,
    platform: 'node',
    logLevel: 'error',
  });
  await writeFile(join(folder, 'package.json'), '{}');
  const children = new Set<ChildProcess>();
  const hire = async (): Promise<Worker> => {
    const child = fork(program, { execArgv: [] });
    children.add(child);
    const ended = once(child, 'exit');
    const messages: WorkerMessage[] = [];
    child.on('message', (message: WorkerMessage) => messages.push(message));
    await once(child, 'message');
    const work = async (task: WorkerTask) => {
      child.send(task);
      await ended;
      children.delete(child);
    };
    return { messages, work, kill: () => void child.kill('SIGKILL') };
  };
  const stop = async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  return { hire, stop };
}

/** A store with its limits on, and what came to it. */
export async function startStore(options: SandboxOptions) {
  const events: SandboxEvent[] = [];
  const sandbox = await startSandbox({ ...options, onExchange: (event) => events.push(event) });
  const { url: baseUrl, storeHash, accessToken } = sandbox;
  return {
    client: { baseUrl, storeHash, accessToken },
    events,
    sandbox,
    stop: () => sandbox.stop(),
    get refused() {
      return events.filter(({ response }) => response?.status === 429).length;
    },
    /** Milliseconds from the first request to the last response. */
    get tookMs() {
      const ends = events.map(({ receivedAtMs, durationMs }) => receivedAtMs + durationMs);
      return Math.max(...ends) - Math.min(...events.map(({ receivedAtMs }) => receivedAtMs));
    },
  };
}
