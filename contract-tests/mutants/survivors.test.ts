import { expect, test } from '@jest/globals';
import { type CodeMutant, judge, readSurvivors, type Survivor } from '../../scripts/mutants-of-code/survivors.js';

const mutant = (status: string, replacement = 'false'): CodeMutant => {
  const location = { start: { line: 7 } };
  return {
    file: 'src/a.ts',
    code: 'if (a) return;',
    location,
    mutatorName: 'ConditionalExpression',
    replacement,
    status,
  };
};
const SURVIVOR: Survivor = { file: 'src/a.ts', code: 'if (a) return;', replacements: ['false'], reason: 'is never so' };

test.each<[title: string, mutants: CodeMutant[], survivors: Survivor[], unexplained: number, stale: number]>([
  ['a survivor with a reason is fine', [mutant('Survived')], [SURVIVOR], 0, 0],
  ['so is what no test reaches', [mutant('NoCoverage')], [SURVIVOR], 0, 0],
  ['a survivor without a reason is not', [mutant('Survived')], [], 1, 0],
  ['neither is another change of the same line', [mutant('Survived'), mutant('Survived', '')], [SURVIVOR], 1, 0],
  ['a reason for what is killed is out of date', [mutant('Killed')], [SURVIVOR], 0, 1],
  ['a reason for what is gone is out of date', [], [SURVIVOR], 0, 1],
  ['what is killed or too slow needs no reason', [mutant('Killed'), mutant('Timeout')], [], 0, 0],
])('of mutants of the code, %s', (_, mutants, survivors, unexplained, stale) => {
  const verdict = judge(mutants, survivors);
  expect([verdict.unexplained.length, verdict.stale.length]).toEqual([unexplained, stale]);
});

test('the list of survivors can be read', async () => {
  await expect(readSurvivors()).resolves.toBeInstanceOf(Array);
});
