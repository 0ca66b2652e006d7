import { describe, expect, test } from '@jest/globals';
import { DocumentNode } from '../../../src/contract/load/model.js';
import { readModel } from '../../../src/contract/load/read-model.js';
import type { Json, JsonObject } from '../../../src/json.js';
import { SPECIFICATION } from '../../support/specification.js';
import { casesOf } from '../valid-exchanges/values.js';
import { textsAround } from './pattern-texts.js';
import { probesOf } from './values.js';

const DATE = String(patternOf('DateFilter'));

function patternOf(name: string): Json | undefined {
  const { operations } = readModel(SPECIFICATION);
  const schemas = operations.flatMap(({ parameters }) => parameters.map(({ schema }) => schema));
  return schemas.find(({ pointer }) => pointer.endsWith(`/${name}`))?.object['pattern'];
}

describe('texts around a pattern', () => {
  const texts = textsAround(DATE);
  test.each([
    ['month 0', /^\d{4}-00-\d\d/],
    ['month 12', /^\d{4}-12-\d\d/],
    ['month 13', /^\d{4}-13-\d\d/],
    ['day 0', /^\d{4}-\d\d-00/],
    ['day 31', /^\d{4}-\d\d-31/],
    ['day 32', /^\d{4}-\d\d-32/],
    ['hour 23', /T23:/],
    ['hour 24', /T24:/],
    ['minute 60', /T\d\d:60:/],
    ['second 60', /T\d\d:\d\d:60/],
    ['an offset without a colon', /[+-]\d{4}$/],
    ['an offset of 24 hours', /[+-]24:?\d\d$/],
    ['no offset', /T\d\d:\d\d:\d\d(\.\d+)?$/],
    ['ten digits of a second', /\.\d{10}/],
    ['nine digits of a timestamp', /^\d{9}$/],
    ['thirteen digits of a timestamp', /^\d{13}$/],
    ['fourteen digits of a timestamp', /^\d{14}$/],
  ])('have %s', (_, expected) => {
    expect(texts.filter((text) => expected.test(text))).not.toEqual([]);
  });

  test('are inside and outside, and the first is inside', () => {
    const isInside = (text: string) => new RegExp(DATE, 'u').test(text);
    expect(texts.slice(0, 1).every(isInside)).toBe(true);
    expect(texts.filter((text) => !isInside(text)).length).toBeGreaterThan(10);
    expect(texts.length).toBeLessThan(150);
  });

  test.each([
    ['[^\\s,@]+', ['0', ' ', ',', '@', '', '0'.repeat(40)]],
    ['a{2}', ['aa', 'a', 'aaa']],
    ['(on|off)', ['on', 'n', 'o', 'off', 'ff', 'of']],
  ])('of %s', (pattern, expected) => {
    expect(textsAround(pattern)).toEqual(expect.arrayContaining(expected));
  });
});

describe('values around a schema', () => {
  const valuesOf = (schema: JsonObject) =>
    casesOf(DocumentNode.in({ ...SPECIFICATION, document: { schema } }, '/schema'), probesOf).map(({ value }) => value);

  test.each<[string, JsonObject, unknown]>([
    ['a large number where there is no maximum', { type: 'integer' }, Number.MAX_SAFE_INTEGER],
    ['a negative number where there is no minimum', { type: 'integer' }, -1],
    ['a long text where there is no limit', { type: 'string' }, 'x'.repeat(300)],
    ['a text that is not ASCII', { type: 'string' }, 'Ünïcode, 7 + 1'],
    [
      'a long list where there is no limit',
      { type: 'array', items: { const: 7 } },
      Array.from({ length: 300 }, () => 7),
    ],
    ['a moment in month 13', { type: 'string', format: 'date-time' }, '2026-13-02T08:15:30Z'],
    [
      'a member with an unusual name in an open object',
      { type: 'object' },
      expect.objectContaining({ undeclared_11: 11 }),
    ],
  ])('have %s', (_, schema, expected) => {
    expect(valuesOf(schema)).toContainEqual(expected);
  });

  test('have no unknown member where an object is closed', () => {
    expect(valuesOf({ type: 'object', additionalProperties: false })).toEqual([]);
  });
});
