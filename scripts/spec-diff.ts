import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runSpecDiff } from './spec/diff.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const git = (...args: readonly string[]) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 100_000_000 });

process.exitCode = await runSpecDiff(process.argv.slice(2), { root, git, output: console });
