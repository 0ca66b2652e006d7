import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ORIGIN, VALUES_PATH } from '../../support/server.js';
import { checkFiles, folderWith, reportOn, runIn } from '../command-line.js';
import { definition, entry, har, page, TOKEN } from '../exchanges.js';

const WRONG = JSON.stringify(page({ customer_id: 'x' }));
const UPSERTED = JSON.stringify({ data: [], meta: {} });
const URL_OF_VALUES = `${ORIGIN}/stores/abc123example/v3${VALUES_PATH}`;
const lengthHeader = { name: 'Content-Length', value: '120' };
const typeHeader = { name: 'content-type', value: 'application/json' };
const received = (content: unknown, changes: object = {}) => entry({ response: { content, ...changes } });
const sent = (changes: object, headers: readonly object[] = []) =>
  entry({
    request: {
      method: 'PUT',
      url: URL_OF_VALUES,
      headers: [{ name: 'X-Auth-Token', value: TOKEN }, typeHeader, ...headers],
      ...changes,
    },
    response: { content: { size: 12, text: UPSERTED } },
  });

describe('a body that a HAR does not hold', () => {
  test.each<[string, object, string, string]>([
    ['a size without text', received({ size: 120 }), 'response.body', 'left out, although it had 120 bytes'],
    ['an empty text', received({ size: 1, text: '' }), 'response.body', 'left out, although it had 1 byte'],
    [
      'a positive Content-Length',
      received({ size: 0 }, { headers: [typeHeader, lengthHeader] }),
      'response.body',
      'left out, although it had 120 bytes',
    ],
    [
      'a size of the response',
      received({ size: 0 }, { bodySize: 120 }),
      'response.body',
      'left out, although it had 120 bytes',
    ],
    ['nothing about it', received(undefined), 'response.body', 'left out, and so is its size'],
    ['an unknown size', received({ size: -1 }), 'response.body', 'left out, and so is its size'],
    [
      'a file that is not there',
      received({ size: 120, _file: 'gone.json' }),
      'response.body',
      'in the file gone.json, which cannot be read: no such file or folder',
    ],
    ['a form', sent({ postData: { params: [] } }), 'request.body', 'recorded without its text'],
    ['a size of the request', sent({ bodySize: 9 }), 'request.body', 'left out, although it had 9 bytes'],
    ['a length of the request', sent({}, [lengthHeader]), 'request.body', 'left out, although it had 120 bytes'],
    [
      'a file of the request',
      sent({ bodySize: 9, postData: { _file: 'sent.bin' } }),
      'request.body',
      'in the file sent.bin, which cannot be read: no such file or folder',
    ],
  ])('is counted and named, with the reason, if it has %s', async (_, one, location, reason) => {
    const { code, report, stderr } = await reportOn({ 'a.har': har(one) });
    expect([code, stderr]).toEqual([0, '']);
    expect(report.summary).toEqual({ exchanges: 1, conforming: 0, violations: 0, unseen: 1, skipped: 0 });
    expect(report.exchanges[0].unseen).toEqual([{ location, reason }]);
  });

  test.each<[string, object]>([
    ['of HEAD', entry({ request: { method: 'HEAD' }, response: { headers: [lengthHeader], content: { size: -1 } } })],
    ['of a 204', received({ size: -1 }, { status: 204, headers: [] })],
    ['of a response that says that it is empty', received({ size: 0 })],
    ['of an empty text that was compressed', received({ size: 0, text: '' }, { bodySize: 20 })],
    ['of a response that says so in its Content-Length', received({}, { headers: [{ ...lengthHeader, value: '0' }] })],
    ['of a request without one', sent({ bodySize: 0, postData: { text: '' } })],
  ])('is not one that there was not: that %s', async (_, one) => {
    expect((await reportOn({ 'a.har': har(one) })).report.summary).not.toHaveProperty('unseen');
  });

  test('is counted in nock definitions too, where any request body matches', async () => {
    const { report } = await reportOn({ 'a.json': [definition({ body: '*' })] });
    expect(report.exchanges[0].unseen).toMatchObject([{ location: 'request.body' }]);
  });

  const files = { 'a.har': har(entry(), received({ size: 120 }), received({ size: 9 })) };
  test.each<[string, string, string]>([
    [
      'text',
      'a.har[1] the response body was not seen: it is left out, although it had 120 bytes\n',
      '3 exchanges: 1 conform, 2 not fully seen. 2 bodies not seen.\n',
    ],
    ['json', '"unseen": 2', '"location": "response.body"'],
    [
      'junit',
      'failures="0" errors="0" skipped="2"',
      '<skipped message="the response body was not seen: it is left out',
    ],
    ['sarif', '"ruleId": "unseen-body"', '"level": "warning"'],
    ['html', '2 bodies were not seen', '<h2>Not seen</h2>'],
  ])('is told as %s', async (format, ...parts) => {
    const { code, stdout } = await checkFiles(files, '--format', format);
    expect(code).toBe(0);
    for (const part of parts) expect(stdout).toContain(part);
  });

  test.each<[string, string]>([
    ['text', '2 bodies not seen.'],
    [
      'junit',
      '<failure message="the response body was not seen: it is left out, although it had 120 bytes" type="unseen">',
    ],
    ['sarif', '"level": "error"'],
    ['html', '<h1 class="bad">'],
  ])('fails the command with --fail-on-unseen, and the report as %s', async (format, part) => {
    const { code, stdout } = await checkFiles(files, '--fail-on-unseen', '--format', format);
    expect(code).toBe(1);
    expect(stdout).toContain(part);
    expect((await checkFiles({ 'a.har': har(entry()) }, '--fail-on-unseen')).code).toBe(0);
  });

  test('is named with the first ten of thousands as text', async () => {
    const { stdout } = await checkFiles({ 'a.har': har(...Array.from({ length: 12 }, () => received({ size: 9 }))) });
    expect(stdout.match(/was not seen/g)).toHaveLength(10);
    expect(stdout).toContain('and 2 more\n');
  });
});

test('the HTML report marks no body that was not seen, nor credentials that were removed', async () => {
  const stripped = entry({ request: { headers: [] }, response: { content: { size: 9 } } });
  const { stdout } = await checkFiles({ 'a.har': har(stripped) }, '--format', 'html');
  const [, row = ''] = /<tr><th scope="row">listCustomerAttributeValues<.th>(.*?)<.tr>/.exec(stdout) ?? [];
  const cells = [...row.matchAll(/data-check="(.*?)".*?<.td>/g)].map(([cell, name]) => [name, cell.includes('✓')]);
  const checked = cells.filter(([, isChecked]) => isChecked).map(([name]) => name);
  expect(checked).toEqual(['Server', 'Path', 'Method', 'Query', 'Request body', 'Status', 'Response headers']);
});

describe('a body that a HAR keeps in a file next to it', () => {
  const attached = (_file: string, rest: object = {}) =>
    received({ size: 120, mimeType: 'application/json', _file, ...rest });

  test.each<[string, object, unknown]>([
    ['as it is', attached('body.json'), WRONG],
    ['in a folder below', attached('bodies/one.json'), WRONG],
    ['with a byte order mark', attached('body.bin'), `\ufeff${WRONG}`],
    ['as it is, although its encoding is said to be base64', attached('body.bin', { encoding: 'base64' }), WRONG],
    ['in base64', attached('body.bin', { encoding: 'base64' }), Buffer.from(WRONG).toString('base64')],
    ['with an empty text in the HAR', attached('body.bin', { text: '' }), WRONG],
  ])('is checked: %s', async (_, one, content) => {
    const file = String(Reflect.get(Reflect.get(Reflect.get(one, 'response'), 'content'), '_file'));
    const { code, stderr, report } = await reportOn({ 'a.har': har(one), [file]: content });
    expect([code, stderr]).toEqual([1, '']);
    expect(report.exchanges).toMatchObject([{ violations: [{ keyword: 'type', actual: 'x' }] }]);
    expect(report.summary).toEqual({ exchanges: 1, conforming: 0, violations: 1, skipped: 0 });
  });

  test('is checked for requests too', async () => {
    const one = sent({ postData: { mimeType: 'application/json', _file: 'sent.json' } });
    const { report } = await reportOn({ 'a.har': har(one), 'sent.json': '[{}]' });
    expect(report.exchanges[0].violations).toMatchObject([{ keyword: 'required' }, {}, {}]);
  });

  test('is invalid if its bytes are not UTF-8', async () => {
    const { report } = await reportOn({
      'a.har': har(attached('body.bin')),
      'body.bin': Uint8Array.of(0x22, 0xff, 0x22),
    });
    expect(report.exchanges[0].violations).toMatchObject([{ keyword: 'content', expected: 'valid JSON' }]);
  });

  test('is no file of exchanges, also if only another API has it', async () => {
    const foreign = entry({ request: { url: 'https://cdn.example.com/' }, response: { content: { _file: 'a.json' } } });
    const files = { 'x.har': har(attached('b.json'), foreign), 'b.json': JSON.stringify(page()), 'a.json': '{}' };
    expect(await checkFiles(files)).toEqual({
      code: 0,
      stderr: '',
      stdout: '1 exchange: 1 conform. 1 skipped: 1 not of this API.\n',
    });
  });

  test('is never read from outside the folder of the HAR, nor through a link', async () => {
    const folder = await folderWith({ 'secret.json': WRONG, 'hars/sub/x.txt': '' });
    const hars = join(folder, 'hars');
    await symlink(join(folder, 'secret.json'), join(hars, 'link.json'));
    await symlink(folder, join(hars, 'above'));
    const names = ['../secret.json', join(folder, 'secret.json'), 'link.json', 'above/secret.json', 'sub', '.'];
    await writeFile(join(hars, 'a.har'), JSON.stringify(har(...names.map((name) => attached(name)))));
    const { stdout } = await runIn(folder, ['contract', 'check', '-f', 'json', 'hars/a.har']);
    const { exchanges, summary } = JSON.parse(stdout);
    expect(summary).toMatchObject({ violations: 0, unseen: names.length });
    const reasons = exchanges.map(({ unseen: [{ reason }] }: { unseen: [{ reason: string }] }) => reason);
    expect(reasons).toEqual([
      ...names.slice(0, 4).map((name) => `in the file ${name}, which is outside the folder of the HAR file`),
      'in the file sub, which is not a file',
      'in the file ., which is outside the folder of the HAR file',
    ]);
    await rm(folder, { recursive: true });
  });

  test('is read next to a HAR that is a link itself', async () => {
    const folder = await folderWith({ 'real/a.har': har(attached('body.json')), 'real/body.json': WRONG });
    await mkdir(join(folder, 'links'));
    await symlink(join(folder, 'real'), join(folder, 'links/here'));
    expect((await runIn(folder, ['contract', 'check', 'links/here/a.har'])).code).toBe(1);
    await rm(folder, { recursive: true });
  });
});

test('a HAR that is packed with its bodies is refused, with what to do', async () => {
  const zip = Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x14, 0xff);
  expect(await checkFiles({ 'a.har.zip': zip, 'b.har': har(entry()) })).toMatchObject({
    code: 2,
    stderr: 'a.har.zip: a zip archive: unpack it, and check the .har file in it\n',
  });
});
