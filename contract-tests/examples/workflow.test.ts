import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { type Ended, folderWith, runIn } from '../cli/command-line.js';
import { definition } from '../cli/exchanges.js';

const TEXT = await readFile(new URL('../../examples/contract-check.yml', import.meta.url), 'utf8');
const STEPS: readonly { run?: string; uses?: string; with?: Record<string, string> }[] =
  parse(TEXT).jobs.recordings.steps;
const COMMANDS = STEPS.flatMap(({ run = '' }) => (run.startsWith('npx bigcommerce-customers ') ? [run] : []));

describe('the workflow that checks recordings', () => {
  let folder = '';
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** The exit codes of its commands, and what they write. */
  async function runSteps(recordings: Readonly<Record<string, unknown>>) {
    folder = await folderWith(recordings);
    const ended: Ended[] = [];
    for (const command of COMMANDS) {
      const [, argv = ''] = /^npx bigcommerce-customers (.*?)(?: \|\| true)?$/.exec(command) ?? [];
      ended.push(await runIn(folder, argv.split(' ')));
    }
    const read = (name: string) => readFile(join(folder, name), 'utf8');
    return { ended, sarif: JSON.parse(await read('contract.sarif')), html: await read('contract.html') };
  }

  test('passes when all recordings are what the API allows', async () => {
    const { ended, sarif, html } = await runSteps({ 'recordings/right.json': [definition()] });
    expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ]);
    expect(sarif.runs[0].results).toEqual([]);
    expect(html).toContain('<!doctype html>');
  });

  test('fails when one is not, and writes both reports all the same', async () => {
    const { ended, sarif, html } = await runSteps({ 'recordings/wrong.json': [definition({ status: 204 })] });
    expect(ended.map(({ code }) => code)).toEqual([1, 1]);
    expect(sarif.runs[0].results).not.toEqual([]);
    expect(html).toContain('wrong.json');
  });

  test('uploads what its commands write', () => {
    const written = COMMANDS.map((command) => /--out (\S+)/.exec(command)?.[1]);
    const uploaded = STEPS.flatMap(({ uses = '', with: { path, sarif_file } = {} }) =>
      /upload/.test(uses) ? [path ?? sarif_file] : [],
    );
    expect(written.sort()).toEqual(uploaded.sort());
  });
});
