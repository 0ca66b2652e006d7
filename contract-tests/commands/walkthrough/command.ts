import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** What an operation that is added may change, beside files that `npm run generate` writes. */
const BY_HAND = ['openapi/bigcommerce-customers.yaml', 'src/client.ts', 'src/resources/shapes.ts'];
const WRITTEN = [/^generated\//, /^README\.md$/, /^contract-tests\/evidence\/stored\/operations\//];

/** What must hold afterwards: everything that is quick. Mutants of the document take as long as all of it together. */
const CHECKS: readonly (readonly string[])[] = [
  ['types'],
  ['generate', '--', '--check'],
  ['recordings:check'],
  ['contract:coverage'],
  ['test'],
];

/** Properties need not be tried as often here as where the suite runs by itself. */
const FEW_RUNS = { PROPERTY_RUNS: '25' };

/**
 * Takes the steps of CONTRIBUTING, "Add an operation", on a copy, for operations of five shapes.
 *
 * @returns The exit status: 1 when anything else changed, or a check failed.
 */
export async function runWalkthrough(output: Pick<Console, 'log' | 'error'>): Promise<number> {
  const copy = await copyOfRepository();
  try {
    const before = await hashesIn(copy);
    await addOperations(copy);
    const generated = await runScript(copy, ['generate']);
    if (generated.status !== 0) return fail(output, 'npm run generate failed', generated.text);
    const others = changedBetween(before, await hashesIn(copy)).filter((path) => !mayChange(path));
    if (others.length > 0) return fail(output, 'These files changed as well', others.join('\n'));
    for (const args of CHECKS) {
      const { status, text } = await runScript(copy, args, FEW_RUNS);
      if (status !== 0) return fail(output, `npm run ${args.join(' ')} failed`, text);
      output.log(`npm run ${args.join(' ')}: passed`);
    }
    output.log('Five operations were added, and nothing else had to be changed. Left out: npm run mutants.');
    return 0;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

function fail(output: Pick<Console, 'error'>, what: string, text: string): number {
  output.error(`${what}:\n${text}`);
  return 1;
}

export function mayChange(path: string): boolean {
  return BY_HAND.includes(path) || WRITTEN.some((pattern) => pattern.test(path));
}

/** What is only in one of two trees, or has another content. */
export function changedBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

const NOT_COPIED = ['node_modules', '.git', 'dist', 'reports', '.stryker-tmp'];

async function copyOfRepository(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'walkthrough-'));
  for (const name of await readdir(ROOT))
    if (!NOT_COPIED.includes(name)) await cp(join(ROOT, name), join(copy, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

async function hashesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const own = files
    .map((file) => file.slice(folder.length + 1))
    .filter((path) => !/^(node_modules|reports)\//.test(path));
  const hashed = own.map(async (path) => {
    const hash = createHash('sha1').update(await readFile(join(folder, path)));
    return [path, hash.digest('hex')] as const;
  });
  return new Map(await Promise.all(hashed));
}

async function addOperations(copy: string): Promise<void> {
  const fixture = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');
  const path = join(copy, 'openapi/bigcommerce-customers.yaml');
  await writeFile(path, withPaths(await readFile(path, 'utf8'), await fixture('operations.yaml')));
  await writeFile(join(copy, 'src/resources/shapes.ts'), await fixture('resource.ts.txt'));
  const client = join(copy, 'src/client.ts');
  await writeFile(client, withResource(await readFile(client, 'utf8')));
}

/** The text of a document with more operations, written as people would: all that is there stays as it is. */
export function withPaths(document: string, more: string): string {
  let text = document;
  for (const [, path = '', item = ''] of more.matchAll(/^(\/.*\n)((?: .*\n)*)/gm)) {
    const head = `\n  ${path}`;
    const lines = item.replace(/^/gm, '  ').trimEnd();
    text = text.includes(head)
      ? text.replace(head, () => `${head}${lines}\n`)
      : text.replace('\ncomponents:\n', (components) => `${head}${lines}${components}`);
  }
  return text;
}

/** The lines that a new resource needs in the type of the client. */
function withResource(client: string): string {
  return client
    .replace(
      'import { createSegmentsResource',
      "import { createShapesResource, type ShapesResource } from './resources/shapes.js';\n$&",
    )
    .replace(
      '  readonly segments: SegmentsResource;\n',
      '$&  /** Operations of five shapes. */\n  readonly shapes: ShapesResource;\n',
    )
    .replace('    segments: createSegmentsResource(transport),\n', '$&    shapes: createShapesResource(transport),\n');
}

function runScript(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return new Promise<{ readonly status: number | null; readonly text: string }>((resolve, reject) => {
    const child = spawn('npm', ['run', ...args], { cwd, env: { ...process.env, ...env } });
    let text = '';
    const note = (part: Buffer) => {
      text += part.toString();
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, text }));
  });
}
