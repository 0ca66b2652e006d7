import { rm } from 'node:fs/promises';
import { installPacked, pack, scratchFolder } from './package/packed.js';
import { hasFailed, report } from './runtimes/report.js';
import { addSuite, type Row, rowsOf } from './runtimes/row.js';
import { runtimes } from './runtimes/runtime.js';

/**
 * Installs the packed package as a user would, and runs the suite in every runtime.
 *
 * @param names Those that are meant, such as `bun` or `node@22`; without any, all.
 * @returns The exit status: 1 when a check failed.
 */
export async function runRuntimes(names: readonly string[], output: { log(text: string): void }): Promise<number> {
  const scratch = await scratchFolder();
  try {
    const tarball = await pack(scratch);
    const folder = await installPacked(tarball, scratch, 'suite');
    await addSuite(folder);
    const rows: Row[] = [];
    for (const runtime of runtimes().filter((each) => isMeant(each, names)))
      rows.push(...(await rowsOf(runtime, { folder, version: tarball.version })));
    output.log(report(rows));
    return rows.length === 0 || hasFailed(rows) ? 1 : 0;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function isMeant({ name, spec }: { name: string; spec: string }, names: readonly string[]): boolean {
  const own = `${name}@${spec.split('@').at(-1)}`.toLowerCase();
  return names.length === 0 || names.some((meant) => own.startsWith(meant.toLowerCase()));
}

process.exitCode = await runRuntimes(process.argv.slice(2), console);
