import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { folderWith } from './command-line.js';
import { entry, har, harContent } from './exchanges.js';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

let folder = '';
beforeAll(async () => {
  // A report that is larger than a pipe takes at once.
  folder = await folderWith({ 'a.har': har(...Array.from({ length: 500 }, () => entry(harContent('{}')))) });
});
afterAll(() => rm(folder, { recursive: true }));

function start(...argv: string[]) {
  const child = spawn(process.execPath, ['--import', TSX, MAIN, ...argv], { cwd: folder });
  const written = { stdout: '', stderr: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.stderr += text;
  });
  return { child, written };
}

test('the command as a process writes all of its report into a pipe and exits with the verdict', async () => {
  const { child, written } = start('contract', 'check', '--format', 'json', 'a.har');
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.stdout += text;
  });
  const [code] = await once(child, 'close');
  expect(written.stderr).toBe('');
  expect(JSON.parse(written.stdout).exchanges).toHaveLength(500);
  expect(code).toBe(1);
});

test('the command as a process is quiet when nobody reads its output any more', async () => {
  const { child, written } = start('contract', 'check', '--format', 'json', 'a.har');
  child.stdout.destroy();
  const [code] = await once(child, 'close');
  expect(written.stderr).toBe('');
  expect(code).toBe(1);
});
