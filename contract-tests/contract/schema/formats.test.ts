import { describe, expect, test } from '@jest/globals';
import { loadContract } from '../../../src/contract/index.js';
import { oneSchema } from '../../support/one-schema.js';
import { FORMATS } from '../../support/schema-compiler.js';

describe('formats are asserted', () => {
  test.each<[format: string, valid: unknown[], invalid: unknown[]]>([
    ['int32', [2147483647, -2147483648, 'text'], [2147483648, -2147483649, 1.5]],
    ['int64', [2147483648, -(2 ** 63)], [1e19, 1.5]],
    ['float', [3.4e38, 0.1], [3.5e38]],
    ['time', ['23:59:59Z', '10:00:00.5+02:00', '23:59:60z', '00:59:60+01:00'], ['99:99:99Z', '10:00:00', '12:00:60Z']],
    ['byte', ['', 'YQ==', 'YWI=', 'YWJj'], ['***', 'YQ', 'Y===']],
    ['regex', ['^a+$'], ['(', '(?i)a']],
    ['idn-email', ['ä@ö.example'], ['ä', 'a@b@c']],
    ['iri', ['https://ö.example/ä?x'], ['x y', 'ö/ä', 'a:<b>']],
    ['iri-reference', ['ö/ä'], ['x y']],
    ['date', ['2026-02-28', '2024-02-29'], ['2026-02-30', '2026-13-01']],
    ['date-time', ['2026-02-28T23:00:00Z'], ['2026-02-30T23:00:00Z']],
  ])('%s', async (format, valid, invalid) => {
    const { answered, contract } = await oneSchema({ format });
    for (const value of valid) expect([value, answered(value)]).toEqual([value, []]);
    for (const value of invalid) expect([value, answered(value)]).toEqual([value, ['format ']]);
    expect(contract.unchecked).toEqual([]);
  });

  test('and days are those of the calendar, in leap years too', () => {
    const wrong: string[] = [];
    for (const year of [0, 4, 100, 400, 1900, 1999, 2000, 2004, 2023, 2024, 2026, 2096, 2100, 9999])
      for (let month = 0; month <= 13; month += 1)
        for (let day = 0; day <= 32; day += 1) {
          const date = [String(year).padStart(4, '0'), month, day]
            .map((part) => String(part).padStart(2, '0'))
            .join('-');
          const time = Date.parse(`${date}T00:00:00Z`);
          const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
          if (FORMATS.get('date')?.test(date) !== isDay) wrong.push(date);
          if (FORMATS.get('date-time')?.test(`${date}T00:00:00Z`) !== isDay) wrong.push(`${date}T00:00:00Z`);
        }
    expect(wrong).toEqual([]);
  });

  test('or listed with their lines', async () => {
    const contract = await loadContract(`openapi: 3.1.0
info: { title: Formats, version: '1' }
paths: {}
components:
  schemas:
    Known: { type: string, format: password }
    Unknown:
      type: string
      format: madeup
    Text:
      type: string
      format: int64
`);
    expect(contract.unchecked?.map(({ line, reason }) => [line, reason])).toEqual([
      [9, 'the format madeup is unknown and not checked'],
      [12, 'the format int64 is not checked in strings'],
      [3, 'no path is described, so every request is a violation'],
    ]);
  });
});
