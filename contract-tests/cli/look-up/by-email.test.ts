import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { server as document } from '../../../generated/operations.js';
import { limitsOf } from '../../../src/resources/list.js';
import { SANDBOX_TOKEN } from '../../../src/sandbox/store.js';
import { idsAsQuery, listIn } from '../../support/server.js';
import { type Arrived, PROFILES, piped, SEGMENT, terminal, useStoreServer } from '../data/store-server.js';

const [FIRST = '', SECOND = ''] = PROFILES;

/** Customers 3 and 4 share an address, as accounts of two channels can. */
const server = useStoreServer({
  customers: [1, 2, 3, 4, 5, 6, 7],
  emails: {
    1: 'Ada@example.com',
    2: 'grace+shop@example.com',
    3: 'twin@example.com',
    4: 'twin@example.com',
    5: 'zoë@example.com',
  },
  attributes: [
    { id: 3, name: 'Tier', type: 'string' },
    { id: 4, name: 'Birth date', type: 'date' },
  ],
  values: [{ customerId: 1, attributeId: 3, value: 'Gold' }],
  segments: { [SEGMENT]: PROFILES },
  profiles: { [FIRST]: 1, [SECOND]: 2 },
});

const save = (name: string, text: string) => writeFile(join(server.state.folder, name), text);
const saved = (name: string) => readFile(join(server.state.folder, name), 'utf8');
const customers = () => [...server.state.store.state.customers];
const emails = () => server.state.store.state.emails;
const profiles = () => [...(server.state.store.state.segments.get(SEGMENT) ?? [])];
const urls = (method: string) =>
  server.state.requests.filter((request) => request.method === method).map(({ url }) => url);
const emailsIn = (url: string) => listIn(url, 'email:in');
/** The addresses of each look-up, and the ids of each deletion. */
const asked = () => urls('GET').map(emailsIn);
const deleted = () => urls('DELETE').map((url) => listIn(url));

async function erase(text: string, ...argv: string[]) {
  server.state.requests.length = 0;
  await save('people.csv', text);
  return server.run('customers delete', ['--by', 'email', '--yes', 'people.csv', ...argv]);
}

/** What a store answers to look-ups in place of what it should, and nothing else. */
function answerLookUps(answer: (request: Arrived) => unknown) {
  server.answerWith((request) => {
    if (request.method !== 'GET') return undefined;
    const body = answer(request);
    return body === undefined
      ? undefined
      : { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  });
}

const pageOf = (data: readonly unknown[], page = {}) => ({
  data,
  meta: {
    pagination: {
      total: data.length,
      count: data.length,
      per_page: data.length,
      current_page: 1,
      total_pages: 1,
      ...page,
    },
  },
});

describe('customers delete --by email', () => {
  test('deletes the customers who have the addresses, after one look-up, in whatever case they are written', async () => {
    expect(await erase('name,Email\nA,ada@EXAMPLE.com\nG, grace+shop@example.com \nZ,zoë@example.com\n')).toEqual({
      code: 0,
      stdout: server.summary('3 customers accepted for deletion.'),
      stderr: '',
    });
    expect(customers()).toEqual([3, 4, 6, 7]);
    expect(asked()).toEqual([['ada@EXAMPLE.com', 'grace+shop@example.com', 'zoë@example.com']]);
    expect(deleted()).toEqual([['1', '2', '5']]);
  });

  test('lists what nobody or several customers have with the row and the reason, and sends nothing of it', async () => {
    const ended = await erase('email\nnobody@example.com\nada@example.com\ntwin@example.com\n', '--failures', 'f.csv');
    expect(ended).toEqual({
      code: 1,
      stdout: server.summary('1 customer accepted for deletion, 2 unresolved.'),
      stderr: 'What is not done is in f.csv; pass that as FILE.\n',
    });
    expect(customers()).toEqual([2, 3, 4, 5, 6, 7]);
    expect(await saved('f.csv')).toBe(
      [
        'email,failure_status,failure_reason',
        'nobody@example.com,unresolved,nobody has this e-mail address',
        'twin@example.com,unresolved,2 customers have this e-mail address: 3 and 4',
        '',
      ].join('\n'),
    );
    emails().delete(4);
    emails().set(6, 'Nobody@example.com');
    expect(await server.run('customers delete', ['--by', 'email', '--yes', 'f.csv'])).toMatchObject({ code: 0 });
    expect(customers()).toEqual([2, 4, 5, 7]);
  });

  test('lists them on standard error without --failures, by their rows and not by their addresses', async () => {
    const { code, stderr } = await erase('email\nnobody@example.com\nada@example.com\nno@example.com\n');
    expect([code, stderr]).toEqual([
      1,
      'people.csv:2, people.csv:4: unresolved: nobody has this e-mail address\nPass --failures FILE to save these records.\n',
    ]);
  });

  test('asks nobody and deletes nobody if no address can be resolved', async () => {
    await save('people.csv', 'email\nnobody@example.com\n');
    const { io, questions } = terminal('delete');
    expect(await server.run('customers delete', ['--by', 'email', 'people.csv'], io)).toMatchObject({ code: 1 });
    expect([questions, urls('DELETE')]).toEqual([[], []]);
  });

  test('says before it asks whose the addresses are, and how many are left out', async () => {
    await save('people.csv', 'email,note\nada@example.com,x\ntwin@example.com,y\nzoë@example.com,z\nno@example.com,\n');
    const { io, questions } = terminal('no');
    expect(await server.run('customers delete', ['--by', 'email', 'people.csv'], io)).toMatchObject({ code: 2 });
    expect([questions, urls('DELETE')]).toEqual([
      [
        [
          `Delete 2 customers of store k9q2z7w at ${server.state.baseUrl}? This cannot be undone.`,
          '  people.csv:2: customer 1 has email ada@example.com, note x',
          '  people.csv:4: customer 5 has email zoë@example.com, note z',
          '  2 customers are left out:',
          '    people.csv:3: unresolved: 2 customers have this e-mail address: 3 and 4',
          '    people.csv:5: unresolved: nobody has this e-mail address',
          'Type 2 or delete to go on: ',
        ].join('\n'),
      ],
      [],
    ]);
  });

  test('looks an address up once, however often it is there, and reports the rows', async () => {
    const { code, stderr } = await erase('email\nada@example.com\nADA@example.com\nada@example.com \n');
    expect([code, stderr]).toEqual([
      0,
      'people.csv:3: this e-mail address is already at people.csv:2\npeople.csv:4: this e-mail address is already at people.csv:2\n',
    ]);
    expect(asked()).toEqual([['ada@example.com']]);
  });

  const INVALID = 'the e-mail address has an invalid format, got';
  test.each([
    ['nothing', '', 'email is missing'],
    ['a name', 'ada', `${INVALID} "ada"`],
    ['an id', '17', `${INVALID} "17"`],
    ['a domain', '@example.com', `${INVALID} "@example.com"`],
    ['two addresses', '"ada@example.com,eve@example.com"', `${INVALID} "ada@example.com,eve@example.com"`],
    ['an address with a name', 'Ada <ada@example.com>', `${INVALID} "Ada <ada@example.com>"`],
    ['two at signs', 'a@b@c', `${INVALID} "a@b@c"`],
    ['a long text', `${'a'.repeat(255)}@b`, 'the e-mail address must NOT have more than 255 characters'],
    ['what nobody sees', 'a\u200bda@b', String.raw`email "a\u200bda@b" has invisible characters, which are shown`],
  ])('refuses %s in place of an address by its row, before anything is sent', async (_, cell, message) => {
    const { code, stderr } = await erase(`email,n\ngrace+shop@example.com,x\n${cell},y\n`);
    expect([code, server.state.requests]).toEqual([2, []]);
    expect(stderr).toContain(`people.csv:3: ${message}`);
  });

  test.each([
    ['no column of addresses', 'id\n1\n', 'no column "email" or "email_address"; the columns are "id"'],
    [
      'two columns of addresses',
      'email,Email Address\na@b,c@d\n',
      'there are both "email" and "Email Address"; choose',
    ],
    ['a file of values', 'email,attribute_id,value\na@b,3,x\n', 'pass --column email if this is the right file'],
  ])('refuses %s', async (_, text, message) => {
    const { code, stderr } = await erase(text);
    expect([code, server.state.requests]).toEqual([2, []]);
    expect(stderr).toContain(message);
  });

  test('takes another column by its name, and lists and lines of addresses', async () => {
    expect((await erase('Mail,email\nada@example.com,old@example.com\n', '--column', 'Mail')).code).toBe(0);
    await save('two.json', '["grace+shop@example.com"]');
    const lines = { stdin: piped('"zoë@example.com"\n') };
    const by = ['--by', 'email', '--yes'];
    expect((await server.run('customers delete', [...by, 'two.json'])).code).toBe(0);
    expect((await server.run('customers delete', [...by, '-f', 'ndjson', '-'], lines)).code).toBe(0);
    expect(customers()).toEqual([3, 4, 6, 7]);
  });

  test('leaves a record out whose customer_id is that of somebody else', async () => {
    const { code, stderr } = await erase(
      'customer_id,email\n1,ada@example.com\n1,zoë@example.com\n,grace+shop@example.com\n',
    );
    expect([code, customers()]).toEqual([1, [3, 4, 5, 6, 7]]);
    expect(stderr).toContain(
      'people.csv:3: unresolved: the record has customer_id "1", but this address is customer 5\n',
    );
  });

  test.each([
    ['customer_id,email\n1,ada@example.com\n6,ada@example.com\n', 3, [2, 3, 4, 5, 6, 7]],
    ['customer_id,email\n6,ada@example.com\n1,ada@example.com\n', 2, [2, 3, 4, 5, 6, 7]],
    ['customer_id,Customer ID,email\n1,6,ada@example.com\n', 2, [1, 2, 3, 4, 5, 6, 7]],
  ])('compares every customer_id of %j', async (text, line, left) => {
    const { code, stdout, stderr } = await erase(text);
    expect([code, stdout, customers()]).toEqual([1, expect.stringContaining('1 unresolved.'), left]);
    expect(stderr).toContain(
      `people.csv:${line}: unresolved: the record has customer_id "6", but this address is customer 1`,
    );
  });

  test('counts a customer once whose address is there with its customer_id and without', async () => {
    expect(await erase('customer_id,email\n1,ada@example.com\n,ada@example.com\n')).toEqual({
      code: 0,
      stdout: server.summary('1 customer accepted for deletion.'),
      stderr: 'people.csv:3: this e-mail address is already at people.csv:2\n',
    });
  });

  test.each([
    ['customers delete', ['people.csv'], 'no column "customer_id" or "id"; the columns are "Email", "name"'],
    ['segments remove-profiles', [SEGMENT, 'people.csv'], 'no column "shopper_profile_id" or "id"; the columns are'],
  ])('%s suggests --by email for a file that has addresses and no ids', async (command, argv, message) => {
    await save('people.csv', 'Email,name\nada@example.com,Ada\n');
    const { code, stderr } = await server.run(command, [...argv, '--yes']);
    expect([code, server.state.requests]).toEqual([2, []]);
    expect(stderr).toContain(message);
    expect(stderr).toContain('. To look customers up by e-mail address, pass --by email\n');
  });

  test('suggests --by email for a list of addresses, and not for a file of other records', async () => {
    await save('people.json', '["ada@example.com"]');
    const { stderr } = await server.run('customers delete', ['--yes', 'people.json']);
    expect(stderr).toContain(
      'people.json[0]: id "ada@example.com" is not an integer; it is an e-mail address: pass --by email\n',
    );
    await save('other.csv', 'email\nada@example.com\n');
    for (const command of ['values delete', 'customers delete --column nr'])
      expect((await server.run(command, ['--yes', 'other.csv'])).stderr).not.toContain('--by');
  });

  test.each([
    [['--expect', '3'], 'the input has 2 customers, not 3 (--expect)'],
    [['--max', '1'], 'the input has 2 customers, not at most 1 (--max)'],
    [['--by', 'id'], '--by takes email, not "id"'],
  ])('%j sends nothing, look-ups included', async (argv, message) => {
    const { code, stderr } = await erase('email\nada@example.com\nno@example.com\n', ...argv);
    expect([code, server.state.requests]).toEqual([2, []]);
    expect(stderr).toContain(message);
  });

  test('shows with --dry-run who would be deleted and what is left out, and changes nothing', async () => {
    await save('people.csv', 'email\nada@example.com\nno@example.com\n');
    const argv = ['--by', 'email', '--dry-run', 'people.csv', '--failures', 'f.csv', '--resume', 'j'];
    const { code, stdout, stderr } = await server.run('customers delete', argv);
    expect([code, stderr, urls('DELETE')]).toEqual([1, '', []]);
    expect(stdout).toBe(
      [
        `1 customer of store k9q2z7w at ${server.state.baseUrl} would be deleted, in 1 request:`,
        `  DELETE ${server.state.baseUrl}/stores/k9q2z7w/v3/customers?${idsAsQuery([1])} (1 customer)`,
        '1 customer is left out:',
        '  people.csv:3: unresolved: nobody has this e-mail address',
        'Only look-ups were sent.',
        '',
      ].join('\n'),
    );
    await expect(saved('f.csv')).rejects.toThrow('ENOENT');
    await expect(saved('j')).rejects.toThrow('ENOENT');
  });

  test('deletes nobody if a look-up fails, and saves all records', async () => {
    server.answerWith(() => ({ status: 403, headers: { 'content-type': 'application/json' }, body: '{"status":403}' }));
    const { code, stdout, stderr } = await erase('email\nada@example.com\n', '--failures', 'f.csv');
    expect([code, stdout]).toEqual([1, server.summary('0 customers accepted for deletion, 1 not sent.')]);
    expect(stderr).toMatch(/^Stopped: .*403.*\nWhat is not done is in f\.csv; pass that as FILE\.\n$/);
    expect(stderr).not.toContain('@');
    expect(await saved('f.csv')).toContain('\nada@example.com,unsent,not sent because a look-up failed\n');
    const dry = await server.run('customers delete', ['--by', 'email', '--dry-run', 'people.csv']);
    expect([dry.code, dry.stderr]).toEqual([1, expect.stringMatching(/^Stopped: .*403/)]);
    expect(urls('DELETE')).toEqual([]);
  });
});

describe('a signal during the look-ups', () => {
  /** Cancels when the first look-up arrives, which is never answered. */
  const cancelled = () => {
    const controller = new AbortController();
    server.answerWith(({ method }) => {
      if (method !== 'GET') return undefined;
      controller.abort();
      return new Promise(() => {});
    });
    return { cancellation: () => controller.signal };
  };
  const NOTHING = 'Nothing was sent but look-ups.\n';

  test.each([
    ['customers delete', ['--by', 'email', '--yes'], '0 customers accepted for deletion, 1 not sent.'],
    ['values upsert', ['--column', 'attribute_id=n', '--column', 'value=v'], '0 values written, 1 not sent.'],
    ['values upsert', ['--column', 'attribute=n', '--column', 'value=v'], '0 values written, 1 not sent.'],
  ])('ends %s %j at once, and saves all records', async (command, argv, summary) => {
    await save('people.csv', 'email,n,v\nada@example.com,3,x\n');
    const files = ['people.csv', '--failures', 'f.csv', '--resume', 'j'];
    expect(await server.run(command, [...argv, ...files], cancelled())).toEqual({
      code: 130,
      stdout: server.summary(summary),
      stderr: `${NOTHING}Cancelled. What is not done is in f.csv; pass that as FILE.\n`,
    });
    expect(server.state.requests.map(({ method }) => method)).toEqual(['GET']);
    expect(await saved('f.csv')).toContain('x,unsent,not sent because the command was cancelled\n');
    await expect(saved('j')).rejects.toThrow('ENOENT');
    await expect(saved('j.lock')).rejects.toThrow('ENOENT');
  });

  test('is heeded even if all is answered by then', async () => {
    const controller = new AbortController();
    server.answerWith(() => void controller.abort());
    await save('people.csv', 'email\nada@example.com\n');
    const { io, questions } = terminal('delete');
    const more = { ...io, cancellation: () => controller.signal };
    expect((await server.run('customers delete', ['--by', 'email', 'people.csv'], more)).code).toBe(130);
    expect([questions, urls('DELETE')]).toEqual([[], []]);
  });
});

describe('an answer that cannot be relied on deletes nobody:', () => {
  const ada = { id: 1, email: 'Ada@example.com' };
  const eve = { id: 6, email: 'eve@example.com' };
  const OTHERS = 'the store also responded with customers who have other e-mail addresses';

  test.each([
    ['all customers of the store', pageOf([ada, eve]), OTHERS],
    ['somebody else', pageOf([eve]), OTHERS],
    ['a customer without an address', pageOf([ada, { id: 6 }]), 'without an id or an e-mail address'],
    ['an id that is a text', pageOf([{ ...ada, id: '6' }]), 'without an id or an e-mail address'],
    [
      'fewer customers than it says there are',
      pageOf([ada], { total: 2 }),
      'that there are 2 such customers, and listed 1',
    ],
    ['somebody whose address only looks the same', pageOf([{ ...ada, email: 'ada@exampl\u212A.com' }]), OTHERS],
    ['a second customer with the address', pageOf([ada, { ...eve, email: 'ADA@example.com' }]), 'customers have this'],
  ])('%s', async (_, body, reason) => {
    answerLookUps(() => body);
    const { code, stderr } = await erase('email\nada@example.com\n');
    expect([code, urls('DELETE')]).toEqual([1, []]);
    expect(stderr).toContain(`people.csv:2: unresolved: `);
    expect(stderr).toContain(reason);
  });

  test('a second customer on a second page', async () => {
    answerLookUps(({ url }) =>
      url.includes('page=2')
        ? pageOf([{ id: 6, email: 'ada@example.com' }], { total: 2, current_page: 2, total_pages: 2 })
        : pageOf([ada], { total: 2, total_pages: 2 }),
    );
    const { stderr } = await erase('email\nada@example.com\n');
    expect([urls('GET').length, urls('DELETE')]).toEqual([2, []]);
    expect(stderr).toContain('2 customers have this e-mail address: 1 and 6');
  });

  test('one customer for two addresses', async () => {
    // One page is about one address, so these are two questions.
    const long = `${'b'.repeat(240)}@example.com`;
    const rows = Array.from({ length: 8 }, (_, index) => `${index}${long}`);
    answerLookUps(({ url }) => {
      const email = emailsIn(url).find((one) => rows.indexOf(one) % 7 === 0);
      return pageOf([{ id: 6, email }]);
    });
    const { code, stderr } = await erase(`email\n${rows.join('\n')}\n`);
    expect([code, urls('GET').length, urls('DELETE')]).toEqual([1, 2, []]);
    expect(stderr).toContain(
      'people.csv:2, people.csv:9: unresolved: customer 6 was found by another e-mail address as well',
    );
  });

  test('one odd address, without holding up the others of its request', async () => {
    // As stores do that take é for e.
    answerLookUps(({ url }) => {
      if (!emailsIn(url).includes('zoe@example.com')) return undefined;
      return pageOf([{ id: 5, email: 'zoë@example.com' }]);
    });
    const { code, stderr } = await erase('email\nada@example.com\nzoe@example.com\ngrace+shop@example.com\n');
    expect([code, customers()]).toEqual([1, [3, 4, 5, 6, 7]]);
    expect(stderr).toContain(`people.csv:3: unresolved: ${OTHERS}\n`);
  });

  test('a refusal of one address, without holding up the others of its request', async () => {
    server.answerWith(({ method, url }) =>
      method === 'GET' && url.includes('odd')
        ? { status: 422, headers: { 'content-type': 'application/json' }, body: '{"status":422,"title":"odd address"}' }
        : undefined,
    );
    const { code, stderr } = await erase('email\nada@example.com\nodd@example.com\ngrace+shop@example.com\n');
    expect([code, customers()]).toEqual([1, [3, 4, 5, 6, 7]]);
    expect(stderr).toMatch(/^people\.csv:3: unresolved: .*odd address/);
  });
});

describe('--resume with e-mail addresses', () => {
  const PEOPLE = 'email\nada@example.com\ngrace+shop@example.com\n';
  /** Ada is deleted, and the store fails on nobody else. */
  const eraseAda = () => erase('email\nada@example.com\n', '--resume', 'j');

  test('skips what is done without looking it up, although nobody has the address any more', async () => {
    expect((await eraseAda()).code).toBe(0);
    expect(await erase(PEOPLE, '--resume', 'j')).toEqual({
      code: 0,
      stdout: server.summary('1 customer accepted for deletion.'),
      stderr: 'j: 1 customer already accepted for deletion\n',
    });
    expect(asked()).toEqual([['grace+shop@example.com']]);
    expect(await erase(PEOPLE, '--resume', 'j')).toMatchObject({ code: 0 });
    expect(server.state.requests).toEqual([]);
  });

  test('does not delete somebody who has registered with the address of a customer that is done', async () => {
    await eraseAda();
    emails().set(6, 'ada@example.com');
    expect((await eraseAda()).code).toBe(0);
    expect(customers()).toContain(6);
  });

  test('deletes nobody in place of a customer who has lost the address since the job began', async () => {
    server.answerWith(({ method }) => (method === 'DELETE' ? { status: 403 } : undefined));
    expect((await erase(PEOPLE, '--resume', 'j')).code).toBe(1);
    server.answerWith(() => undefined);
    emails().set(6, 'ada@example.com').set(1, 'new@example.com').delete(2);
    const { code, stderr } = await erase(`${PEOPLE}zoë@example.com\n`, '--resume', 'j');
    expect([code, customers()]).toEqual([1, [1, 2, 3, 4, 6, 7]]);
    expect(stderr).toBe(
      [
        'people.csv:2: unresolved: this e-mail address was that of customer 1 when this job began, and is that of customer 6 now',
        'people.csv:3: unresolved: nobody has this e-mail address any more, which was that of customer 2 when this job began',
        'Pass --failures FILE to save these records.',
        '',
      ].join('\n'),
    );
  });

  test('records who has the addresses before the first deletion', async () => {
    let journal = '';
    server.answerWith(async ({ method }) => {
      if (method === 'DELETE') journal ||= await saved('j');
      return undefined;
    });
    await erase(PEOPLE, '--resume', 'j');
    expect(journal.split('\n').slice(1)).toEqual([
      '{"email":"ada@example.com","customer_id":1}',
      '{"email":"grace+shop@example.com","customer_id":2}',
      '',
    ]);
  });
});

describe('segments remove-profiles --by email', () => {
  const remove = async (text: string, ...argv: string[]) => {
    await save('people.csv', text);
    return server.run('segments remove-profiles', ['--by', 'email', '--yes', ...argv, SEGMENT, 'people.csv']);
  };

  test('removes the shopper profiles that the customers say they have, with the same look-up', async () => {
    const { code, stdout, stderr } = await remove('email\nada@example.com\nzoë@example.com\ntwin@example.com\n');
    expect([code, profiles()]).toEqual([1, [SECOND]]);
    expect(stdout).toContain('1 shopper profile accepted for removal, 2 unresolved.');
    expect(stderr).toContain('people.csv:3: unresolved: customer 5 has no shopper profile\n');
    expect(urls('GET').map((url) => listIn(url, 'include'))).toEqual([['shopper_profile_id']]);
    expect(deleted()).toEqual([[FIRST]]);
  });

  test('does not empty the segment, nor for nobody', async () => {
    expect((await remove('email\nno@example.com\n')).code).toBe(1);
    const all = await server.run('segments remove-profiles', ['--all', '--yes', '--by', 'email', SEGMENT]);
    expect([all.code, all.stderr]).toEqual([2, expect.stringContaining('--all takes no input, but got "email"')]);
    expect([urls('DELETE'), profiles()]).toEqual([[], PROFILES]);
  });
});

test('5,000 addresses take at most 1.05 times the fewest look-ups, with URLs as long as the document allows', async () => {
  const { state } = server.state.store;
  const ids = Array.from({ length: 5_000 }, (_, index) => index + 10_001);
  for (const id of ids) state.customers.add(id);
  const emailOf = (id: number) => `customer-${id}@example.com`;
  await save('people.csv', `email\n${ids.map(emailOf).join('\n')}\n`);
  const { code } = await server.run('customers delete', ['--by', 'email', '--yes', 'people.csv']);
  expect([code, customers()]).toEqual([0, [1, 2, 3, 4, 5, 6, 7]]);

  const lookUps = urls('GET').map((url) => server.state.baseUrl + url);
  const [first = ''] = lookUps;
  const room = document.maxUrlLength - first.length + emailsIn(first).map(encodeURIComponent).join().length;
  const perUrl = Math.floor((room + 1) / (encodeURIComponent(emailOf(10_001)).length + 1));
  const perPage = limitsOf('listCustomers', 'limit').maximum ?? 0;
  const fewest = Math.ceil(ids.length / Math.min(perUrl, perPage));
  expect(perUrl).toBeGreaterThan(50);
  expect(lookUps.length).toBeLessThanOrEqual(1.05 * fewest);
  expect(Math.max(...lookUps.map(({ length }) => length))).toBeLessThanOrEqual(document.maxUrlLength);
});

test('addresses and the token appear in no output but the records that are shown', async () => {
  const { stdout, stderr } = await erase('email\nada@example.com\nno@example.com\ntwin@example.com\n');
  expect(`${stdout}${stderr}`).not.toMatch(/@/);
  expect(`${stdout}${stderr}`).not.toContain(SANDBOX_TOKEN);
});
