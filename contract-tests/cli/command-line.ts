import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Io } from '../../src/cli/io.js';
import { run } from '../../src/cli/run.js';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with files, to run the command in. Values other than strings and bytes are written as JSON. */
export async function folderWith(files: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'command-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    const isRaw = typeof content === 'string' || content instanceof Uint8Array;
    await writeFile(join(folder, name), isRaw ? content : JSON.stringify(content));
  }
  return folder;
}

/** Runs the command in a folder. Its output is a pipe unless `isTTY` is set. */
export async function runIn(
  folder: string,
  argv: readonly string[],
  {
    isTTY = false,
    env = {},
    now = () => new Date('2026-11-21T12:00:00Z'),
    ...more
  }: Partial<Pick<Io, 'now' | 'ask' | 'sleep' | 'stdin' | 'cancellation'>> & {
    isTTY?: boolean;
    env?: Record<string, string>;
  } = {},
): Promise<Ended> {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({
    isTTY,
    write(text: string) {
      written[name] += text;
    },
  });
  const outputs = { stdout: output('stdout'), stderr: output('stderr') };
  const code = await run(argv, { ...outputs, cwd: folder, env, now, ...more });
  return { code, ...written };
}

/** Checks files, and deletes them afterwards. */
export async function checkFiles(files: Readonly<Record<string, unknown>>, ...options: string[]): Promise<Ended> {
  const folder = await folderWith(files);
  try {
    return await runIn(folder, ['contract', 'check', ...options, '.']);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Like {@link checkFiles}, with the parsed JSON report. */
export async function reportOn(files: Readonly<Record<string, unknown>>) {
  const ended = await checkFiles(files, '--format', 'json');
  return { ...ended, report: JSON.parse(ended.stdout) };
}
