import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { useBuiltCommand } from './built-command.js';
import { folderWith } from './command-line.js';
import { entry, har, harContent, page } from './exchanges.js';

const pathOfCommand = useBuiltCommand();

let folder = '';
beforeAll(async () => {
  // A report that is larger than the buffer of a pipe.
  folder = await folderWith({ 'a.har': har(...Array.from({ length: 500 }, () => entry(harContent('{}')))) });
});
afterAll(() => rm(folder, { recursive: true }));

function start(...argv: string[]) {
  const child = spawn(process.execPath, ['--max-old-space-size=256', pathOfCommand(), ...argv], { cwd: folder });
  const written = { stdout: '', stderr: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.stderr += text;
  });
  return { child, written };
}

test('the command as a process writes its whole report into a pipe and exits with the verdict', async () => {
  const { child, written } = start('contract', 'check', '--format', 'json', 'a.har');
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.stdout += text;
  });
  const [code] = await once(child, 'close');
  expect(written.stderr).toBe('');
  expect(JSON.parse(written.stdout).exchanges).toHaveLength(500);
  expect(code).toBe(1);
});

test('the command as a process reports no error when the reader of its output goes away', async () => {
  const { child, written } = start('contract', 'check', '--format', 'json', 'a.har');
  child.stdout.destroy();
  const [code] = await once(child, 'close');
  expect(written.stderr).toBe('');
  expect(code).toBe(1);
});

test('the command as a process checks 50 MB of exchanges with 256 MB of memory', async () => {
  const { data, meta } = page({ attribute_value: 'x'.repeat(200) });
  const fine = JSON.stringify(entry(harContent(JSON.stringify({ data: Array(250).fill(data[0]), meta }))));
  const count = Math.ceil(50_000_000 / fine.length);
  const last = JSON.stringify(entry(harContent('{}')));
  await writeFile(join(folder, 'large.har'), `{"log":{"entries":[${`${fine},`.repeat(count)}${last}]}}`);
  const { child, written } = start('contract', 'check', 'large.har');
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.stdout += text;
  });
  const [code] = await once(child, 'close');
  expect(written.stderr).toBe('');
  expect(written.stdout).toContain(`${count + 1} exchanges: ${count} conform, 1 with 2 violations.`);
  expect(code).toBe(1);
}, 60_000);

test('the command as a process names a file that is too large, without reading it', async () => {
  const file = await open(join(folder, 'huge.har'), 'w');
  await file.truncate(600_000_000);
  await file.close();
  const { child, written } = start('contract', 'check', 'huge.har', 'a.har');
  child.stdout.resume();
  const [code] = await once(child, 'close');
  expect(written.stderr).toBe('huge.har: larger than 500000000 bytes\n');
  expect(code).toBe(2);
});
