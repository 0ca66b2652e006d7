import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Contract, checkResponse, loadContract } from '../../../src/contract/index.js';

const FORMATS: [format: string, valid: unknown[], invalid: unknown[]][] = [
  ['int32', [2 ** 31 - 1, -(2 ** 31), 'text'], [2 ** 31, -(2 ** 31) - 1, 1.5]],
  ['int64', [2 ** 63, -(2 ** 63)], [2 ** 63 + 2 ** 11, -(2 ** 63) - 2 ** 11, 1.5]],
  ['float', [(2 - 2 ** -23) * 2 ** 127, -(2 - 2 ** -23) * 2 ** 127, 0.1], [2 ** 128, -(2 ** 128)]],
  ['time', ['00:00:00Z', '23:59:59z', '19:09:10.5+00:00', '20:00:00.123-23:59', '23:59:60Z'], []],
  ['time', ['00:59:60+01:00', '22:29:60-01:30', '23:59:60+00:00', '00:00:60+00:01'], []],
  ['time', [], ['23:59:60+01:00', '00:59:60-01:00', '22:59:60Z', '23:58:60Z', '00:00:60z', '24:00:00Z', '30:00:00Z']],
  [
    'time',
    [],
    ['0:00:00Z', '00:0:00Z', '00:00:0Z', '00:60:00Z', '00:00:61Z', 'x00:00:00Z', '00:00:00Zx', '00:00:00.Z'],
  ],
  [
    'time',
    [],
    ['00:00:00', '00:00:00+24:00', '00:00:00+00:60', '00:00:00+0000', '00:00:00*00:00', '00:00:00.xZ', '1x:00:00Z'],
  ],
  ['byte', ['', 'YQ==', 'YWI=', 'YWJj', 'A+/9'], ['YQ=', 'YQ', 'Y===', '*WJj', 'YWJ*', 'YQ==YQ==']],
  ['regex', ['^a+$', '\\p{L}'], ['(', '(?i)a', '\\-']],
  ['idn-email', ['ä@ö.example', 'ab@c'], ['ä', 'a@b@c', 'a b@c', 'a@b c', '@b', 'a@', 'x a@b']],
  ['iri', ['https://ö.example/ä?x', 'A+.-9:', 'a:b'], ['x y', 'ö/ä', 'a:<b>', 'a:b c', '9:a', ' a:b', ':a', 'a']],
  ['iri-reference', ['ö/ä', '', '#a'], ['x y', 'a<', ' a', 'a>']],
];

let contract: Contract;
beforeAll(async () => {
  const properties = Object.fromEntries(FORMATS.map(([format]) => [format, { format }]));
  contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Formats', version: '1' },
    paths: {
      '/things': {
        get: {
          operationId: 'get',
          responses: { 200: { description: 'Yes.', content: { 'application/json': { schema: { properties } } } } },
        },
      },
    },
  });
});

describe('a value is in the format', () => {
  test.each(FORMATS)('%s', (format, valid, invalid) => {
    const isRefused = (value: unknown) => {
      const response = { status: 200, headers: { 'Content-Type': 'application/json' }, body: { [format]: value } };
      return checkResponse(response, 'get', contract).some(({ keyword }) => keyword === 'format');
    };
    expect(valid.filter(isRefused)).toEqual([]);
    expect(invalid.filter((value) => !isRefused(value))).toEqual([]);
  });
});

test('formats that say nothing, or of which nobody knows what they say, are told apart', async () => {
  const schemas = {
    Silent: { allOf: ['double', 'password', 'binary', 'uuid', 'ipv4', 'iri', 'int32'].map((format) => ({ format })) },
    Number: { type: 'integer', format: 'int32' },
    Text: { type: ['null', 'string'], format: 'float' },
    Unknown: { format: 'odd' },
  };
  const { unchecked } = await loadContract({
    ...{ openapi: '3.1.0', info: { title: 'Formats', version: '1' }, paths: {} },
    components: { schemas },
  });
  expect(unchecked?.map(({ pointer, reason }) => `${pointer}: ${reason}`)).toEqual([
    '/components/schemas/Text/format: the format float is not checked in strings',
    '/components/schemas/Unknown/format: the format odd is unknown and not checked',
    '/paths: no path is described, so every request is a violation',
  ]);
});
