import { describe, expect, test } from '@jest/globals';
import { ANNOTATION_FORMATS, EXPRESSIONS } from '../../../src/contract/schema/formats.js';
import { encodePointer } from '../../../src/json.js';

const UUID = '01234567-89ab-cdef-0123-456789abcdef';

describe('a text in a format', () => {
  test.each<[format: string, valid: string[], invalid: string[]]>([
    [
      'uuid',
      [UUID, UUID.toUpperCase()],
      [
        `urn:uuid:${UUID}`,
        `${UUID}0`,
        `0${UUID}`,
        ...[0, 9, 14, 19, 24].map((at) => UUID.slice(0, at) + UUID.slice(at + 1)),
      ],
    ],
    ['uuid', [], [0, 9, 14, 19, 24].map((at) => `${UUID.slice(0, at)}g${UUID.slice(at + 1)}`)],
    [
      'date',
      ['2024-01-01', '2024-09-09', '2024-10-10', '2024-12-31', '2024-02-29', '2024-11-29', '2024-08-20'],
      ['2024-00-01', '2024-13-01', '2024-01-00', '2024-01-32', '2024-01-40', '2024-1-01', '2024-01-1', '224-01-01'],
    ],
    ['date', [], ['x2024-01-01', '2024-01-01x', '2024-20-01', '20x4-01-01', '2024-0x-01', '2024-1x-01', '2024-01-0x']],
    ['date', [], ['2024-01-1x', '2024-01-3x', '2024/01/01', '2024-01-50', '2024-31-01']],
    [
      'date',
      ['2023-02-01', '2023-02-09', '2023-02-10', '2023-02-19', '2023-02-20', '2023-02-28', '0001-02-11'],
      ['2023-02-00', '2023-02-29', '2023-02-30', '2023-02-0x', '2023-02-1x', '2023-02-2x', 'x023-02-01', '023-02-01'],
    ],
    [
      'date',
      ['1904-02-29', '1908-02-29', '2012-02-29', '2016-02-29', '2020-02-29', '2096-02-29', '2000-02-29', '1600-02-29'],
      ['1900-02-29', '2100-02-29', '1901-02-29', '2010-02-29', '2022-02-29', '2030-02-29', '2x00-02-29', '20x4-02-29'],
    ],
    [
      'date-time',
      [
        '2024-01-01T00:00:00Z',
        '2024-09-09t09:59:59z',
        '2024-10-10T19:00:60Z',
        '2024-12-31T23:00:00.5Z',
        '2024-02-29T20:30:31.123456+00:00',
        '2024-11-30T11:11:11-23:59',
        '2024-11-20T11:11:11+19:30',
      ],
      ['2024-01-01', '2024-01-01 00:00:00Z', '2024-01-01T00:00:00', 'x2024-01-01T00:00:00Z', '2024-01-01T00:00:00Zx'],
    ],
    [
      'date-time',
      [],
      [
        ...[
          '2024-00-01',
          '2024-13-01',
          '2024-01-00',
          '2024-01-32',
          '2024-20-01',
          '2024-01-40',
          '224-01-01',
          '20x4-01-01',
        ],
        ...['2024-0x-01', '2024-1x-01', '2024-01-0x', '2024-01-1x', '2024-01-3x'],
      ].map((day) => `${day}T00:00:00Z`),
    ],
    [
      'date-time',
      [],
      [
        '24:00:00',
        '30:00:00',
        '2x:00:00',
        '0x:00:00',
        '00:60:00',
        '00:0x:00',
        '00:00:61',
        '00:00:70',
        '00:00:0x',
        '0:00:00',
      ]
        .concat(['00:0:00', '00:00:0', '00:00:00.', '00:00:00.x', '00:00:00.5x'])
        .map((time) => `2024-01-01T${time}Z`),
    ],
    [
      'date-time',
      [],
      ['+24:00', '+30:00', '+2x:00', '+0x:00', '+00:60', '+00:0x', '+0:00', '+00:0', '+0000', '*00:00', 'X'].map(
        (zone) => `2024-01-01T00:00:00${zone}`,
      ),
    ],
    [
      'url',
      ['http://a', 'https://a.example/b?c#d', 'FTP://a', 'https://a?b', 'https://a#b', 'https://a/'],
      [
        'gopher://a',
        'xhttp://a',
        'https:/a',
        'https://',
        'https:// a',
        'https://a b',
        'https://a/b c',
        'https:///a',
        'httpsx://a',
      ],
    ],
    ['url', [], ['https://?a', 'https://#a', 'https://a/\nb', 'https://a/b ', 'https://a ', 'https://a\n']],
  ])('%s', (name, valid, invalid) => {
    const matches = (text: string) => EXPRESSIONS[name]?.test(text);
    expect(valid.filter((text) => matches(text) !== true)).toEqual([]);
    expect(invalid.filter((text) => matches(text) !== false)).toEqual([]);
  });

  test('that says how a value is stored excludes nothing', () => {
    expect(ANNOTATION_FORMATS.toSorted()).toEqual(['binary', 'double', 'password']);
  });
});

test('a pointer in a reference has no character that URIs do not allow', () => {
  expect(encodePointer('/paths/~1a~1{b}/get/a b')).toBe('/paths/~1a~1%7Bb%7D/get/a%20b');
});
