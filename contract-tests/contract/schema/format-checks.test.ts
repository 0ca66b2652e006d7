import { expect, test } from '@jest/globals';
import { fastFormats } from 'ajv-formats/dist/formats.js';
import { FORMATS } from '../../../src/contract/schema/formats.js';

test.each<[format: string, valid: readonly string[], invalid: readonly string[]]>([
  ['date', ['2024-02-29', '2000-02-29'], ['2023-02-29', '1900-02-29', '2024-13-01', '24-01-01']],
  [
    'date-time',
    ['2026-02-28T23:00:00Z', '2026-02-28t23:00:60.5+02:00'],
    ['2026-02-30T23:00:00Z', '2026-02-28T23:00:00'],
  ],
  ['time', ['23:59:60Z', '00:59:60+01:00', '10:00:00.5-02:00'], ['12:00:60Z', '10:00:00', '24:00:00Z']],
  ['duration', ['P1Y2M3DT4H5M6S', 'P2W', 'PT1S'], ['P', 'PT', 'P1', 'P1D2W', '1D']],
  ['email', ['a.b+c@example.com', 'a@b'], ['a@-b.com', '@b', 'a b@c', 'a@b..c']],
  ['idn-email', ['ä@ö.example'], ['ä', 'a@b@c']],
  ['hostname', ['a.example', 'xn--4ca.example.', 'a'.repeat(63)], ['-a', 'a-.b', 'a..b', 'a'.repeat(64), '']],
  ['ipv4', ['127.0.0.1', '255.255.255.255'], ['256.0.0.1', '1.2.3', '01.2.3.4']],
  [
    'ipv6',
    ['::', '::1', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '1::8'],
    ['1:2:3', ':::', '1::2::3', '12345::', '1:2:3:4:5:6:7:8:9', '::1.2.3.4:5', ':1'],
  ],
  ['uri', ['https://a.example/b?c#d', 'urn:x:y'], ['/a', 'a b', '//a']],
  ['uri-reference', ['/a', '#a', '', 'https://a.example'], ['a b', '\\\\a', '#a\\b']],
  ['iri', ['https://ö.example/ä'], ['x y', 'ö/ä', 'a:<b>']],
  ['iri-reference', ['ö/ä'], ['x y']],
  ['uri-template', ['https://a.example/{b}{?c*,d:3}', '/a'], ['{a', '{}', 'a"b']],
  ['url', ['https://a.example/b', 'ftp://a'], ['mailto:a', 'https://', 'https://a b']],
  [
    'uuid',
    ['6F0F0C1E-3a51-4b7e-9f5d-2c8b1a7d4e90'],
    ['6f0f0c1e3a514b7e9f5d2c8b1a7d4e90', 'urn:uuid:6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90'],
  ],
  ['json-pointer', ['', '/a~0b/~1', '/'], ['a', '/~2']],
  ['json-pointer-uri-fragment', ['#', '#/a%20b'], ['/a', '#/a b']],
  ['relative-json-pointer', ['0', '1#', '2/a/b'], ['01', '/a', '-1/a']],
  ['regex', ['^a+$'], ['(', '(?i)a']],
  ['byte', ['', 'YQ==', 'YWJj'], ['***', 'YQ', 'Y===']],
])('%s', (format, valid, invalid) => {
  const test = FORMATS.texts.get(format);
  const library: unknown = Reflect.get(fastFormats, format);
  for (const [isValid, texts] of [
    [true, valid],
    [false, invalid],
  ] as const) {
    for (const text of texts) {
      expect([text, test?.test(text)]).toEqual([text, isValid]);
      // The library takes hours for some URLs, and another form of UUIDs.
      if (library instanceof RegExp && !/^ur[ln]/.test(format) && !text.startsWith('urn:uuid:'))
        expect([text, library.test(text)]).toEqual([text, isValid]);
    }
  }
});

test('no format takes longer than in proportion to the text', () => {
  const parts = ['a', '1', ':', '::', '/', '~', '%', '{a,', '{', '.', '-', '@', 'P1', 'T1', '#', '1.', 'a.', 'a-', '='];
  for (const [name, format] of FORMATS.texts) {
    if (name === 'regex') continue;
    for (const part of parts) {
      const text = `https://a@${part.repeat(50_000)}\n`;
      const begin = performance.now();
      format.test(text);
      format.test(`${part.repeat(50_000)}\n`);
      expect([name, part, performance.now() - begin < 1_000]).toEqual([name, part, true]);
    }
  }
});
