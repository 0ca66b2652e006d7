import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { folderWith, runIn } from '../command-line.js';
import { definition, entry, har } from '../exchanges.js';

/** A document of another API. Its responses have one member, whose schema is in another file. */
const SHOP = `openapi: 3.0.3
info: { title: Shop, version: '1' }
servers: [{ url: 'https://{region}.shop.example/api', variables: { region: { default: eu } } }]
paths:
  /things:
    get:
      operationId: listThings
      responses:
        '200':
          description: Things.
          content:
            application/json:
              schema:
                type: object
                required: [count]
                properties:
                  count: { $ref: 'types.yaml#/Count' }
`;
const answer = (response: unknown, scope = 'https://us.shop.example') =>
  definition({ scope, path: '/api/things', response });

let folder = '';
beforeAll(async () => {
  folder = await folderWith({
    'shop.yaml': SHOP,
    'shop {1}.yaml': SHOP,
    'types.yaml': 'Count: { type: integer, nullable: true, minimum: 0 }\n',
    'old.json': { swagger: '2.0' },
    'open.yaml': 'openapi: 3.1.0\ninfo: [\n',
    'invalid.yaml': SHOP.replace('operationId: listThings', 'operationId: [x]'),
    'alone.yaml': SHOP.replace('types.yaml', 'nowhere.yaml'),
    'pattern.yaml': SHOP.replace("$ref: 'types.yaml#/Count'", "nullable: true, type: integer, pattern: '('"),
    // Where dynamic references lead is known only once a schema is compiled.
    'bound.yaml': SHOP.replace('openapi: 3.0.3', 'openapi: 3.1.0').replace(
      "$ref: 'types.yaml#/Count'",
      "$dynamicRef: '#nowhere'",
    ),
    'relative.yaml': SHOP.replace('https://{region}.shop.example', ''),
    'fine.json': [answer({ count: 3 }), answer({ count: null }, 'https://eu.shop.example:443')],
    'text.json': [answer({ count: '3' })],
    'more.json': [answer({ count: 3, extra: 1 })],
    'hosts.har': har(
      entry(),
      entry({ request: { url: 'https://shop.example/api/things' } }),
      entry({ request: { url: 'https://EU.shop.example/api/nowhere' } }),
    ),
  });
});
afterAll(() => rm(folder, { recursive: true }));

const check = (spec: string, ...argv: string[]) => runIn(folder, ['contract', 'check', '--spec', spec, ...argv]);

describe('--spec', () => {
  test('checks against any OpenAPI document, with the files that it refers to', async () => {
    expect(await check('shop.yaml', 'fine.json')).toEqual({ code: 0, stdout: '2 exchanges: 2 conform.\n', stderr: '' });
    const { code, stdout } = await check('shop.yaml', 'text.json');
    expect(code).toBe(1);
    expect(stdout).toContain('200 listThings\n  /response/body/count (response.body): expected integer');
  });

  test('accepts a relative or an absolute path', async () => {
    for (const name of ['shop.yaml', 'shop {1}.yaml'])
      expect(await check(join(folder, name), 'fine.json')).toMatchObject({ code: 0 });
    expect(await runIn('.', ['contract', 'check', '--spec', 'shop.yaml', join(folder, 'fine.json')])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'shop.yaml: no such file or folder\n',
    });
  });

  test('goes with --strict and --allow', async () => {
    expect((await check('shop.yaml', 'more.json')).code).toBe(0);
    const { code, stdout } = await check('shop.yaml', '--strict', 'more.json');
    expect([code, stdout]).toEqual([1, expect.stringContaining('/response/body/extra')]);
    expect((await check('shop.yaml', '--allow', 'response.body:/extra', 'more.json')).code).toBe(0);
  });

  test('skips hosts other than those of the document, which may have variables', async () => {
    const { stdout } = await check('shop.yaml', '-f', 'json', 'hosts.har');
    const { summary, exchanges } = JSON.parse(stdout);
    expect(summary).toMatchObject({ exchanges: 1, skipped: 2 });
    expect(exchanges).toMatchObject([{ index: 2, violations: [{ keyword: 'paths' }] }]);
  });

  test('checks everything below the path of the document if it names no host and there is only one', async () => {
    const page = entry({ request: { url: 'https://us.shop.example/index.html' } });
    const font = entry({ request: { url: 'https://fonts.example/a.woff2' } });
    await writeFile(join(folder, 'site.har'), JSON.stringify(har(page, font)));
    const ended = await check('relative.yaml', 'text.json', 'site.har');
    expect(ended).toMatchObject({ code: 1, stderr: '' });
    expect(ended.stdout).toContain('1 exchange: 0 conform, 1 with 1 violation. 2 skipped: 2 not of this API.\n');
  });

  test('asks for --base-url if the document names no host and there are several', async () => {
    expect(await check('relative.yaml', 'fine.json', 'hosts.har')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'relative.yaml names no host, and the exchanges are with several hosts: us.shop.example, eu.shop.example, shop.example. Name the one of the API with --base-url\n',
    });
    const { code, stdout } = await check('relative.yaml', '--base-url', 'https://us.shop.example', 'fine.json');
    expect([code, stdout]).toEqual([0, '1 exchange: 1 conform. 1 skipped: 1 not of this API.\n']);
  });

  test('reports the parts of the document that are not checked: the first ones on standard error, all in the reports', async () => {
    const linked = Array.from({ length: 12 }, (_, at) => `'${401 + at}': { description: No., links: { more: {} } }`);
    await writeFile(join(folder, 'more.yaml'), SHOP.replace("'200':", `${linked.join('\n        ')}\n        '200':`));
    const { code, stdout, stderr } = await check('more.yaml', '-f', 'json', 'fine.json');
    expect(code).toBe(0);
    const lines = stderr.trim().split('\n');
    expect(lines).toHaveLength(11);
    expect(lines[0]).toMatch(/^more\.yaml:9 not checked: links are not followed$/);
    expect(lines[10]).toBe('2 more parts of the document are not checked');
    const { unchecked } = JSON.parse(stdout);
    expect(unchecked).toHaveLength(12);
    expect(unchecked[0]).toEqual({
      file: 'more.yaml',
      line: 9,
      pointer: '/paths/~1things/get/responses/401/links',
      reason: 'links are not followed',
    });
    const { stdout: page } = await check('more.yaml', '-f', 'html', 'fine.json');
    expect(page.match(/<code>more\.yaml:\d+<\/code> links are not followed/g)).toHaveLength(12);
    expect((await check('shop.yaml', '-f', 'json', 'fine.json')).stdout).not.toContain('unchecked');
  });

  test('checks a 304 that the document declares', async () => {
    await writeFile(
      join(folder, 'cached.yaml'),
      SHOP.replace("'200':", "'304': { description: Old. }\n        '200':"),
    );
    const headers = [{ name: 'If-None-Match', value: '"x"' }];
    const response = { status: 304, headers: [], content: { size: 0 } };
    const cached = entry({ request: { url: 'https://us.shop.example/api/things', headers }, response });
    await writeFile(join(folder, 'cached.har'), JSON.stringify(har(cached)));
    expect((await check('cached.yaml', 'cached.har')).stdout).toBe('1 exchange: 1 conform.\n');
    expect((await check('shop.yaml', 'cached.har')).stdout).toContain('1 skipped: 1 not modified (304).');
  });

  test('takes the body that a browser records with a 304 for what it is: that of its cache', async () => {
    const content = { size: 9, mimeType: 'application/json', text: '{"count":3}' };
    const response = { status: 304, headers: [], content };
    const cached = entry({ request: { url: 'https://us.shop.example/api/things', headers: [] }, response });
    await writeFile(join(folder, 'filled.har'), JSON.stringify(har(cached)));
    // The body is that of the 200 which the cache once stored.
    expect(await check('shop.yaml', 'filled.har')).toMatchObject({ code: 0, stdout: '1 exchange: 1 conform.\n' });
    const wrong = { ...response, content: { ...content, text: '{"count":"3"}' } };
    const other = { ...response, content: { ...content, mimeType: 'x-unknown' } };
    const url = 'https://us.shop.example/api/things';
    const mixed = har(entry({ request: { url }, response: wrong }), entry({ request: { url }, response: other }));
    await writeFile(join(folder, 'mixed.har'), JSON.stringify(mixed));
    const { stdout } = await check('shop.yaml', 'mixed.har');
    expect(stdout).toContain('/response/body/count (response.body): expected integer');
    expect(stdout).toContain('1 exchange: 0 conform, 1 with 1 violation. 1 skipped: 1 not modified (304).');
    await writeFile(
      join(folder, 'cached.yaml'),
      SHOP.replace("'200':", "'304': { description: Old. }\n        '200':"),
    );
    expect((await check('cached.yaml', 'filled.har')).stdout).toBe('1 exchange: 1 conform.\n');
  });

  test('skips and counts connections that were upgraded to another protocol', async () => {
    const upgraded = entry({
      request: { url: 'https://us.shop.example/api/things' },
      response: { status: 101, headers: [{ name: 'Upgrade', value: 'websocket' }], content: { size: 0 } },
    });
    const fine = entry({ request: { url: 'https://us.shop.example/api/nowhere' } });
    await writeFile(join(folder, 'upgraded.har'), JSON.stringify(har(upgraded, fine)));
    const { stdout } = await check('shop.yaml', 'upgraded.har');
    expect(stdout).toContain('1 skipped: 1 upgraded to another protocol (101).');
  });

  test('skips and counts what --allow permits of paths that are not documented', async () => {
    const at = (path: string) => entry({ request: { url: `https://us.shop.example${path}` } });
    const answered = { content: { size: 11, mimeType: 'application/json', text: '{"count":3}' } };
    const fine = entry({ request: { url: 'https://us.shop.example/api/things' }, response: answered });
    await writeFile(join(folder, 'site.har'), JSON.stringify(har(at('/api/other/1'), at('/app.js'), fine)));
    expect((await check('shop.yaml', 'site.har')).code).toBe(1);
    expect((await check('shop.yaml', '--allow', 'paths:/other/**', 'site.har')).code).toBe(1);
    expect(
      await check('shop.yaml', '--allow', 'paths:/other/**', '--allow', 'paths:/app.js', 'site.har'),
    ).toMatchObject({
      code: 0,
      stdout: '1 exchange: 1 conform. 2 skipped: 2 undocumented and allowed.\n',
    });
    const unknown = await check('shop.yaml', '--allow', 'getThings paths', 'site.har');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain(
      '"getThings" is neither an operation of the contract nor the beginning of a pattern',
    );
  });

  test('checks exchanges with every server of the document, its paths and operations', async () => {
    const several = SHOP.replace(
      /servers: .*/,
      "servers: [{ url: 'https://one.example/api' }, { url: 'https://{name}.two.example/api', variables: { name: { default: a } } }]",
    ).replace('operationId: listThings', "operationId: listThings\n      servers: [{ url: 'https://three.example' }]");
    const paths = several.replace('  /things:', '  /others:\n    get: { responses: {} }\n  /things:');
    await writeFile(
      join(folder, 'several.yaml'),
      paths.replace('responses: {}', "responses: { '204': { description: No. } }"),
    );
    const wrong = { content: { size: 3, mimeType: 'application/json', text: '"x"' } };
    const at = (url: string) => entry({ request: { url }, response: wrong });
    const exchanges = har(
      at('https://one.example/api/others'),
      at('https://b.two.example/api/others'),
      at('https://three.example/things'),
      at('https://four.example/things'),
    );
    await writeFile(join(folder, 'several.har'), JSON.stringify(exchanges));
    const { code, stdout } = await check('several.yaml', 'several.har');
    expect(stdout).toContain('3 exchanges: 0 conform, 3 with 3 violations. 1 skipped: 1 not of this API.');
    expect(code).toBe(1);
  });

  test.each([
    ['fine', 'image/png', 0],
    ['a violation', 'application/json', 1],
  ])('bytes that are not text are %s if %s was sent and declared', async (_, mediaType, code) => {
    const name = `${code}.yaml`;
    const image = SHOP.replace('application/json', mediaType).replace(
      /schema:[\s\S]*$/,
      'schema: { type: string, format: binary }\n',
    );
    await writeFile(join(folder, name), image);
    const content = { size: 4, mimeType: mediaType, text: 'iVD//g==', encoding: 'base64' };
    const headers = [{ name: 'Content-Type', value: mediaType }];
    const url = 'https://us.shop.example/api/things';
    await writeFile(
      join(folder, 'image.har'),
      JSON.stringify(har(entry({ request: { url }, response: { headers, content } }))),
    );
    const rawHeaders = { 'Content-Type': mediaType };
    const binary = { ...answer('8950fffe'), rawHeaders, responseIsBinary: true };
    await writeFile(join(folder, 'image.json'), JSON.stringify([binary]));
    const ended = await check(name, 'image.har', 'image.json');
    const note = '0.yaml:13 not checked: only the media type of image/png bodies is checked\n';
    expect(ended).toMatchObject({ code, stderr: code === 0 ? note : '' });
    expect(ended.stdout).toContain(code === 0 ? '2 exchanges: 2 conform.' : '2 exchanges: 0 conform');
  });

  test('is used by all formats', async () => {
    const { stdout: page } = await check('shop.yaml', '-f', 'html', 'text.json');
    expect(page).toContain('<th scope="row">listThings</th>');
    expect(page).not.toContain('deleteCustomers');
    const { runs } = JSON.parse((await check('shop.yaml', '-f', 'sarif', 'text.json')).stdout);
    expect(runs[0].results[0].relatedLocations).toEqual([
      {
        id: 0,
        message: { text: expect.stringContaining('type') },
        physicalLocation: {
          artifactLocation: { uri: expect.stringMatching(/^file:.*\/types\.yaml$/) },
          region: { startLine: 1 },
        },
      },
    ]);
    expect((await check('shop.yaml', '-f', 'junit', 'text.json')).stdout).toContain('classname="listThings"');
  });

  test.each<[string, RegExp]>([
    ['nowhere.yaml', /^nowhere\.yaml: no such file or folder\n$/],
    ['old.json', /^old\.json:1:\d+ is Swagger 2\.0, .*npx swagger2openapi \S+old\.json -o openapi\.json/],
    ['open.yaml', /^open\.yaml:\d+:\d+ .*\(yaml\)\n/],
    ['alone.yaml', /^nowhere\.yaml:1:1 cannot be read \(ENOENT\) \(readable\)\n$/],
    ['bound.yaml', /^bound\.yaml:17:\d+ refers to #nowhere, which leads nowhere at .*\(reference\)\n$/],
  ])('reports %s and what is wrong with it, and checks nothing', async (spec, message) => {
    const { code, stdout, stderr } = await check(spec, 'fine.json');
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test.each([
    ['invalid.yaml', 'operationId must be string'],
    ['pattern.yaml', 'the pattern ( is not a valid JavaScript regular expression (ECMA-262) and is not checked'],
  ])('passes over what is wrong with %s, unless --fail-on-unchecked is given', async (spec, reason) => {
    const { code, stdout, stderr } = await check(spec, '-f', 'json', 'fine.json');
    expect(stderr).toContain(`not checked: ${reason}`);
    expect([code, JSON.parse(stdout).summary]).toEqual([0, expect.objectContaining({ conforming: 2, unchecked: 1 })]);
    expect((await check(spec, '--fail-on-unchecked', 'fine.json')).code).toBe(1);
  });

  const PART = 'not checked: the pattern ( is';
  const place = { artifactLocation: { uri: 'pattern.yaml' }, region: { startLine: expect.any(Number) } };
  const located = {
    message: { text: expect.stringMatching(/^pattern\.yaml:\d+ not checked: the pattern/) },
    locations: [{ physicalLocation: place }],
  };

  test.each<[string, string[], string[]]>([
    ['junit', [], ['<testsuites name="bigcommerce-customers contract check" tests="2" failures="0"', PART]],
    [
      'junit',
      ['--fail-on-unchecked'],
      [
        'contract check" tests="3" failures="1"',
        '" classname="not checked" time="0">\n<failure message="the pattern ( ',
      ],
    ],
    ['text', [], ['2 exchanges: 2 conform. 1 part of the document not checked.\n']],
    ['html', [], ['<h1 class="good">All 2 exchanges conform<', 'the pattern ( is']],
    ['html', ['--fail-on-unchecked'], ['<h1 class="bad">No violation was seen, but 1 part of the document is not']],
  ])('lists what is not checked as %s with %j', async (format, flags, texts) => {
    const { stdout } = await check('pattern.yaml', '-f', format, ...flags, 'fine.json');
    for (const text of texts) expect(stdout).toContain(text);
  });

  test.each([
    [[], 'warning', []],
    [['--fail-on-unchecked'], 'error', [{ ruleId: 'unchecked-part', ruleIndex: 0, level: 'error', ...located }]],
  ])('lists what is not checked as sarif with %j', async (flags, level, results) => {
    const { stdout } = await check('pattern.yaml', '-f', 'sarif', ...flags, 'fine.json');
    const [run] = JSON.parse(stdout).runs;
    const [invocation] = run.invocations;
    expect(invocation).toEqual({ executionSuccessful: true, toolExecutionNotifications: [{ level, ...located }] });
    expect(run.results).toEqual(results);
    expect(run.tool.driver.rules).toHaveLength(results.length);
  });

  test('matches any pattern with --patterns trust', async () => {
    await writeFile(
      join(folder, 'back.yaml'),
      SHOP.replace(/schema:[\s\S]*$/, "schema: { type: string, pattern: '(a)\\1' }\n"),
    );
    const text = [{ ...answer('"ab"'), rawHeaders: { 'Content-Type': 'application/json' } }];
    await writeFile(join(folder, 'ab.json'), JSON.stringify(text));
    expect((await check('back.yaml', 'ab.json')).code).toBe(0);
    const trusting = await check('back.yaml', '--patterns', 'trust', 'ab.json');
    expect([trusting.code, trusting.stderr]).toEqual([1, '']);
    expect((await check('back.yaml', '--patterns', 'no', 'ab.json')).stderr).toContain('--patterns takes trust');
  });

  test('refuses an operation whose rules cannot be read, and checks the others', async () => {
    const others = SHOP.replace(/\n {2}\/things:/, '\n  /lost: { get: { parameters: [{ $ref: none.yaml }] } }$&');
    await writeFile(join(folder, 'lost.yaml'), others);
    const { code, stdout, stderr } = await check('lost.yaml', 'fine.json');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^2 exchanges: 2 conform\. \d part.* of the document not checked\.\n$/),
    ]);
    expect(stderr).toContain('GET /lost: cannot be read (ENOENT)');
  });
});

test('--spec without the package that it needs says how to install it', async () => {
  jest.resetModules();
  jest.unstable_mockModule('yaml', () => {
    throw Object.assign(new Error('Cannot find package yaml'), { code: 'ERR_MODULE_NOT_FOUND' });
  });
  const { run } = await import('../../../src/cli/run.js');
  const stderr: string[] = [];
  const output = (texts: string[]) => ({ write: (text: string) => texts.push(text) });
  const io = { stdout: output([]), stderr: output(stderr), cwd: folder, env: {} };
  expect(
    await run(['contract', 'check', '--spec', 'shop.yaml', 'fine.json'], {
      ...io,
      now: () => new Date(),
    }),
  ).toBe(2);
  expect(stderr.join('')).toMatch(/^shop\.yaml: .*npm install --save-dev yaml\n$/);
});
