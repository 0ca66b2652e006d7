import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { idsAsQuery, listIn } from '../../support/server.js';
import { PROFILES, piped, SEGMENT, terminal, useStoreServer } from '../data/store-server.js';

const server = useStoreServer();

const save = (name: string, text: string) => writeFile(join(server.state.folder, name), text);
const customers = () => [...server.state.store.state.customers];
const profiles = () => [...(server.state.store.state.segments.get(SEGMENT) ?? [])];
const piping = (text: string, ...argv: string[]) =>
  [['--yes', '-f', 'ndjson', '-', ...argv], { stdin: piped(text) }] as const;

describe('customers delete', () => {
  test.each(['3', ' 3 ', 'delete', 'DELETE'])(
    'asks with the number and the store, and takes %j for a yes',
    async (answer) => {
      await save('a.csv', 'customer_id,name\n1,a\n2,b\n10,c\n');
      const { io, questions } = terminal(answer);
      expect(await server.run('customers delete', ['a.csv'], io)).toMatchObject({
        code: 0,
        stdout: server.summary('3 customers accepted for deletion.'),
      });
      expect(questions).toEqual([
        [
          `Delete 3 customers of store k9q2z7w at ${server.state.baseUrl}? This cannot be undone.`,
          '  a.csv:2: customer_id 1, name a',
          '  a.csv:3: customer_id 2, name b',
          '  a.csv:4: customer_id 10, name c',
          'Type 3 or delete to go on: ',
        ].join('\n'),
      ]);
      expect(customers()).toEqual([3, 4, 5, 6, 7, 8, 9]);
    },
  );

  test.each(['yes', 'y', '', '2', '33', 'delete 3', undefined])('takes %j for a no', async (answer) => {
    await save('a.csv', 'customer_id\n1\n2\n10\n');
    const { io } = terminal(answer);
    expect(await server.run('customers delete', ['a.csv'], io)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Nothing was sent.\n',
    });
    expect(server.state.requests).toEqual([]);
  });

  test('asks nobody with --yes, and takes ids alone', async () => {
    expect(await server.run('customers delete', ...piping('1\n"2"\n'))).toMatchObject({ code: 0 });
    expect(customers()).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('is refused where there is nobody to ask, with a message that says how many it would be', async () => {
    await save('a.csv', 'id\n1\n2\n');
    for (const stdin of [undefined, piped('2\n')]) {
      const { code, stderr } = await server.run('customers delete', ['a.csv'], {
        ask: async () => '2',
        ...(stdin && { stdin }),
      });
      expect([code, server.state.requests]).toEqual([2, []]);
      expect(stderr).toMatch(
        /^Delete 2 customers of store k9q2z7w .*\n {2}a\.csv:2: id 1\n {2}a\.csv:3: id 2\nThere is nobody to ask.* Pass --yes to go on without asking\.\n$/,
      );
    }
  });

  test('names ids that stand twice, and counts and sends them once', async () => {
    const { stdout, stderr } = await server.run('customers delete', ...piping('1\n2\n1\n'));
    expect([stdout, stderr]).toEqual([
      server.summary('2 customers accepted for deletion.'),
      'standard input:3: customer 1 is already at standard input:1\n',
    ]);
    expect(server.state.requests.map(({ url }) => listIn(url))).toEqual([['1', '2']]);
  });

  test('is not fooled by the ids of values', async () => {
    const { stdout } = await server.run('values list');
    await save('values.csv', stdout);
    const { code, stderr } = await server.run('customers delete', ['values.csv', '--yes']);
    expect([code, stderr]).toEqual([
      2,
      'values.csv:1: there are both "customer_id" and "id"; choose one with --column, or remove one\nNothing was sent.\n',
    ]);
    const chosen = await server.run('customers delete', ['values.csv', '--yes', '--column', 'customer_id']);
    expect(chosen.code).toBe(0);
    expect(customers()).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('deletes nobody for a file of values to write, until it is told to', async () => {
    await save('values.csv', 'customer_id,attribute_id,value\n1,1,a\n2,1,b\n');
    expect(await server.run('customers delete', ['values.csv', '--yes'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'values.csv:1: lists of customers have no column "attribute_id", so "customer_id" may be the id of something else; pass --column customer_id if this is the right file\nNothing was sent.\n',
    });
    expect(server.state.requests).toEqual([]);
    const meant = await server.run('customers delete', ['values.csv', '--yes', '--column', 'customer_id']);
    expect(meant).toMatchObject({ code: 0, stdout: server.summary('2 customers accepted for deletion.') });
  });

  test('does not write failures over the journal', async () => {
    await save('a.csv', 'id\n1\n');
    const options = ['a.csv', '--yes', '--journal', 'j', '--failures', 'j'];
    const { code, stderr } = await server.run('customers delete', options);
    expect([code, stderr]).toEqual([
      2,
      '--journal j and --failures j are the same file; name different ones\nNothing was sent.\n',
    ]);
    expect(server.state.requests).toEqual([]);
  });

  test('names every id that is none by file and line, before anything is asked or sent', async () => {
    await save('a.csv', 'id,first_name\n1,a\nabc,b\n,c\n-4,d\n');
    const { io, questions } = terminal('4');
    const { code, stderr } = await server.run('customers delete', ['a.csv'], io);
    expect([code, questions, server.state.requests]).toEqual([2, [], []]);
    expect(stderr).toBe('a.csv:3: id "abc" is not an integer\na.csv:4: id is missing\nNothing was sent.\n');
    await save('a.csv', 'id\n1\n-4\n0\n');
    expect((await server.run('customers delete', ['a.csv'], io)).stderr).toBe(
      'a.csv:3: id must be >= 1, got -4\na.csv:4: id must be >= 1, got 0\nNothing was sent.\n',
    );
  });

  test('shows with --dry-run what would be sent, and asks nobody', async () => {
    await save('a.csv', 'id\n1\n2\n');
    const { code, stdout } = await server.run('customers delete', ['a.csv', '--dry-run']);
    expect([code, server.state.requests]).toEqual([0, []]);
    expect(stdout).toMatch(
      new RegExp(
        `^2 customers of store k9q2z7w at \\S+ would be deleted, in 1 request:\n {2}DELETE \\S+${idsAsQuery([1, 2])} \\(2 customers\\)\nNothing was sent\\.\n$`,
      ),
    );
  });

  test('saves ids that are not deleted in the format of the input, for the next time', async () => {
    server.answerWith(() => ({ status: 403, headers: { 'content-type': 'application/json' }, body: '{"status":403}' }));
    const argv = ['--yes', '-f', 'ndjson', '-', '--failures', 'rest'];
    expect(await server.run('customers delete', argv, { stdin: piped('1\n2\n') })).toMatchObject({
      code: 1,
      stdout: server.summary('0 customers accepted for deletion, 2 not sent.'),
    });
    server.answerWith(() => undefined);
    const again = ['--yes', '-f', 'ndjson', 'rest'];
    expect(await server.run('customers delete', again)).toMatchObject({
      code: 0,
      stdout: server.summary('2 customers accepted for deletion.'),
    });
    expect(await readFile(join(server.state.folder, 'rest'), 'utf8')).toMatch(/^{"id":1,"failure_status":"unsent",/);
  });
});

describe('values delete', () => {
  test('deletes what values list has written, after asking', async () => {
    await server.run('values list', ['--customer-id', '2', '--out', 'a.json']);
    const { io, questions } = terminal('1');
    expect(await server.run('values delete', ['a.json'], io)).toMatchObject({
      code: 0,
      stdout: server.summary('1 value accepted for deletion.'),
    });
    expect(questions).toEqual([
      expect.stringMatching(/^Delete 1 value of store k9q2z7w at \S+\?\n.*\nType 1 or delete/),
    ]);
    expect(server.values()).toEqual({ 1: 'Gold' });
  });

  test.each([
    [
      [],
      'no column "id"; the columns are "customer_id", "Attribute ID". The ids of values come from values list; if their column has another name, pass --column',
    ],
    [['--column', 'customer_id'], '"customer_id" is not the id of a value. The ids of values come from values list'],
    [['--column', 'Attribute ID'], '"Attribute ID" is not the id of a value. The ids of values come from values list'],
  ])('takes no ids but those of values, with %j', async (options, message) => {
    await save('a.csv', 'customer_id,Attribute ID\n1,2\n');
    const { code, stderr } = await server.run('values delete', ['a.csv', '--yes', ...options]);
    expect([code, stderr]).toEqual([2, `a.csv:1: ${message}\nNothing was sent.\n`]);
  });
});

describe('segments remove-profiles', () => {
  test('removes the profiles in files, after asking', async () => {
    await save('a.csv', `shopper_profile_id\n${PROFILES[0]}\n${PROFILES[0]?.toUpperCase()}\n`);
    const { io, questions } = terminal('remove');
    const { stdout, stderr } = await server.run('segments remove-profiles', [SEGMENT, 'a.csv'], io);
    expect([stdout, profiles()]).toEqual([
      server.summary('1 shopper profile accepted for removal.', `Segment ${SEGMENT}`),
      [PROFILES[1]],
    ]);
    expect(stderr).toMatch(/^a\.csv:3: shopper profile \S+ is already at a\.csv:2\n$/);
    expect(questions).toEqual([
      expect.stringContaining(`Remove 1 shopper profile of segment ${SEGMENT} of store k9q2z7w`),
    ]);
  });

  test.each([
    [
      'a profile that is no UUID',
      [SEGMENT, '-f', 'ndjson', '-'],
      'standard input:1: profileId must be a valid uuid, got "x"',
    ],
    ['a segment that is no UUID', ['6f0f', '-f', 'ndjson', '-'], 'SEGMENT_ID must be a valid uuid, got "6f0f"'],
    ['a segment that is no UUID, with --all', ['6f0f', '--all'], 'SEGMENT_ID must be a valid uuid, got "6f0f"'],
    ['no segment', [], 'SEGMENT_ID is missing'],
    [
      'no segment but a file',
      ['a.csv'],
      'FILE is missing after the segment "a.csv"; - means standard input. Pass --all',
    ],
    ['a file and --all', [SEGMENT, 'a.csv', '--all'], '--all takes no input, but got "a.csv"'],
    ['a journal and --all', [SEGMENT, '--journal', 'j', '--all'], '--all takes no input, but got "j"'],
  ])('refuses %s', async (_, argv, message) => {
    const text = message.includes('SEGMENT_ID must') ? `"${PROFILES[0]}"` : '"x"';
    const { code, stderr } = await server.run('segments remove-profiles', ['--yes', ...argv], { stdin: piped(text) });
    expect([code, server.state.requests]).toEqual([2, []]);
    expect(stderr).toContain(message);
  });

  test('with an empty file removes nothing', async () => {
    await save('a.csv', 'id\n');
    expect(await server.run('segments remove-profiles', [SEGMENT, 'a.csv', '--yes'])).toMatchObject({ code: 2 });
    expect([server.state.requests, profiles()]).toEqual([[], PROFILES]);
  });

  test('empties a segment only with --all and the word all', async () => {
    const { io, questions } = terminal('remove');
    expect(await server.run('segments remove-profiles', [SEGMENT, '--all'], io)).toMatchObject({ code: 2 });
    expect([questions, server.state.requests]).toEqual([[expect.stringContaining('Remove ALL shopper profiles')], []]);
    const dry = await server.run('segments remove-profiles', [SEGMENT, '--all', '--dry-run']);
    expect(dry.stdout).toMatch(/DELETE \S+shopper-profiles\nNothing was sent\.\n$/);
    expect(server.state.requests).toEqual([]);
    const agreed = terminal('all');
    expect(await server.run('segments remove-profiles', [SEGMENT, '--all'], agreed.io)).toMatchObject({ code: 0 });
    expect(profiles()).toEqual([]);
  });

  test('says when a segment could not be emptied', async () => {
    server.answerWith(() => ({ status: 404, headers: { 'content-type': 'application/json' }, body: '{"status":404}' }));
    const { code, stdout, stderr } = await server.run('segments remove-profiles', [SEGMENT, '--all', '--yes']);
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining('404')]);
  });
});
