import { describe, expect, test } from '@jest/globals';
import type { WireExchange } from '../../../src/contract/index.js';
import { add, list, measure } from './bookshelf.js';

describe('a flow', () => {
  const flow = (...sequences: WireExchange[][]) =>
    measure(...sequences).filter(({ criterion, isCovered }) => criterion === 'operation flow' && isCovered).length;

  test.each<[string, WireExchange[][], number]>([
    ['is covered by its exchanges in their order', [[add(), list()]], 1],
    ['is not covered by another order', [[list(), add()]], 0],
    ['is not covered by exchanges of different tests', [[add()], [list()]], 0],
    ['is not covered when a step was refused', [[add({ status: 400 }), list()]], 0],
    ['is not covered when a step does not conform', [[add(), list('?colour=red')]], 0],
  ])('%s', (_, sequences, expected) => {
    expect(flow(...sequences)).toBe(expected);
  });
});
