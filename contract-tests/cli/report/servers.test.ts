import { describe, expect, test } from '@jest/globals';
import { HOST, ORIGIN, VALUES_PATH } from '../../support/server.js';
import { checkFiles, reportOn } from '../command-line.js';
import { definition, entry, har, harContent, page } from '../exchanges.js';

const foreign = entry({ request: { url: 'https://cdn.example.com/a.js' } });
const STORE = `/stores/abc123example/v3${VALUES_PATH}`;
const at = (base: string, body: unknown = page()) =>
  entry({ request: { url: base + STORE }, ...harContent(JSON.stringify(body)) });

describe('no exchange of the API', () => {
  const reason = `no exchange with ${ORIGIN}; for recordings of another server, use --base-url`;

  test('is exit code 2, with the server that was expected', async () => {
    expect(await checkFiles({ 'a.har': har(foreign) })).toEqual({
      code: 2,
      stdout: '0 exchanges: 0 conform. 1 skipped: 1 not of this API.\n',
      stderr: `.: ${reason}\n`,
    });
    expect(await checkFiles({ 'a.har': har() })).toMatchObject({
      code: 2,
      stderr: `.: no exchange with ${ORIGIN}\n`,
    });
  });

  test.each<[string, string]>([
    ['json', `"reason": "${reason}"`],
    ['junit', 'errors="1"'],
    ['sarif', '"executionSuccessful": false'],
    ['html', '<h1 class="bad">No exchanges were checked'],
  ])('is not a success in %s either', async (format, text) => {
    expect((await checkFiles({ 'a.har': har(foreign) }, '-f', format)).stdout).toContain(text);
  });

  test('in one of several files is accepted', async () => {
    expect(await checkFiles({ 'a.har': har(foreign), 'b.har': har(entry()) })).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('--base-url', () => {
  test('treats exchanges with other servers as exchanges with that of the document, and can be repeated', async () => {
    const files = {
      'a.har': har(at('http://localhost:4010'), at('https://gate.example/bc', {}), foreign),
      'b.json': [definition()],
    };
    const servers = ['--base-url', 'http://localhost:4010/', '--base-url', 'https://gate.example/bc'];
    const { code, stdout } = await checkFiles(files, ...servers);
    expect(stdout).toContain('3 exchanges: 2 conform, 1 with 2 violations. 1 skipped: 1 not of this API.');
    expect(stdout).not.toContain('servers');
    expect(code).toBe(1);
  });

  test('with a path does not include other paths of its host', async () => {
    const files = {
      'a.har': har(at('https://gate.example/bc'), at('https://gate.example/bcd'), at('https://gate.example')),
    };
    const { stdout } = await checkFiles(files, '--base-url', 'https://gate.example/bc');
    expect(stdout).toBe('1 exchange: 1 conform. 2 skipped: 2 not of this API.\n');
  });

  test.each(['', 'localhost:4010', 'ftp://a.example', 'https://{store}.example', 'https://a.example?x=1'])(
    'that is %j is wrong usage',
    async (url) => {
      const { code, stderr } = await checkFiles({ 'a.har': har(entry()) }, '--base-url', url);
      expect(code).toBe(2);
      expect(stderr).toContain(
        `--base-url needs a URL such as https://staging.example.com, not ${JSON.stringify(url)}`,
      );
    },
  );
});

describe('exchanges of other hosts', () => {
  test.each<[string, object]>([
    [
      'an image',
      entry({
        request: { url: 'https://cdn.example.com/a.png' },
        ...harContent('iVBORw0KGgr/', { encoding: 'base64' }),
      }),
    ],
    ['no response', { ...foreign, response: null }],
    [
      'odd headers',
      entry({ request: { url: 'https://cdn.example.com/', headers: null }, response: { headers: [{ name: 1 }] } }),
    ],
    [
      'what is not base64',
      entry({ request: { url: 'https://cdn.example.com/' }, ...harContent('é', { encoding: 'base64' }) }),
    ],
    ['a socket', entry({ request: { url: `wss://${HOST}/socket` }, response: { status: 101 } })],
  ])('in HAR are skipped, whatever their content: %s', async (_, other) => {
    const { code, stderr, report } = await reportOn({ 'a.har': har(other, entry()) });
    expect([code, stderr]).toEqual([0, '']);
    expect(report.summary).toEqual({ exchanges: 1, conforming: 1, violations: 0, skipped: 1 });
  });

  test('in nock definitions are skipped, whatever their content', async () => {
    const other = definition({
      scope: 'https://cdn.example.com',
      rawHeaders: 1,
      response: 'xy',
      responseIsBinary: true,
    });
    const { code, stderr, report } = await reportOn({ 'a.json': [other, definition()] });
    expect([code, stderr, report.summary.skipped]).toEqual([0, '', 1]);
  });
});

test('the JSON report lists what could not be read, if there is anything', async () => {
  const { report } = await reportOn({ 'a.json': [definition(), 1], 'b.json': '' });
  expect(report.problems).toEqual([
    { source: 'a.json', reason: 'exchange 1: is not an object' },
    { source: 'b.json', reason: 'empty' },
  ]);
  expect((await reportOn({ 'a.json': [definition()] })).report).not.toHaveProperty('problems');
});
