import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { build } from 'esbuild';
import type { Host } from './host.js';
import { type CheckResult, readResults } from './run-process.js';

/** Runs the suite in workerd, which only runs what answers requests: it is bundled, started, and sent one. */
export async function runWorker(program: string, folder: string, { settings }: Host): Promise<readonly CheckResult[]> {
  await bundle(folder);
  const configFile = join(folder, 'workerd.capnp');
  await writeFile(configFile, workerdConfig(JSON.stringify(settings)));
  const worker = spawn(program, ['serve', '--control-fd=3', configFile], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [worker.stdout, worker.stderr]) stream?.on('data', (text) => (said += text));
  try {
    const port = await Promise.race([portOf(worker.stdio[3]), once(worker, 'exit').then(() => undefined)]);
    if (port === undefined) throw new Error(`workerd did not start: ${said}`);
    const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(60_000) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${text} ${said}`);
    return readResults(text);
  } finally {
    worker.kill();
  }
}

/** As the tools of Cloudflare do it. */
function bundle(folder: string) {
  return build({
    absWorkingDir: folder,
    entryPoints: ['worker.mjs'],
    outfile: 'worker.bundle.mjs',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*'],
    logLevel: 'error',
  });
}

/** It says on this stream where it listens. */
async function portOf(stream: unknown): Promise<number | undefined> {
  for await (const line of createInterface({ input: stream as Readable })) {
    const { event, port }: { event?: string; port?: number } = JSON.parse(line);
    if (event === 'listen') return port;
  }
  return undefined;
}

/** Without Node's modules, and with no network but that of this machine. */
function workerdConfig(settings: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "suite", worker = .suite),
    (name = "machine", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "suite")],
);

const suite :Workerd.Worker = (
  modules = [(name = "worker.mjs", esModule = embed "worker.bundle.mjs")],
  bindings = [(name = "SETTINGS", json = ${JSON.stringify(settings)})],
  globalOutbound = "machine",
  compatibilityDate = "2026-11-01",
);
`;
}
