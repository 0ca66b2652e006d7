import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Host, startHost } from './host.js';
import { type CheckResult, runCommand, runProcess } from './run-process.js';
import { runWorker } from './run-worker.js';
import { findProgram, type Runtime } from './runtime.js';

/** The suite in one runtime, loaded in one way. */
export interface Row {
  readonly runtime: string;
  readonly version: string;
  readonly modules: string;
  readonly results: readonly CheckResult[];
  readonly seconds: number;
}

export interface Installed {
  readonly folder: string;
  readonly version: string;
}

const SUITE = fileURLToPath(new URL('suite', import.meta.url));

export async function addSuite(folder: string): Promise<void> {
  await cp(SUITE, folder, { recursive: true });
}

/** Runs the suite in a runtime in every way that it can load modules. */
export async function rowsOf(runtime: Runtime, { folder, version }: Installed): Promise<readonly Row[]> {
  const { path, version: ofProgram } = await findProgram(runtime);
  const row = async (modules: string, run: (host: Host) => Promise<readonly CheckResult[]>): Promise<Row> => {
    const startedAt = performance.now();
    const host = await startHost(folder, { version, sendsAgain: runtime.sendsAgain });
    const results = await run(host)
      .catch((error: unknown) => [{ topic: 'start', title: 'the suite runs', problem: String(error) }])
      .finally(() => host.stop());
    const seconds = (performance.now() - startedAt) / 1_000;
    return { runtime: runtime.name, version: ofProgram, modules, results, seconds };
  };
  if (!runtime.argv) return [await row('bundled', (host) => runWorker(path, folder, host))];
  const argv = [path, ...runtime.argv];
  return [
    await row('import', async (host) => [
      ...(await runProcess([...argv, 'main.mjs'], folder, host)),
      ...(await runCommand(argv, folder, host)),
    ]),
    await row('require', (host) => runProcess([...argv, 'main.cjs'], folder, host)),
  ];
}
