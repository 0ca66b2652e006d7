import { rm } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { checkFiles, folderWith, reportOn, runIn } from '../command-line.js';
import { definition, entry, har, harContent } from '../exchanges.js';

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('a file that cannot be read is reported with the reason, and others are checked:', () => {
  test.each<[string, unknown, string]>([
    ['empty', ' \n', 'empty'],
    ['not JSON', '{\n"a": 1,\n"b": x }', 'not JSON: line 3'],
    ['cut off', '[1,\n2,\n', 'not JSON: line 3'],
    ['more than JSON', '[]\n\n]', 'not JSON: line 3'],
    ['with a comment', '// recorded\n[]', 'not JSON: line 1'],
    ['with a trailing comma', '{"a": [1, 2],\n}', 'not JSON: line 2'],
    ['with a missing comma', '[\n1\n2]', 'not JSON: line 3'],
    ['with the wrong bracket', '[\n{"a": [1}]', 'not JSON: line 2'],
    ['with a value without a name', '{\n1: 2}', 'not JSON: line 2'],
    ['with an invalid number', '[1,\n01]', 'not JSON: line 2'],
    ['with a line break in a string', '{"a": "x", "b":\n"x\ny"}', 'not JSON: line 2'],
    ['with an invalid escape', '["\\n\\"\\u00e9", \n"\\x"]', 'not JSON: line 2'],
    ['with an invalid space', '[1,\n\u00a02]', 'not JSON: line 2'],
    ['broken UTF-8', Uint8Array.of(0x5b, 0x22, 0xff, 0x22, 0x5d), 'the file is not UTF-8'],
    ['UTF-16', Buffer.from('\ufeff[]', 'utf16le'), 'the file is not UTF-8'],
    ['of another kind', { name: 'x', exchanges: 'none' }, 'not a recording, nock definitions or HAR'],
    ['a number', '1', 'not a recording, nock definitions or HAR'],
    ['a list of something else', [{ scope: 'x' }], 'not a recording, nock definitions or HAR'],
    [
      'nock definitions as code',
      ["nock('https://…')"],
      'nock definitions as code: record them with output_objects: true',
    ],
    ['nested too deeply', deep(600), 'nested more than 500 levels deep'],
    ['nested beyond any stack', deep(300_000), 'nested more than 500 levels deep'],
    ['nested beyond any stack, and cut off', '['.repeat(300_000), 'not JSON: line 1'],
  ])('%s', async (_, content, reason) => {
    const { code, stdout, stderr } = await checkFiles({ 'a.json': content, 'b.json': [definition()] });
    expect(stderr).toBe(`a.json: ${reason}\n`);
    expect(stdout).toBe('1 exchange: 1 conform. 1 not readable.\n');
    expect(code).toBe(2);
  });

  test('a byte order mark is accepted', async () => {
    expect(await checkFiles({ 'a.json': `\ufeff${JSON.stringify([definition()])}` })).toMatchObject({ code: 0 });
  });

  test('every path that leads nowhere is reported', async () => {
    const folder = await folderWith({ 'a.json': [definition()], 'empty/x.txt': '' });
    const ended = await runIn(folder, [
      'contract',
      'check',
      'nowhere',
      'a.json',
      'a.json/b',
      'empty',
      'a\0b',
      './a.json',
    ]);
    expect(ended.stderr.split('\n')).toEqual([
      'nowhere: no such file or folder',
      'a.json/b: part of the path is not a folder',
      'empty: no .json or .har file in this folder',
      'a\\u0000b: invalid path',
      '',
    ]);
    expect(ended.stdout).toBe('1 exchange: 1 conform. 4 not readable.\n');
    expect(ended.code).toBe(2);
    await rm(folder, { recursive: true });
  });
});

describe('an exchange that cannot be read is reported with the reason, and others in its file are checked:', () => {
  const compressed = (response: unknown, encoding: string) =>
    definition({ response, rawHeaders: { 'Content-Type': 'application/json', 'Content-Encoding': encoding } });
  const bomb = gzipSync(Buffer.alloc(101_000_000)).toString('hex');

  test.each<[string, unknown, string]>([
    ['a number', 1, 'is not an object'],
    ['no method', definition({ method: undefined }), 'method is not a string'],
    ['a path that is not a string', definition({ path: {} }), 'path is not a string'],
    ['a scope that is not a string', definition({ scope: 1 }), 'scope is not a string'],
    ['a status that is not a number', definition({ status: 'OK' }), 'status is not a number'],
    ['a header without a value', definition({ rawHeaders: ['A'] }), 'rawHeaders has a name without a value'],
    ['a header that is not a string', definition({ rawHeaders: { A: {} } }), 'rawHeaders.A is not a string'],
    ['headers that are a string', definition({ rawHeaders: 'A: 1' }), 'rawHeaders is neither an array nor an object'],
    ['what is not compressed', compressed(['abcd'], 'gzip'), 'response is not gzip'],
    ['an unknown encoding', compressed(['abcd'], 'zip'), 'response has the unknown Content-Encoding "zip"'],
    ['a bomb', compressed([bomb], 'gzip'), 'response has more than 100000000 bytes when decompressed'],
    ['what is not hexadecimal', definition({ response: 'xy', responseIsBinary: true }), 'response is not hexadecimal'],
  ])('nock with %s', async (_, member, reason) => {
    const { code, stderr, report } = await reportOn({ 'a.json': [definition(), member, definition()] });
    expect(stderr).toBe(`a.json: exchange 1: ${reason}\n`);
    expect(report.exchanges.map(({ index }: { index: number }) => index)).toEqual([0, 2]);
    expect(code).toBe(2);
  });

  test.each<[string, unknown, string]>([
    ['nothing', null, 'response.status is not a number'],
    ['no URL', entry({ request: { url: null } }), 'request.url is not a string'],
    ['no headers', entry({ request: { headers: null } }), 'request.headers is not an array'],
    [
      'a header without a value',
      entry({ response: { headers: [{ name: 'A' }] } }),
      'response.headers[].value is not a string',
    ],
    [
      'an invalid header',
      entry({ response: { headers: ['A'] } }),
      'response.headers has an item that is not an object',
    ],
    ['what is not base64', entry(harContent('é', { encoding: 'base64' })), 'response.content.text is not base64'],
  ])('HAR with %s', async (_, member, reason) => {
    const { code, stderr, report } = await reportOn({ 'a.har': har(entry(), member, entry()) });
    expect(stderr).toBe(`a.har: exchange 1: ${reason}\n`);
    expect(report.summary).toMatchObject({ exchanges: 2, conforming: 2 });
    expect(code).toBe(2);
  });
});

describe('hostile input', () => {
  test('gets a verdict when a body is nested beyond any stack', async () => {
    const { code, report } = await reportOn({ 'a.har': har(entry(harContent(deep(300_000)))) });
    expect(report.exchanges[0].violations).toMatchObject([{ keyword: 'nesting' }]);
    expect(code).toBe(1);
  });

  test('gets a verdict, and changes nothing, when members are called __proto__', async () => {
    const poison = '{"__proto__":{"polluted":true,"data":[]},"constructor":{"prototype":{"polluted":true}}}';
    const headers = JSON.parse('{"__proto__":"x","Content-Type":"application/json"}');
    const files = {
      'a.har': har(entry(harContent(poison))),
      'b.json': [definition({ response: JSON.parse(poison), rawHeaders: headers })],
      'c.json': '{"__proto__":{"log":{"entries":[]}}}',
    };
    const { code, stderr, stdout, report } = await reportOn(files);
    expect(stderr).toBe('c.json: not a recording, nock definitions or HAR\n');
    expect(report.exchanges.map(({ violations }: { violations: unknown[] }) => violations.length > 0)).toEqual([
      true,
      true,
    ]);
    expect(stdout).toContain('"__proto__": {');
    expect(Reflect.get({}, 'polluted')).toBe(undefined);
    expect(code).toBe(2);
  });

  test('cannot make a report large: a large value that breaks many rules is shortened', async () => {
    const named = JSON.stringify({ ['n'.repeat(20_000)]: 1 });
    const large = Array.from({ length: 5_000 }, () => 'y');
    const { report } = await reportOn({
      'a.har': har(
        entry(harContent(JSON.stringify(large))),
        entry(harContent(JSON.stringify('x'.repeat(20_000)))),
        entry(harContent(named)),
      ),
    });
    const [[list], [text], [object]] = report.exchanges.map(({ violations }: { violations: unknown[] }) => violations);
    expect(list).toMatchObject({ keyword: 'type', actual: expect.arrayContaining(['3000 more']) });
    expect(list.actual).toHaveLength(2_001);
    expect(text.actual).toBe(`${'x'.repeat(10_000)}…`);
    expect(object.actual).toEqual({ [`${'n'.repeat(10_000)}…`]: 1 });
  });
});
