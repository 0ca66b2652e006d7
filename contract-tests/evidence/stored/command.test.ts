import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseSpec, type SpecSource } from '../../../scripts/spec/source.js';
import { SMALL } from '../../score/mutants/small-document.js';
import { runCounterexamples } from './command.js';
import { deriveEvidence } from './derive.js';
import { filesOf, parseFiles, readFiles } from './files.js';
import { entriesOfLine } from './lines.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stored-'));
  await run(SMALL);
});
afterEach(() => rm(folder, { recursive: true }));

async function run(source: SpecSource, ...args: readonly string[]) {
  const lines: string[] = [];
  const status = await runCounterexamples(args, { log: (line: string) => lines.push(line) }, { source, folder });
  const files = [...(await readFiles(folder))].map(([, text]) => text).join('');
  return { status, output: lines.join('\n'), files };
}

function edited(from: string | RegExp, to: string): SpecSource {
  const text = SMALL.text.replace(from, to);
  expect(text).not.toBe(SMALL.text);
  return parseSpec(text, 'small.yaml');
}

const LOOSENED = edited(/id: \{ type: integer, minimum: 1/, 'id: { type: integer, minimum: 0');

describe('npm run counterexamples', () => {
  test('has nothing to say about a document that has not changed', async () => {
    const { status, output } = await run(SMALL);
    expect(output).toMatch(
      /^\d+ exchanges and \d+ facts are stored; the document says of all of them what it said before\.$/,
    );
    expect(status).toBe(0);
  });

  test.each<[string, SpecSource, RegExp]>([
    [
      'loosened',
      LOOSENED,
      /loosened {4}\/components\/schemas\/Thing\/properties\/id\/minimum, now 0\n.*\n.*was: .* minimum\n +is: {2}accepted/,
    ],
    [
      'tightened',
      edited('required: [id]', 'required: [id]\n      additionalProperties: false'),
      /tightened {3}\/components\/schemas\/Thing\n.* exchanges of listThings, deleteThings, such as: /,
    ],
    [
      'renamed',
      edited('name: id, in: query', 'name: ids, in: query'),
      /rejected otherwise .*\n.*\n +was: .* minimum\n +is: {2}.*/,
    ],
    [
      'gone',
      edited(/ {4}get:[\s\S]*(?= {4}delete:)/, ''),
      /tightened .*\n.* exchanges of listThings, .*\n.*was: accepted\n +is: {2}no such operation/,
    ],
    [
      'other credentials',
      edited('Token: [] }]', 'Token: [read] }]'),
      /changed {5}listThings: credentials\n +was .*anything.*, is .*read/,
    ],
    [
      'another default',
      edited('minimum: 1 } }]', 'minimum: 1, default: 7 } }]'),
      /changed .* default\n +was null, is 7/,
    ],
  ])('names a rule that is %s, marks it, and fails until that is accepted', async (_, source, line) => {
    const first = await run(source);
    expect(first).toMatchObject({
      status: 1,
      output: expect.stringMatching(line),
      files: expect.stringContaining('"was":'),
    });
    // Running it again, as after npm run generate, does not make the change one that was always there.
    expect(await run(source)).toEqual(first);
    const accepted = await run(source, '--accept');
    expect(accepted).toMatchObject({ status: 0, files: expect.not.stringContaining('"was":') });
    expect(await run(source)).toMatchObject({ status: 0, files: accepted.files });
  });

  test('forgets a change that is undone', async () => {
    const before = await run(SMALL);
    await run(LOOSENED);
    expect(await run(SMALL)).toEqual(before);
  });

  test('adds a new operation without asking', async () => {
    const grown = edited(
      '    delete:',
      '    put: { operationId: putThings, responses: { 204: { description: Done. } } }\n    delete:',
    );
    const { status, files } = await run(grown);
    expect(status).toBe(0);
    expect(files).toContain('"fact":"request","is":"PUT /things?"');
    expect((await readFiles(folder)).has('putThings.ndjson')).toBe(true);
  });

  test.each([
    ['--help', 0, /^Usage: /],
    ['--force', 2, /^--force is not an option\.\n\nUsage: /],
  ])('explains itself with %s, and changes nothing', async (option, status, output) => {
    const { files } = await run(SMALL);
    expect(await run(LOOSENED, option)).toEqual({ status, output: expect.stringMatching(output), files });
  });
});

test('what is read from the files is what was written to them', () => {
  const evidence = deriveEvidence(SMALL);
  const { bases, facts, lines } = parseFiles(filesOf(evidence));
  const sorted = (entries: readonly object[]) =>
    entries.map((entry) => JSON.stringify(Object.entries(entry).sort())).sort();
  expect(sorted(lines.flatMap((line) => entriesOfLine(line, bases)))).toEqual(sorted(evidence.entries));
  expect({ bases, facts }).toEqual({ bases: evidence.bases, facts: expect.arrayContaining([...evidence.facts]) });
});
