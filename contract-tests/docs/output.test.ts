import { rm } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.js';
import { folderWith, runIn } from '../cli/command-line.js';
import { terminal } from '../cli/data/store-server.js';
import { definition, entry, har } from '../cli/exchanges.js';
import { ADDED, LIBRARY, LISTED } from '../cli/library.js';
import { ORIGIN } from '../support/server.js';
import { blocksIn } from './blocks.js';
import { STORE, shellFolder } from './shell-store.js';

const BLOCKS = new Map(blocksIn('text').map(({ id, text }) => [id, text]));
const CONFIRMATION = 'docs/command-line.md: Delete with confirmation';

const TWICE = { method: 'DELETE', url: `${ORIGIN}/stores/abc123/v3/customers?id:in=1&id:in=2` };
const FOREIGN = { request: { url: 'https://shop.example/' } };
const DELETED = { scope: ORIGIN, method: 'DELETE', path: '/stores/abc123example/v3/customers?id:in=1', status: 204 };

/** 112 exchanges, one of which is wrong, and nine of another site. */
const RECORDED = {
  'recordings/many.json': Array.from({ length: 108 }, () => definition()),
  'shop.har': har(
    ...Array.from({ length: 3 }, () => entry()),
    entry({ request: TWICE, response: { status: 204, headers: [], content: { size: 0, mimeType: '' } } }),
    ...Array.from({ length: 9 }, () => entry(FOREIGN)),
  ),
};

const OLD_LIBRARY = LIBRARY.replace("version: '2'", 'version: 2.1.0').replace(', format: shelf-mark', '');
const NEW_LIBRARY = OLD_LIBRARY.replace('maximum: 50', 'maximum: 100').replace(
  'required: [reader]',
  'minProperties: 1',
);

/** Files with which the command prints what the pages show. */
const FOLDERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'README.md: Contract checks': RECORDED,
  'docs/contract-checks.md: On the command line': RECORDED,
  'docs/contract-checks.md: Compare two documents': { 'old.yaml': OLD_LIBRARY, 'new.yaml': NEW_LIBRARY },
  "docs/contract-checks.md: Compare with a vendor's documents": {
    'openapi.yaml': OLD_LIBRARY,
    'vendor.yaml': OLD_LIBRARY.replace('maximum: 50', 'maximum: 100'),
  },
  'docs/contract-checks.md: Stale recordings': {
    'recordings/deleteCustomers/204-deleted.json': {
      title: 'Two customers are deleted',
      // 120 days before the day on which the tests have the command run.
      provenance: { written: '2026-07-24', contract: { deleteCustomers: '0123456789abcdef' } },
      exchanges: [{ ...DELETED, body: '', response: '', rawHeaders: [] }],
    },
    'recordings/many.json': Array.from({ length: 7 }, () => definition()),
  },
};

/** The command that a block shows, and what it prints. */
function sessionOf(id: string): { argv: string[]; output: string } {
  const [first = '', ...lines] = (BLOCKS.get(id) ?? '').split('\n');
  const [, command = ''] = /^\$ npx bigcommerce-customers (.*)$/.exec(first) ?? [];
  return { argv: command.split(' '), output: `${lines.join('\n')}\n` };
}

/** The lines of rules in the OpenAPI document move with every change of it. */
function withoutLines(output: string): string {
  return output.replace(/(bigcommerce-customers\.yaml):\d+/g, '$1:…');
}

describe('the command prints what README and docs show:', () => {
  let folder = '';
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test.each(Object.entries(FOLDERS))('%s', async (id, files) => {
    folder = await folderWith(files);
    const { argv, output } = sessionOf(id);
    const { code, stdout, stderr } = await runIn(folder, argv);
    expect([code, withoutLines(stdout), stderr]).toEqual([1, withoutLines(output), '']);
  });

  describe('at a terminal', () => {
    let sandbox: Sandbox;
    beforeEach(async () => {
      sandbox = await startSandbox({ storeHash: 'abc123', data: STORE });
      folder = await shellFolder();
    });
    afterEach(() => sandbox.stop());

    test(CONFIRMATION, async () => {
      const { argv, output } = sessionOf(CONFIRMATION);
      const [warning = '', ...rest] = output.trimEnd().split('\n');
      const [prompt = '', bar = ''] = rest.slice(-2);
      const [, text = '', answer] = /^(.*: )(\S+)$/.exec(prompt) ?? [];
      const question = rest.slice(0, -2).join('\n').replace(`${ORIGIN}?`, `${sandbox.url}?`);
      const { io, questions } = terminal(answer);
      const { url: BIGCOMMERCE_BASE_URL, accessToken: BIGCOMMERCE_ACCESS_TOKEN } = sandbox;
      const env = { BIGCOMMERCE_STORE_HASH: 'abc123', BIGCOMMERCE_BASE_URL, BIGCOMMERCE_ACCESS_TOKEN };
      const { stderr } = await runIn(folder, argv, { ...io, isTTY: true, env });
      expect(questions).toEqual([`${question}\n${text}`]);
      expect(stderr.startsWith(`${warning}\n`)).toBe(true);
      const shape = (line: string) => line.replaceAll(/[#-]/g, '=').replaceAll(/\d+/g, '1');
      expect(stripVTControlCharacters(stderr).split('\r').map(shape)).toContain(shape(bar));
    });
  });
});

/** Too long to be shown as a whole: a line of … stands for lines that are left out. */
const EXCERPT = 'docs/contract-checks.md: Score your exchanges';

test('an excerpt shows parts of what the command prints, in their order', async () => {
  const folder = await folderWith({ 'library.yaml': LIBRARY, 'loans.har': har(LISTED, ADDED) });
  const { argv, output } = sessionOf(EXCERPT);
  const { code, stdout } = await runIn(folder, argv);
  await rm(folder, { recursive: true });
  output.split(/^…\n/m).reduce((text, part) => {
    expect(text).toContain(part);
    return text.slice(text.indexOf(part) + part.length);
  }, stdout);
  expect(code).toBe(0);
});

test('no output is shown that nobody compares', () => {
  expect([...BLOCKS.keys()].sort()).toEqual([CONFIRMATION, EXCERPT, ...Object.keys(FOLDERS)].sort());
});
