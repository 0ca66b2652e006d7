#!/usr/bin/env node
import { createInterface } from 'node:readline/promises';
import { run } from './run.js';

// Whoever reads the output may stop early, as `head` does. That is no failure of the command.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

async function ask(question: string): Promise<string | undefined> {
  const dialogue = createInterface({ input: process.stdin, output: process.stderr });
  const left = new Promise<undefined>((resolve) => dialogue.once('close', () => resolve(undefined)));
  dialogue.once('SIGINT', () => {
    dialogue.close();
    // What happens to a process that does not read the keyboard itself.
    process.kill(process.pid, 'SIGINT');
  });
  const answer = await Promise.race([dialogue.question(question), left]).finally(() => dialogue.close());
  if (answer === undefined) process.stderr.write('\n');
  return answer;
}

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  return (await ask(`${question} (yes/no) `))?.trim().toLowerCase() === 'yes';
}

/** Listeners that are called once, so that the second signal does what it does without them. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

const now = () => new Date();
const { stdin, stdout, stderr, env } = process;
const io = { stdin, stdout, stderr, env, cwd: process.cwd(), now, confirm, ask, interruption };
// Not process.exit, which would cut off what a pipe has not taken yet.
process.exitCode = await run(process.argv.slice(2), io);
