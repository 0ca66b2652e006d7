#!/usr/bin/env node
import { createInterface } from 'node:readline/promises';
import { setTimeout } from 'node:timers/promises';
import { isReaderGone, reportedErrors, STANDARD_OUTPUT, WriteError } from './io.js';
import { run } from './run.js';

/** Why standard output could not be written, if so. The reader may go away early, as `head` does: that is no failure. */
let outputError: unknown;
process.stdout.on('error', (error) => {
  if (!isReaderGone(error)) outputError ??= error;
});
// There is no place to report it. The terminal may have been closed.
process.stderr.on('error', () => {});
process.stdin.on('error', () => {});

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** The signal that ended a question. The command tidies up, and then the process ends of it. */
let questionEndedBy: NodeJS.Signals | undefined;

/** How long a signal is waited for. */
const SIGNAL_MS = 20;

async function ask(question: string): Promise<string | undefined> {
  // The terminal edits the line. Were it in raw mode, its mode could not be reset once it is closed, and that would be thrown.
  const prompt = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const closed = new Promise<undefined>((resolve) => prompt.once('close', () => resolve(undefined)));
  const leave = (name: NodeJS.Signals) => {
    questionEndedBy ??= name;
    prompt.close();
  };
  for (const signal of SIGNALS) process.on(signal, leave);
  const answer = await Promise.race([prompt.question(question), closed]).finally(() => prompt.close());
  // A terminal that is closed ends the input, and the signal comes a little later.
  if (answer === undefined) await setTimeout(SIGNAL_MS);
  for (const signal of SIGNALS) process.removeListener(signal, leave);
  if (answer === undefined) process.stderr.write('\n');
  return answer;
}

/** The same signal can come twice: from the terminal, and passed on by npx or a shell. */
const SAME_SIGNAL_MS = 250;

/** Whether the terminal was closed. */
let isHungUp = false;

function cancellation(): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const listener = (name: NodeJS.Signals) => {
    const now = performance.now();
    firstAt ??= now;
    if (name === 'SIGHUP') isHungUp = true;
    controller.abort();
    if (now - firstAt < SAME_SIGNAL_MS) return;
    for (const signal of SIGNALS) process.removeListener(signal, listener);
    process.kill(process.pid, name);
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return controller.signal;
}

// After the last write, whose failure is reported a little later.
process.on('exit', (code) => {
  if (questionEndedBy) {
    // Look-ups before the question listen as well.
    process.removeAllListeners(questionEndedBy);
    process.kill(process.pid, questionEndedBy);
  }
  // Node aborts when it cannot reset the terminal at its end, because there is none any more.
  if (isHungUp && [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY)) {
    process.removeAllListeners('SIGHUP');
    process.kill(process.pid, 'SIGHUP');
  }
  if (outputError === undefined) return;
  if (!reportedErrors.has(Object(outputError)))
    process.stderr.write(`${new WriteError(STANDARD_OUTPUT, outputError).message}\n`);
  process.exitCode = code || 1;
});

const now = () => new Date();
const { stdin, stdout, stderr, env } = process;
const io = { stdin, stdout, stderr, env, cwd: process.cwd(), now, ask, cancellation };
// process.exit would cut off output that a pipe has not taken yet.
process.exitCode = await run(process.argv.slice(2), io);
