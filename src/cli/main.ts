#!/usr/bin/env node
import { createInterface } from 'node:readline/promises';
import { run } from './run.js';

// Whoever reads the output may stop early, as `head` does. That is no failure of the command.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const dialogue = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await dialogue.question(`${question} (yes/no) `).finally(() => dialogue.close());
  return answer.trim().toLowerCase() === 'yes';
}

const now = () => new Date();
const { stdout, stderr, env } = process;
// Not process.exit, which would cut off what a pipe has not taken yet.
process.exitCode = await run(process.argv.slice(2), { stdout, stderr, env, cwd: process.cwd(), now, confirm });
