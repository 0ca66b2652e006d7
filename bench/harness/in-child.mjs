import { fork } from 'node:child_process';
import { once } from 'node:events';

/** With the heap of a small container, peak memory is what is needed, and not what V8 had no reason yet to clear away. */
export const SMALL_HEAP = ['--max-semi-space-size=1', '--max-old-space-size=32'];

/**
 * Has a workload measure something in a fresh process: no compiled code, no connection and no memory of others.
 *
 * @param {string} workload URL of the module whose `measure` is called with the task
 * @param {object} task can be sent as JSON
 * @param {string[]} [nodeOptions]
 */
export async function inChild(workload, task, nodeOptions) {
  const { child, result } = await start(workload, task, nodeOptions);
  child.disconnect();
  return result;
}

/** Starts a process whose workload's `measure` returns a function, to be asked again and again. */
export async function startChild(workload, task) {
  const { child } = await start(workload, task);
  return {
    async ask(question) {
      child.send(question);
      return resultOf(await nextMessage(child), task);
    },
    end: () => child.disconnect(),
  };
}

async function start(workload, task, execArgv = []) {
  // What contestants print about their failures goes nowhere; that they print it is part of them.
  const stdio = ['ignore', 'ignore', process.env.BENCH_DEBUG ? 'inherit' : 'ignore', 'ipc'];
  const child = fork(new URL('../child.mjs', import.meta.url), [workload, JSON.stringify(task)], { stdio, execArgv });
  return { child, result: resultOf(await nextMessage(child), task) };
}

async function nextMessage(child) {
  const exit = new AbortController();
  const message = once(child, 'message', { signal: exit.signal });
  const onExit = (code) => exit.abort(new Error(`a child process ended with ${code}`));
  child.once('exit', onExit);
  const [first] = await message;
  child.off('exit', onExit);
  return first;
}

function resultOf({ result, error }, task) {
  if (error) throw new Error(`${JSON.stringify(task)}: ${error}`);
  return result;
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
