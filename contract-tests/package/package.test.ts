import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { VERSION } from '../../src/version.js';
import { readRecordings } from '../evidence/recordings.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const manifest: { version: string; dependencies?: unknown; exports: Record<string, unknown> } = JSON.parse(
  await readFile(join(ROOT, 'package.json'), 'utf8'),
);

/** What `imports` of package.json and the compiler's `paths` call by a name of its own. */
const SHARED: Readonly<Record<string, string>> = {
  '#errors': 'src/errors/index.ts',
  '#contract': 'src/contract/internal.ts',
};

/**
 * What a file imports when it runs, directly and through others: files relative to the root, and names of packages.
 * Imports of types alone are gone by then.
 */
async function importsOf(file: string, found = new Set<string>()): Promise<Set<string>> {
  const text = await readFile(join(ROOT, file), 'utf8');
  for (const [, name = ''] of text.matchAll(/(?:^|\s)(?:import|export)\s(?!type\s)[^;]*?from '([^']+)'/g)) {
    const target = SHARED[name] ?? (name.startsWith('.') ? join(dirname(file), name).replace(/\.js$/, '.ts') : name);
    if (found.has(target)) continue;
    found.add(target);
    if (target.endsWith('.ts')) await importsOf(target, found);
  }
  return found;
}

describe('the package', () => {
  test('sends its own version in the User-Agent', () => {
    expect(VERSION).toBe(manifest.version);
  });

  test('gives users of the client nothing but the client: no checker, no command, and one package that is bundled', async () => {
    const imports = [...(await importsOf('src/index.ts'))];
    expect(imports.filter((name) => /^src\/(contract|sandbox|cli)\//.test(name))).toEqual([]);
    expect(imports.filter((name) => /^generated\/.*(response|contract)/.test(name))).toEqual([]);
    expect(imports.filter((name) => !name.endsWith('.ts'))).toEqual(['openapi-fetch']);
    expect(manifest.dependencies).toBeUndefined();
  });

  test('gives users of the checker no package at all', async () => {
    const imports = [...(await importsOf('src/contract/index.ts'))];
    expect(imports).toContain('generated/contract-document.ts');
    expect(imports.filter((name) => !name.endsWith('.ts'))).toEqual([]);
  });

  test('gives users of the transport for Node modules of Node and no package', async () => {
    const imports = [...(await importsOf('src/node/index.ts'))];
    expect(imports.filter((name) => !name.endsWith('.ts')).sort()).toEqual([
      'node:http',
      'node:https',
      'node:timers',
      'node:zlib',
    ]);
    expect(imports.filter((name) => /^src\/(client|resources)|validators/.test(name))).toEqual([]);
  });

  test('gives users of the limiter for several processes one module of Node, and no client of Redis', async () => {
    const imports = [...(await importsOf('src/redis/index.ts'))];
    expect(imports.filter((name) => !name.endsWith('.ts'))).toEqual(['node:crypto']);
    expect(imports.filter((name) => /^src\/(client|resources)|validators/.test(name))).toEqual([]);
  });

  test('gives users of the sandbox a library for HTTP, which is bundled, and nothing of the client but its checks', async () => {
    const imports = [...(await importsOf('src/sandbox/index.ts'))];
    const packages = imports.filter((name) => !name.endsWith('.ts') && !name.startsWith('node:'));
    expect(packages.sort()).toEqual(['@hono/node-server', '@hono/node-server/utils/response', 'hono']);
    expect(imports.filter((name) => /^src\/(client|resources|bulk|cli)/.test(name))).toEqual([]);
  });

  test('does not let other commands wait for the sandbox', async () => {
    const imports = [...(await importsOf('src/cli/main.ts'))];
    expect(imports).toContain('src/cli/commands/groups.ts');
    expect(imports.filter((name) => name.startsWith('src/sandbox/'))).toEqual([]);
  });

  test('gives users of the command modules of Node and what the client needs', async () => {
    const imports = [...(await importsOf('src/cli/main.ts'))].filter((name) => !name.endsWith('.ts'));
    expect(imports).toContain('node:util');
    expect(imports.filter((name) => !name.startsWith('node:'))).toEqual(['openapi-fetch']);
  });

  test('reads CSV with packages that are bundled into the command, and loads them only for commands that need them', async () => {
    const packagesOf = async (file: string) =>
      [...(await importsOf(file))].filter((name) => !/\.ts$|^node:/.test(name));
    const ofTasks = await packagesOf('src/cli/data/run-task.ts');
    expect(ofTasks.sort()).toEqual(['csv-parse/sync', 'csv-stringify/sync', 'openapi-fetch']);
    expect((await packagesOf('src/cli/main.ts')).filter((name) => name.startsWith('csv-'))).toEqual([]);
  });

  test('has generated code that knows nothing of what is written by hand', async () => {
    for (const name of await readdir(join(ROOT, 'generated'))) {
      const imports = [...(await importsOf(`generated/${name}`))];
      expect(imports.filter((target) => !target.startsWith('generated/') && target !== 'openapi-fetch')).toEqual([]);
    }
  });

  test('knows operations by name in the document, in generated code, in resources and in the modelled store only', async () => {
    const files = (await readdir(join(ROOT, 'src'), { recursive: true })).filter(
      (name) => name.endsWith('.ts') && !/^(resources|sandbox)\//.test(name),
    );
    const scripts = (await readdir(join(ROOT, 'scripts'), { recursive: true })).filter((name) => name.endsWith('.ts'));
    const commands = (await readdir(join(ROOT, 'contract-tests/commands'), { recursive: true })).filter((name) =>
      /(?<!\.test)\.ts$/.test(name),
    );
    const paths = [
      ...files.map((name) => `src/${name}`),
      ...scripts.map((name) => `scripts/${name}`),
      ...commands.map((name) => `contract-tests/commands/${name}`),
    ];
    const naming = [];
    for (const path of paths) {
      if (
        /AttributeValues|deleteCustomers|ShopperProfilesFrom|attribute-values|shopper-profiles/.test(
          // Paths of other files are no knowledge.
          (await readFile(join(ROOT, path), 'utf8')).replaceAll(/ from '[^']+'/g, ''),
        )
      )
        naming.push(path);
    }
    expect(naming.sort()).toEqual(['src/client.ts', 'src/index.ts', 'src/types.ts']);
  });
});

test('no recording holds a credential', async () => {
  for (const { name, recording } of await readRecordings()) {
    expect([name, JSON.stringify(recording)]).not.toEqual([
      name,
      expect.stringMatching(/"(x-auth-token|authorization|cookie)"\s*:/i),
    ]);
    for (const { path } of recording.exchanges) expect(path).toMatch(/^\/stores\/abc123example\//);
  }
});

describe('the repository', () => {
  test('pins every action of its workflows by commit, with the release that it is', async () => {
    const folder = join(ROOT, '.github/workflows');
    const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
    const used = texts.flatMap((text) => [...text.matchAll(/uses: *(.*)/g)].map(([, action]) => action));
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? ''))).toEqual([]);
  });
});
