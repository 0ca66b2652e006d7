import { describe, expect, test } from '@jest/globals';
import { CRITERIA, type Criterion } from '../../../src/score/coverage/items.js';
import type { MeasuredItem } from '../../../src/score/coverage/measure.js';
import { coverageLevel, itemsFor, scoresOf } from '../../../src/score/coverage/scores.js';

const item = (criterion: Criterion, isCovered: boolean, operationId = 'a'): MeasuredItem => ({
  criterion,
  operationIds: [operationId],
  name: 'x',
  pointer: '',
  isCovered,
});
const withoutAny = (...missing: Criterion[]) => CRITERIA.map(({ name }) => item(name, !missing.includes(name)));

describe('the test coverage level', () => {
  test.each<[Criterion, number]>([
    ['path', 0],
    ['operation', 1],
    ['request content type', 2],
    ['response content type', 2],
    ['parameter', 3],
    ['status code class', 3],
    ['parameter value', 4],
    ['status code', 4],
    ['response body property', 5],
    ['operation flow', 6],
    ['keyword kept', 7],
    ['keyword broken', 7],
    ['boundary', 7],
    ['presence and absence', 7],
    ['wire form', 7],
    ['header', 7],
  ])('without every %s is %i', (criterion, level) => {
    expect(coverageLevel(withoutAny(criterion))).toBe(level);
  });

  test('is 7 when nothing is missing, and when there is nothing to cover', () => {
    expect(coverageLevel(withoutAny())).toBe(7);
    expect(coverageLevel([])).toBe(7);
  });

  test('is below the lowest criterion that is missing', () => {
    expect(coverageLevel(withoutAny('operation flow', 'parameter', 'status code'))).toBe(3);
  });

  test('of an operation does not depend on others', () => {
    const items = [item('path', true, 'a'), item('path', false, 'b')];
    expect(coverageLevel(itemsFor('a', items))).toBe(7);
    expect(coverageLevel(itemsFor('b', items))).toBe(0);
  });
});

test('scores count what is covered among all, in the order of the criteria', () => {
  const scores = scoresOf([item('status code', true), item('status code', false), item('path', true)]);
  expect(scores.map(({ criterion }) => criterion)).toEqual(CRITERIA.map(({ name }) => name));
  expect(scores.filter(({ all }) => all > 0)).toEqual([
    { criterion: 'path', level: 1, covered: 1, all: 1 },
    { criterion: 'status code', level: 5, covered: 1, all: 2 },
  ]);
});
