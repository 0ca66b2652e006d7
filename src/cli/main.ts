#!/usr/bin/env node
import { createInterface } from 'node:readline/promises';
import { run } from './run.js';

// The reader of the output may go away early, as `head` does. That is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

async function ask(question: string): Promise<string | undefined> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<undefined>((resolve) => prompt.once('close', () => resolve(undefined)));
  prompt.once('SIGINT', () => {
    prompt.close();
    // While the prompt reads the keyboard, Ctrl+C does not reach the process by itself.
    process.kill(process.pid, 'SIGINT');
  });
  const answer = await Promise.race([prompt.question(question), closed]).finally(() => prompt.close());
  if (answer === undefined) process.stderr.write('\n');
  return answer;
}

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  return (await ask(`${question} (yes/no) `))?.trim().toLowerCase() === 'yes';
}

/** The listeners are removed after the first signal, so that the second one ends the process. */
function cancellation(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

const now = () => new Date();
const { stdin, stdout, stderr, env } = process;
const io = { stdin, stdout, stderr, env, cwd: process.cwd(), now, confirm, ask, cancellation };
// process.exit would cut off output that a pipe has not taken yet.
process.exitCode = await run(process.argv.slice(2), io);
