import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { CONTESTANTS, loadAll } from '../harness/contestants.mjs';
import { inRounds, medianRatio } from '../harness/rounds.mjs';
import { goal, NO_GOAL, ratio } from '../harness/table.mjs';

export const title = 'Size, and time to import';
export const explanation = `All that an application has to ship for the client: bundled and minified for Node by esbuild, and gzipped. And the time
to import it in a fresh process, relative to bare openapi-fetch.`;

const MOST_KILOBYTES = 12;
const MOST_TIME = 2;
const ROUNDS = 15;
const HERE = new URL('..', import.meta.url);

/** Milliseconds to import a module for the first time. */
export async function measure({ module }) {
  const specifier = module.startsWith('.') ? new URL(module, HERE).href : module;
  const begin = performance.now();
  await import(specifier);
  return performance.now() - begin;
}

export async function run() {
  const contestants = (await loadAll(CONTESTANTS)).filter(({ bundleOf }) => bundleOf);
  const names = contestants.map(({ name }) => name);
  const taskOf = (name) => ({ module: contestants.find((contestant) => contestant.name === name).bundleOf.module });
  const results = await inRounds({ workload: import.meta.url, names, rounds: ROUNDS, taskOf });
  const rows = contestants.map(({ name, label, bundleOf }) => {
    const kilobytes = kilobytesOf(bundleOf);
    const time = medianRatio(results, name, 'openapi-fetch', (milliseconds) => milliseconds);
    const isReached = kilobytes <= MOST_KILOBYTES && time <= MOST_TIME;
    const goals = name === 'ours' ? goal(`≤ ${MOST_KILOBYTES} kB and ≤ ${MOST_TIME}`, isReached) : NO_GOAL;
    return [label, kilobytes.toFixed(1), ratio(time), ...goals];
  });
  const notes = 'bigrequest cannot be had from the npm registry.';
  return { columns: ['', 'kB', 'time to import', 'must reach', ''], rows, notes };
}

function kilobytesOf({ module, names }) {
  const stdin = {
    contents: `export { ${names.join(', ')} } from ${JSON.stringify(module)};`,
    resolveDir: HERE.pathname,
  };
  const { outputFiles } = buildSync({
    stdin,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'error',
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length / 1000;
}
