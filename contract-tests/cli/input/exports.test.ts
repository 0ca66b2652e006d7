import { describe, expect, test } from '@jest/globals';
import { ORIGIN, VALUES_PATH } from '../../support/server.js';
import { checkFiles, reportOn } from '../command-line.js';
import { definition, entry, har, harContent, page, TOKEN } from '../exchanges.js';

const credential = { name: 'X-Auth-Token', value: TOKEN };

describe('the body of a response', () => {
  test.each<[string, object | undefined]>([
    ['is in another file', { size: -1, mimeType: 'application/json', _file: 'a.json' }],
    ['was left out, and its size too', { size: -1, mimeType: 'application/json' }],
    ['was left out', { size: 120, mimeType: 'application/json' }],
    ['is not mentioned', undefined],
  ])('is not judged when it %s', async (_, content) => {
    expect(await checkFiles({ 'a.har': har(entry({ response: { content } })) })).toMatchObject({ code: 0, stderr: '' });
  });

  test.each<[string, object]>([
    ['has a byte order mark', harContent(`\ufeff${JSON.stringify(page())}`)],
    [
      'has one in base64',
      harContent(Buffer.from(`\ufeff${JSON.stringify(page())}`).toString('base64'), { encoding: 'BASE64' }),
    ],
  ])('is read when it %s', async (_, response) => {
    expect(await checkFiles({ 'a.har': har(entry(response)) })).toMatchObject({ code: 0, stderr: '' });
  });

  test('is invalid JSON if it is not UTF-8', async () => {
    const latin = Buffer.from('{"data":"é"}', 'latin1');
    const { code, stderr, report } = await reportOn({
      'a.har': har(entry(harContent(latin.toString('base64'), { encoding: 'base64' }))),
      'b.json': [definition({ response: latin.toString('hex'), responseIsBinary: true })],
    });
    expect([code, stderr]).toEqual([1, '']);
    for (const { violations } of report.exchanges)
      expect(violations).toMatchObject([{ location: 'response.body', keyword: 'content', expected: 'valid JSON' }]);
  });
});

test.each([
  ['x', []],
  [1, ['type']],
])('a request body in base64 is read: the value %j', async (value, keywords) => {
  const text = Buffer.from(JSON.stringify([{ attribute_id: 3, customer_id: 23, value }])).toString('base64');
  const headers = [credential, { name: 'Content-Type', value: 'application/json' }];
  const url = `${ORIGIN}/stores/abc123example/v3${VALUES_PATH}`;
  const sent = { method: 'PUT', url, headers, postData: { mimeType: 'application/json', text, encoding: 'base64' } };
  const { report } = await reportOn({ 'a.har': har(entry({ request: sent })) });
  const found = report.exchanges[0].violations.filter(
    ({ location }: { location: string }) => location === 'request.body',
  );
  expect(found.map(({ keyword }: { keyword: string }) => keyword)).toEqual(keywords);
});

describe('what a browser sends by itself', () => {
  const preflight = entry({
    request: { method: 'OPTIONS', headers: [{ name: 'Access-Control-Request-Method', value: 'DELETE' }] },
    response: { status: 204, headers: [], content: { size: 0 } },
  });
  const answered = (status: number, headers: readonly object[]) =>
    entry({ request: { headers: [credential, ...headers] }, response: { status, headers: [], content: { size: 0 } } });
  const condition = { name: 'If-None-Match', value: '"x"' };

  test('is skipped and counted: CORS preflights, and conditional requests with a 304', async () => {
    const files = { 'a.har': har(preflight, answered(304, [condition]), entry(), { ...entry(), response: null }) };
    expect(await checkFiles(files)).toEqual({
      code: 0,
      stdout: '1 exchange: 1 conform. 3 skipped: 1 without a response, 1 only for CORS, 1 not modified (304).\n',
      stderr: '',
    });
  });

  test('leaves nothing to check if there is nothing else, and says so', async () => {
    const { code, stderr } = await checkFiles({ 'a.har': har(preflight, answered(304, [condition])) });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/: no exchange to check: 1 only for CORS, 1 not modified \(304\)\n$/),
    ]);
  });

  test.each<[string, object]>([
    ['a 304 to an unconditional request', answered(304, [])],
    ['another empty response to a conditional request', answered(200, [condition])],
    [
      'OPTIONS that is not a CORS preflight',
      { ...preflight, request: { ...preflight.request, headers: [credential] } },
    ],
  ])('does not include %s', async (_, other) => {
    expect(await checkFiles({ 'a.har': har(other) })).toMatchObject({ code: 1 });
  });
});

describe('a HAR without any credentials', () => {
  const stripped = entry({ request: { headers: [{ name: 'X-CSRF-Token', value: 'x' }] } });

  test('is not reported as a violation, but once on standard error', async () => {
    const { code, stdout, stderr } = await checkFiles({ 'a.har': har(stripped, stripped), 'b.har': har(stripped) });
    expect([code, stdout]).toEqual([0, '3 exchanges: 3 conform.\n']);
    expect(stderr).toBe(
      'a.har, b.har: no request has credentials; they were probably removed on export, so this is not a violation\n',
    );
  });

  test.each<[string, object]>([
    ['the credential', credential],
    ['a cookie', { name: 'Cookie', value: 'session=1' }],
    ['a token of another name', { name: 'X-Token', value: 'x' }],
  ])('is judged if another request has %s', async (_, header) => {
    const other = entry({ request: { headers: [header] } });
    const { code, stderr, report } = await reportOn({ 'a.har': har(stripped, other) });
    expect([code, stderr]).toEqual([1, '']);
    expect(report.exchanges[0].violations).toMatchObject([{ keyword: 'security' }]);
  });
});
