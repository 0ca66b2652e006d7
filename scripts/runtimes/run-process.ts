import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isObject } from '../../src/json.js';
import type { Host } from './host.js';

/** What became of one check of the suite. */
export interface CheckResult {
  readonly topic: string;
  readonly title: string;
  /** Why it failed. */
  readonly problem?: string;
}

/** @throws Error when a text is not what the suite writes at its end. */
export function readResults(text: string): readonly CheckResult[] {
  const results: unknown = JSON.parse(text);
  if (Array.isArray(results) && results.length > 0 && results.every(isResult)) return results;
  throw new Error(`the suite said ${text}`);
}

function isResult(value: unknown): value is CheckResult {
  return isObject(value) && 'topic' in value && 'title' in value;
}

const run = promisify(execFile);

/** Runs a file of the suite as a process of its own. */
export async function runProcess(
  argv: readonly string[],
  folder: string,
  { settings }: Host,
): Promise<readonly CheckResult[]> {
  const [file = '', ...rest] = argv;
  const env = { ...process.env, RUNTIME_SUITE: JSON.stringify(settings) };
  const { stdout } = await run(file, rest, { cwd: folder, env, timeout: TIMEOUT_MS });
  return readResults(stdout);
}

/** Runs the command of the package: once for itself, and once against the sandbox. */
export async function runCommand(
  argv: readonly string[],
  folder: string,
  { settings }: Host,
): Promise<readonly CheckResult[]> {
  const { url, storeHash, accessToken, version } = settings;
  const env = { ...process.env, BIGCOMMERCE_STORE_HASH: storeHash, BIGCOMMERCE_ACCESS_TOKEN: accessToken };
  const start = async (...args: readonly string[]) => {
    const [file = '', ...rest] = [...argv, 'node_modules/bigcommerce-customers/dist/cli.js', ...args];
    return (await run(file, rest, { cwd: folder, env, timeout: TIMEOUT_MS })).stdout;
  };
  const list = ['values', 'list', '--attribute-id', '1', '--base-url', url, '--format', 'ndjson'];
  return Promise.all([
    check('its version', async () => (await start('--version')).trim() === version),
    check('values list', async () => (await start(...list)).trim().split('\n').length === VALUES),
  ]);
}

async function check(title: string, isRight: () => Promise<boolean>): Promise<CheckResult> {
  const problem = await isRight().then(
    (right) => (right ? undefined : 'it wrote something else'),
    (error: unknown) => String(error),
  );
  return { topic: 'command', title, ...(problem !== undefined && { problem }) };
}

/** Each customer of the sandbox has one of this attribute. */
const VALUES = 97;

const TIMEOUT_MS = 60_000;
