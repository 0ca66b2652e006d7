import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { VERSION } from '../../../src/version.js';
import { ORIGIN, VALUES_PATH, VALUES_POINTER } from '../../support/server.js';
import { SPECIFICATION, SPECIFICATION_TEXT } from '../../support/specification.js';
import { folderWith, runIn } from '../command-line.js';
import { definition, entry, har, harContent, page } from '../exchanges.js';

const NASTY = '<a href="x">&\u001b[31m\u0000\ud800 ]]>\n</failure>';
const URL_START = `${ORIGIN}/stores/abc123example/v3${VALUES_PATH}`;

let folder = '';
beforeAll(async () => {
  folder = await folderWith({
    'recordings/my shop.json': [
      definition(),
      definition({ scope: ORIGIN, response: page({ customer_id: 'x' }), status: 200 }),
    ],
    'a.har': har(
      entry({ request: { url: `${URL_START}?limit=1&limit=2&x=%3C` } }),
      entry({ request: { url: 'https://cdn.example.com/' } }),
      entry({ request: { method: NASTY }, ...harContent('{}') }),
    ),
    'fine.har': har(entry()),
    'broken.json': '{',
  });
});
afterAll(() => rm(folder, { recursive: true }));

/** The line of a rule, as an editor opens it. */
const seeLineOf = (pointer: string) => `see openapi/bigcommerce-customers.yaml:${SPECIFICATION.lineAt(pointer)}`;
const LIST = `${VALUES_POINTER}/get`;
const RULES = {
  customerId: seeLineOf('/components/schemas/Id/type'),
  limit: seeLineOf(`${LIST}/parameters/1`),
  parameters: seeLineOf(`${LIST}/parameters`),
  paths: seeLineOf('/paths'),
};

const check = (...argv: string[]) => runIn(folder, ['contract', 'check', ...argv]);

describe('text', () => {
  test('has a line for every exchange that does not conform, its violations below, and a summary', async () => {
    const { code, stdout, stderr } = await check('recordings', 'a.har');
    expect(stdout).toBe(`recordings/my shop.json[1] GET ${URL_START}?limit=50 200 listCustomerAttributeValues
  /response/body/data/0/customer_id (response.body): expected integer, got "x" (type), ${RULES.customerId}

a.har[0] GET ${URL_START}?limit=1&limit=2&x=%3C 200 listCustomerAttributeValues
  /request/query/limit (request.query): expected the name once, got "2 times" (explode), ${RULES.limit}
  /request/query/x (request.query): expected no undeclared query parameter, got "%3C" (parameters), ${RULES.parameters}

a.har[2] <a href="x">&\\u001b[31m\\u0000\\ud800 ]]>\\u000a</failure> ${URL_START}?limit=50 200
  /request/method (request.method): expected GET or PUT or DELETE, got "<a href=\\"x\\">&\\u001b[31m\\u0000\\ud800 ]]>\\n</failure>" (method), ${RULES.paths}

4 exchanges: 1 conform, 3 with 4 violations. 1 skipped: 1 not of this API.
`);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  test.each<[string, boolean, Record<string, string>, boolean]>([
    ['has colours on a terminal', true, {}, true],
    ['has none in a pipe', false, {}, false],
    ['has none with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['has colours with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['has colours in a pipe with FORCE_COLOR, even with NO_COLOR', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['has none with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
    ['has none on a terminal without colours', true, { TERM: 'dumb' }, false],
  ])('%s', async (_, isTTY, env, hasColours) => {
    const { stdout } = await runIn(folder, ['contract', 'check', 'a.har'], { isTTY, env });
    expect(stdout.includes('\u001b[')).toBe(hasColours);
  });

  test('has no colours in a file', async () => {
    const out = join(folder, 'out.txt');
    await runIn(folder, ['contract', 'check', 'a.har', '--out', 'out.txt'], { isTTY: true });
    expect(await readFile(out, 'utf8')).not.toContain('\u001b[');
  });
});

test('json has exactly the summary and the exchanges', async () => {
  const { code, stdout } = await check('-f', 'json', 'recordings', 'fine.har');
  const conforming = {
    index: 0,
    method: 'GET',
    status: 200,
    operationId: 'listCustomerAttributeValues',
    violations: [],
  };
  expect(JSON.parse(stdout)).toEqual({
    summary: { exchanges: 3, conforming: 2, violations: 1, skipped: 0 },
    exchanges: [
      { ...conforming, source: 'recordings/my shop.json', url: expect.stringMatching(/:443\/stores.*\?limit=50$/) },
      {
        ...conforming,
        source: 'recordings/my shop.json',
        index: 1,
        url: `${URL_START}?limit=50`,
        violations: [
          expect.objectContaining({
            operationId: 'listCustomerAttributeValues',
            location: 'response.body',
            pointer: '/response/body/data/0/customer_id',
            keyword: 'type',
            expected: 'integer',
            actual: 'x',
            message:
              'listCustomerAttributeValues: /response/body/data/0/customer_id (response.body): expected integer, got "x" (type)',
          }),
        ],
      },
      { ...conforming, source: 'fine.har', url: `${URL_START}?limit=50` },
    ],
  });
  expect(code).toBe(1);
});

test('junit has a suite for each file, a case for each exchange and an error for what cannot be read', async () => {
  const { code, stdout } = await check('-f', 'junit', 'recordings', 'a.har', 'broken.json');
  const url = `${URL_START}?limit=50`;
  const text =
    'listCustomerAttributeValues: /response/body/data/0/customer_id (response.body): expected integer, got &quot;x&quot; (type)';
  const [first = '', second = '', third = ''] = stdout.split(/(?=<testsuite )/).slice(1);
  expect(stdout).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="[^"]+" tests="5" failures="3" errors="1" skipped="0" time="0">\n/,
  );
  expect(first).toBe(`<testsuite name="recordings/my shop.json" tests="2" failures="1" errors="0" skipped="0" time="0">
<testcase name="[0] GET ${url.replace(ORIGIN, `${ORIGIN}:443`)} 200" classname="listCustomerAttributeValues" time="0"/>
<testcase name="[1] GET ${url} 200" classname="listCustomerAttributeValues" time="0">
<failure message="${text}" type="type">${text}, ${RULES.customerId}</failure>
</testcase>
</testsuite>
`);
  expect(second).toContain('<failure message="2 violations" type="explode parameters">');
  expect(second).toContain(
    'name="[2] &lt;a href=&quot;x&quot;&gt;&amp;\ufffd[31m\ufffd\ufffd ]]&gt;&#10;&lt;/failure&gt; ',
  );
  expect(third).toContain('<error message="not JSON: line 1" type="unreadable"/>');
  // XML cannot contain these.
  expect(stdout).not.toMatch(/[^\P{Cc}\t\n]|[\ufffe\uffff]/u);
  expect(code).toBe(2);
});

test('sarif has a rule for each keyword, a result for each violation, and what cannot be read', async () => {
  const { code, stdout } = await check('-f', 'sarif', 'recordings', 'a.har', 'broken.json');
  const log = JSON.parse(stdout);
  expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') });
  const [{ tool, results, invocations }] = log.runs;
  expect(tool.driver).toMatchObject({ name: 'bigcommerce-customers', version: VERSION });
  const ids = tool.driver.rules.map(({ id }: { id: string }) => id);
  expect(ids).toEqual(['explode', 'method', 'parameters', 'type']);
  expect(results).toHaveLength(4);
  for (const { ruleId, ruleIndex } of results) expect(ids[ruleIndex]).toBe(ruleId);
  expect(results[0]).toMatchObject({
    ruleId: 'type',
    level: 'error',
    message: { text: expect.stringContaining('expected integer, got "x" (type) in exchange 1: GET ') },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'recordings/my%20shop.json' } } }],
  });
  expect(invocations).toMatchObject([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [{ message: { text: 'broken.json: not JSON: line 1' } }],
    },
  ]);
  expect(code).toBe(2);
});

test('sarif names a file with an absolute path by its URL', async () => {
  const { stdout } = await check('-f', 'sarif', join(folder, 'a.har'));
  expect(stdout).toContain(`"uri": "file://${folder}/a.har"`);
});

describe('--out', () => {
  test.each(['text', 'json', 'junit', 'sarif'])(
    'gets the report as %s, and only the summary is printed',
    async (format) => {
      const printed = await check('-f', format, 'a.har');
      const written = await check('-f', format, 'a.har', '-o', 'report');
      expect(await readFile(join(folder, 'report'), 'utf8')).toBe(printed.stdout);
      expect(written).toEqual({
        code: 1,
        stderr: '',
        stdout: '2 exchanges: 0 conform, 2 with 3 violations. 1 skipped: 1 not of this API.\n',
      });
    },
  );

  test('that cannot be written is reported, and the summary is still printed', async () => {
    const { code, stdout, stderr } = await check('fine.har', '--out', 'no/such/report');
    expect(stderr).toBe('no/such/report: cannot be written: no such file or folder\n');
    expect(stdout).toBe('1 exchange: 1 conform.\n');
    expect(code).toBe(2);
  });
});

test.each([
  ['an input', ['a.har', '--out', './a.har'], 'PATH a.har and --out ./a.har'],
  [
    'a file of a folder that is checked',
    ['recordings', '--out', 'recordings/my shop.json'],
    'PATH recordings/my shop.json and --out recordings/my shop.json',
  ],
  ['the document', ['a.har', '--spec', 'spec.yaml', '-o', 'spec.yaml'], '--spec spec.yaml and --out spec.yaml'],
])('--out is never %s', async (_, argv, names) => {
  await writeFile(join(folder, 'spec.yaml'), SPECIFICATION_TEXT);
  const { code, stderr } = await check(...argv);
  expect([code, stderr]).toEqual([2, expect.stringContaining(`${names} are the same file; name different ones\n`)]);
});

test.each(['json', 'junit', 'html', 'sarif'])(
  'a terminal gets no control characters of the data as %s',
  async (format) => {
    const hostile = await folderWith({ 'a.json': [definition({ response: { ...page(), data: '\u202e\u009b2J' } })] });
    const { stdout } = await runIn(hostile, ['contract', 'check', '-f', format, 'a.json'], { isTTY: true });
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    await rm(hostile, { recursive: true });
  },
);

describe('html', () => {
  test('is one page with what was found, what could not be read, and where the rule stands', async () => {
    const { code, stdout } = await check('--format', 'html', 'recordings', 'broken.json');
    expect(code).toBe(2);
    expect(stdout).toContain('<title>1 of 2 exchanges break the contract</title>');
    for (const part of ['recordings/my shop.json', '/response/body/data/0/customer_id', '<code>broken.json</code>'])
      expect(stdout).toContain(part);
    const [, line = ''] = /line (\d+) of the OpenAPI document/.exec(stdout) ?? [];
    expect(stdout).toContain(`<mark>→ ${line}        type: integer</mark>`);
  });
});

describe('--strict', () => {
  const undeclared = {
    rawHeaders: ['Content-Type', 'application/json', 'X-Bc-New', '1'],
    response: { ...page(), extra: 1 },
  };

  test('reports what is not declared', async () => {
    const added = await folderWith({ 'added.json': [definition(undeclared)] });
    const run = (...argv: string[]) => runIn(added, ['contract', 'check', ...argv, 'added.json']);
    expect((await run()).code).toBe(0);
    const { code, stdout } = await run('--strict');
    expect(code).toBe(1);
    expect(stdout).toContain('/response/headers/x-bc-new');
    expect(stdout).toContain('/response/body/extra');
    await rm(added, { recursive: true });
  });

  test('leaves out what --allow matches, which does not imply --strict', async () => {
    const added = await folderWith({ 'added.json': [definition(undeclared)] });
    const run = (...argv: string[]) => runIn(added, ['contract', 'check', ...argv, 'added.json']);
    expect((await run('--allow', 'response.header:x-bc-*')).code).toBe(0);
    const { stdout } = await run('--strict', '--allow', 'response.header:x-bc-*');
    expect(stdout).not.toContain('x-bc-new');
    expect(stdout).toContain('/response/body/extra');
    const both = ['--allow', 'response.header:x-bc-*', '--allow', 'response.body:/extra'];
    expect((await run('--strict', ...both)).code).toBe(0);
    await rm(added, { recursive: true });
  });
});
