import { cp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../package.json' with { type: 'json' };
import { formatTable } from '../src/cli/report/table.js';
import { compile, PROJECTS, type Project } from './consumers/projects.js';
import { cachedPackages, installPacked, pack, scratchFolder } from './package/packed.js';

/** The oldest that is supported, and the newest of each major since. */
const COMPILERS = ['5.4', '5.9', '6', '7'];

const APP = fileURLToPath(new URL('consumers/app', import.meta.url));

interface Compilation {
  readonly compiler: string;
  readonly project: Project;
  readonly problems: string;
}

/**
 * Compiles an application that has installed the packed package, with every compiler and every way to find modules.
 *
 * @returns The exit status: 1 when something does not compile.
 */
export async function runConsumers(output: { log(text: string): void }): Promise<number> {
  const scratch = await scratchFolder();
  try {
    const versions = manifest.devDependencies;
    const besides = ['@types/node', '@jest/globals'] as const;
    const specs = besides.map((name) => `${name}@${versions[name]}`);
    const folder = await installPacked(await pack(scratch), scratch, 'consumer', ...specs);
    await cp(APP, folder, { recursive: true });
    const compilations = await compileAll(folder);
    output.log(report(compilations));
    return compilations.every(({ problems }) => problems === '') ? 0 : 1;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** As many at once as the machine has processors. */
async function compileAll(folder: string): Promise<readonly Compilation[]> {
  const waiting: (Omit<Compilation, 'problems'> & { tsc: string })[] = [];
  for (const compiler of COMPILERS) {
    const tsc = join(await cachedPackages(`typescript@${compiler}`), 'node_modules/typescript/bin/tsc');
    waiting.push(...PROJECTS.map((project) => ({ compiler, tsc, project })));
  }
  const done: Compilation[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      done.push({ ...next, problems: await compile(folder, next.tsc, next.project) });
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return done;
}

function report(compilations: readonly Compilation[]): string {
  const cell = (compiler: string, project: Project) => {
    const found = compilations.find((each) => each.compiler === compiler && each.project === project);
    return found?.problems === '' ? 'compiles' : 'FAILS';
  };
  const rows = COMPILERS.map((compiler) => [compiler, ...PROJECTS.map((project) => cell(compiler, project))]);
  const failures = compilations.filter(({ problems }) => problems !== '');
  return [
    formatTable(['TypeScript', ...PROJECTS.map(({ name }) => name)], rows),
    ...failures.map(({ compiler, project, problems }) => `TypeScript ${compiler}, ${project.name}\n${problems}`),
  ].join('\n\n');
}

process.exitCode = await runConsumers(console);
