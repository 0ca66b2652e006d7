import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { readHarHeaders } from '../../../src/cli/input/entry.js';
import type { Violation } from '../../../src/contract/index.js';
import { RECORDINGS_FOLDER, readRecordings } from '../../evidence/recordings.js';
import { HOST, ORIGIN, VALUES_PATH } from '../../support/server.js';
import { checkFiles, reportOn, runIn } from '../command-line.js';
import { definition, entry, har, harContent, PATH, page } from '../exchanges.js';

const hex = (bytes: Buffer) => bytes.toString('hex');
const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));
const encoded = (encoding: string) => ({ 'content-type': 'application/json', 'Content-Encoding': encoding });
const inChunks = (bytes: Buffer) => [hex(bytes.subarray(0, 20)), hex(bytes.subarray(20))];

/** Files with a response body. */
const FILES: readonly (readonly [string, (body: unknown) => unknown])[] = [
  ['a recording', (response) => ({ title: 'x', exchanges: [definition({ response })] })],
  ['nock definitions', (response) => [definition({ response })]],
  ['nock definitions with text', (body) => [definition({ response: JSON.stringify(body) })]],
  [
    'nock definitions with headers as an object',
    (response) => [definition({ response, rawHeaders: { 'CONTENT-TYPE': ['application/json'] } })],
  ],
  [
    'nock definitions with request headers',
    (response) => [definition({ response, reqheaders: { 'x-auth-token': ['redacted'] } })],
  ],
  [
    'nock definitions of old',
    (response) => [definition({ response, scope: ORIGIN, port: 443, status: undefined, reply: '200' })],
  ],
  ['nock definitions in hexadecimal', (body) => [definition({ response: hex(bytesOf(body)), responseIsBinary: true })]],
  ['gzip', (body) => [definition({ response: inChunks(gzipSync(bytesOf(body))), rawHeaders: encoded('gzip') })]],
  [
    'deflate',
    (body) => [definition({ response: inChunks(deflateSync(bytesOf(body))), rawHeaders: encoded('deflate') })],
  ],
  [
    'brotli',
    (body) => [definition({ response: inChunks(brotliCompressSync(bytesOf(body))), rawHeaders: encoded('br') })],
  ],
  [
    'two encodings',
    (body) => [
      definition({ response: [hex(brotliCompressSync(gzipSync(bytesOf(body))))], rawHeaders: encoded('GZIP, br') }),
    ],
  ],
  [
    'an encoding of text that is written as it is',
    (response) => [definition({ response, rawHeaders: encoded('gzip') })],
  ],
  ['HAR', (body) => har(entry(harContent(JSON.stringify(body))))],
  ['HAR with base64', (body) => har(entry(harContent(bytesOf(body).toString('base64'), { encoding: 'base64' })))],
];

describe('a file with', () => {
  test.each(FILES)('%s conforms when its exchange does', async (_, fileWith) => {
    const { code, stderr, report } = await reportOn({ 'file.json': fileWith(page()) });
    expect(stderr).toBe('');
    expect(report.summary).toEqual({ exchanges: 1, conforming: 1, violations: 0, skipped: 0 });
    expect(report.exchanges).toMatchObject([{ operationId: 'listCustomerAttributeValues', violations: [] }]);
    expect(code).toBe(0);
  });

  test.each(FILES)('%s does not conform when its exchange does not', async (_, fileWith) => {
    const { code, report } = await reportOn({ 'file.json': fileWith(page({ customer_id: 'x' })) });
    expect(report.summary).toEqual({ exchanges: 1, conforming: 0, violations: 1, skipped: 0 });
    expect(report.exchanges[0].violations).toMatchObject([{ keyword: 'type', actual: 'x' }]);
    expect(code).toBe(1);
  });
});

describe('requests', () => {
  const put = { method: 'PUT', path: `/stores/abc123example/v3${VALUES_PATH}` };
  const url = `${ORIGIN}${put.path}`;
  const headers = [
    { name: 'X-Auth-Token', value: 'redacted' },
    { name: 'Content-Type', value: 'application/json' },
  ];
  const values = (value: unknown) => [{ attribute_id: 3, customer_id: 23, value }];
  const sent = (text: string) => entry({ request: { method: 'PUT', url, headers, postData: { text } } });

  test.each<[string, unknown, string[]]>([
    ['a body of nock', [definition({ ...put, body: values(1) })], ['type']],
    ['a body of nock as text', [definition({ ...put, body: JSON.stringify(values(1)) })], ['type']],
    ['any body of nock', [definition({ ...put, body: '*' })], []],
    ['a body of HAR', har(sent(JSON.stringify(values(1)))), ['type']],
    ['a valid body of HAR', har(sent(JSON.stringify(values('x')))), []],
    [
      'a body that HAR lists as a form',
      har(entry({ request: { method: 'PUT', url, headers, postData: { params: [] } } })),
      [],
    ],
    ['no credential in HAR', har(entry({ request: { headers: [] } }), entry()), ['security']],
    ['no credential in headers of nock', [definition({ reqheaders: {} })], ['security']],
    ['a repeated name in HAR', har(entry({ request: { url: `${url}?limit=1&limit=2` } })), ['explode']],
  ])('%s is judged as far as the file has recorded it', async (_, file, keywords) => {
    const { report } = await reportOn({ 'file.har': file });
    const violations: Violation[] = report.exchanges[0].violations;
    const found = violations.filter(({ location }) => location.startsWith('request.'));
    expect(found.map(({ keyword }) => keyword)).toEqual(keywords);
  });
});

test.each<[string, object, number]>([
  ['is not judged if the file says that it was left out', { size: 9 }, 0],
  ['is missing if the file says that there was none', { size: 0 }, 1],
])('the body of a response in HAR %s', async (_, content, violations) => {
  const { report } = await reportOn({ 'a.har': har(entry({ response: { content } })) });
  expect(report.summary).toMatchObject({ exchanges: 1, violations });
});

test('skips and counts other hosts in HAR and nock definitions, and requests without a response', async () => {
  const { code, report } = await reportOn({
    'a.har': har(
      entry({ request: { url: 'https://cdn.example.com/x.js' } }),
      entry({ request: { url: 'data:text/plain,x' } }),
      entry({ response: { status: 0 } }),
      entry({
        request: { url: `https://${HOST.toUpperCase()}:443/stores/abc123example/v3${VALUES_PATH}` },
      }),
    ),
    'b.json': [definition({ scope: 'https://login.bigcommerce.com' })],
    'c.json': [definition({ scope: ORIGIN, port: 8443 })],
  });
  expect(report.summary).toEqual({ exchanges: 1, conforming: 1, violations: 0, skipped: 5 });
  expect(report.exchanges).toMatchObject([{ source: 'a.har', index: 3 }]);
  expect(code).toBe(0);
});

test('treats a URL without a host in HAR as one of this API', async () => {
  const { report } = await reportOn({ 'a.har': har(entry({ request: { url: PATH } })) });
  expect(report.summary).toEqual({ exchanges: 1, conforming: 1, violations: 0, skipped: 0 });
});

test('leaves out the pseudo-headers of HTTP/2', () => {
  const header = (name: string) => ({ name, value: 'x' });
  expect(readHarHeaders([header(':method'), header('Accept')], 'headers')).toEqual([['Accept', 'x']]);
});

test('reports another host in a recording as a violation', async () => {
  const { report } = await reportOn({ 'a.json': { exchanges: [definition({ scope: 'https://api.example.com' })] } });
  expect(report.exchanges).toMatchObject([{ operationId: null, violations: [{ keyword: 'servers' }] }]);
});

test.each([
  ['tolerates', [], 0],
  ['finds, with --strict,', ['--strict'], 1],
])('%s what the contract does not declare', async (_, options, code) => {
  const rawHeaders = { 'Content-Type': 'application/json', 'X-New-Header': '1' };
  const ended = await checkFiles({ 'a.json': [definition({ rawHeaders })] }, ...options);
  expect(ended.stdout.includes('x-new-header')).toBe(code === 1);
  expect(ended.code).toBe(code);
});

test('reads folders with their subfolders, by name, each file once, except node_modules and hidden folders', async () => {
  const files = {
    'b/two.HAR': har(entry()),
    'b/a/one.json': [definition(), definition()],
    'b/notes.txt': 'no JSON',
    'node_modules/x/package.json': {},
    '.git/x.json': {},
  };
  const { report, stderr } = await reportOn(files);
  expect(stderr).toBe('');
  expect(report.exchanges.map(({ source, index }: Record<string, unknown>) => `${source} ${index}`)).toEqual([
    'b/a/one.json 0',
    'b/a/one.json 1',
    'b/two.HAR 0',
  ]);
});

test('finds that all recordings of this repository conform', async () => {
  const recordings = await readRecordings();
  const count = recordings.reduce((sum, { recording }) => sum + recording.exchanges.length, 0);
  const { code, stdout } = await runIn(RECORDINGS_FOLDER, ['contract', 'check', '.', '../recordings']);
  expect(stdout).toMatch(new RegExp(`^${count} exchanges: ${count} conform\\.`, 'm'));
  // Those of operations that have changed are named by commands/recordings/fresh.test.ts.
  expect(code).toBe(stdout.includes('stale') ? 1 : 0);
});
