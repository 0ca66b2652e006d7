import { access, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.js';
import { runIn } from '../cli/command-line.js';
import { terminal } from '../cli/data/store-server.js';
import { blocksIn, CONTRIBUTING_BLOCKS } from './blocks.js';
import { commandsOf, type ShellCommand } from './commands.js';
import { ROOT, readPage } from './pages.js';
import { STORE, shellFolder } from './shell-store.js';

const manifest: {
  name: string;
  version: string;
  scripts: Record<string, string>;
  bin: Record<string, string>;
  peerDependencies: Record<string, string>;
} = JSON.parse(await readPage('package.json'));
const COMMANDS = blocksIn('sh').map(({ id, text }): [string, ShellCommand[]] => [id, commandsOf(text)]);
const FOR_CONTRIBUTORS = CONTRIBUTING_BLOCKS.map(({ id, text }): [string, ShellCommand[]] => [id, commandsOf(text)]);
const titled = (wanted: (words: readonly string[]) => boolean) =>
  [...COMMANDS, ...FOR_CONTRIBUTORS]
    .flatMap(([, commands]) => commands.map(({ words }) => words))
    .filter(wanted)
    .map((words): [string, readonly string[]] => [words.join(' '), words]);

/** What the store has at first, and where that is something else after the commands of a block. */
const BEFORE = { customers: 401, values: 3, profiles: [2] };
const AFTERWARDS: Readonly<Record<string, typeof BEFORE>> = {
  'README.md: Command line': { customers: 401 - 212, values: 0, profiles: [2] },
  'docs/command-line.md: Delete with confirmation (2)': { customers: 401 - 212, values: 0, profiles: [2] },
  // One value is written, and two are deleted with their customers.
  'docs/command-line.md: Use e-mail addresses and names of attributes': {
    customers: 401 - 2,
    values: 2,
    profiles: [0],
  },
  // One value is deleted as such, and the other two with their customers.
  'docs/command-line.md: Command line': { customers: 401 - 212, values: 0, profiles: [1] },
};

/** The file that `npm pack` writes. */
const PACKED = `${manifest.name}-${manifest.version}.tgz`;

const isOurs = ([first, second]: readonly string[]) => first === 'npx' && second === manifest.name;
const isNpm = ([first]: readonly string[]) => first === 'npm';

test('README, docs and CONTRIBUTING have no command that their tests cannot judge', () => {
  expect(titled((words) => !isOurs(words) && !isNpm(words))).toEqual([]);
});

describe('npm knows what README, docs and CONTRIBUTING tell it:', () => {
  test.each(titled(isNpm))('%s', async (_, [, command = '', ...rest]) => {
    const script = command === 'run' ? rest[0] : command;
    if (command === 'ci') await access(join(ROOT, 'package-lock.json'));
    else if (command === 'install') expect([[manifest.name], [`./${PACKED}`]]).toContainEqual(rest);
    // Builds before it packs.
    else if (command === 'pack') expect(Object.keys(manifest.scripts)).toContain('prepack');
    else expect(Object.keys(manifest.scripts)).toContain(script);
    const options = rest.includes('--') ? rest.slice(rest.indexOf('--')).filter((word) => /^--./.test(word)) : [];
    if (options.length === 0) return;
    const [, file = ''] = /tsx (\S+)\.ts/.exec(manifest.scripts[script ?? ''] ?? '') ?? [];
    const usage = await sourcesOf(file, script ?? '');
    for (const option of options) expect(usage).toContain(`\n  ${option} `);
  });
});

/** The text of a script, of the files in the folder that it imports first from, and of what it imports for one command. */
async function sourcesOf(file: string, command: string): Promise<string> {
  const main = await readPage(`${file}.ts`);
  const [, own] = new RegExp(`^ {2}${command}: .*import\\('([^']+)\\.js'\\)`, 'm').exec(main) ?? [];
  const ownText = own ? await readPage(join(dirname(file), `${own}.ts`)) : '';
  const [, folder = ''] = /(?:from|import\() ?'(?:\.\/|\.\.\/\.\.\/scripts\/)([\w-]+)\//.exec(main) ?? [];
  const names = (await readdir(join(ROOT, 'scripts', folder))).filter((name) => name.endsWith('.ts'));
  const texts = await Promise.all(names.map((name) => readFile(join(ROOT, 'scripts', folder, name), 'utf8')));
  return [main, ownText, ...texts].join('\n');
}

describe('the command does what README and docs tell it, one after the other:', () => {
  let sandbox: Sandbox;
  let folder = '';
  beforeEach(async () => {
    sandbox = await startSandbox({ storeHash: 'abc123', data: STORE });
    folder = await shellFolder();
  });
  afterEach(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true });
  });

  const ours = COMMANDS.map(([id, commands]): [string, ShellCommand[]] => [
    id,
    commands.filter(({ words }) => isOurs(words)),
  ]).filter(([, commands]) => commands.length > 0);

  test.each(ours)('%s', async (id, commands) => {
    for (const { words, env } of commands) {
      const [, , ...argv] = words;
      const stopping = argv[0] === 'sandbox' ? stopWhenItWaits() : undefined;
      const { io } = terminal(argv[0] === 'segments' ? 'remove' : 'delete');

      const ended = await runIn(folder, argv, {
        ...io,
        env: {
          BIGCOMMERCE_STORE_HASH: 'abc123',
          ...env,
          BIGCOMMERCE_BASE_URL: sandbox.url,
          BIGCOMMERCE_ACCESS_TOKEN: sandbox.accessToken,
        },
      });
      stopping?.();
      expect([
        words.join(' '),
        ended.code,
        ended.stderr.replace(/^erase\.csv:17: .* is already at erase\.csv:4\n/, ''),
      ]).toEqual([words.join(' '), 0, expect.not.stringContaining('rror')]);
    }
    expect({ id, ...sizesOf(sandbox) }).toEqual({ id, ...(AFTERWARDS[id] ?? BEFORE) });
  });
});

function sizesOf({ state: { customers, values, segments } }: Sandbox) {
  return { customers: customers.size, values: values.size, profiles: [...segments.values()].map(({ size }) => size) };
}

/** Ends the sandbox, as Ctrl+C does, once it waits for that. */
function stopWhenItWaits(): () => void {
  const before = process.listenerCount('SIGTERM');
  const timer = setInterval(() => {
    if (process.listenerCount('SIGTERM') > before) process.emit('SIGTERM');
  }, 5);
  return () => clearInterval(timer);
}
