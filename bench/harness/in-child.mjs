import { fork } from 'node:child_process';

/** With the heap of a small container, peak memory is what is needed, and not what V8 had no reason yet to clear away. */
export const SMALL_HEAP = ['--max-semi-space-size=1', '--max-old-space-size=32'];

/**
 * Has a workload measure something in a fresh process: no compiled code, no connection and no memory of others.
 *
 * @param {string} workload URL of the module whose `measure` is called with the task
 * @param {object} task can be sent as JSON
 * @param {string[]} [nodeOptions]
 */
export function inChild(workload, task, nodeOptions = []) {
  return new Promise((resolve, reject) => {
    // What contestants print about their failures goes nowhere; that they print it is part of them.
    const stdio = ['ignore', 'ignore', process.env.BENCH_DEBUG ? 'inherit' : 'ignore', 'ipc'];
    const child = fork(new URL('../child.mjs', import.meta.url), [workload, JSON.stringify(task)], {
      stdio,
      execArgv: nodeOptions,
    });
    let answer;
    child.on('message', (message) => {
      answer = message;
    });
    child.on('exit', (code) => {
      if (answer?.result !== undefined) resolve(answer.result);
      else reject(new Error(`${JSON.stringify(task)}: ${answer?.error ?? `ended with ${code}`}`));
    });
  });
}

/** Runs jobs at the same time, as many as `places` says. */
export async function runAll(jobs, places) {
  const results = [];
  const queue = jobs.entries();
  const work = async () => {
    for (const [index, job] of queue) results[index] = await job();
  };
  await Promise.all(Array.from({ length: places }, work));
  return results;
}
