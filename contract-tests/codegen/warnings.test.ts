import { expect, test } from '@jest/globals';
import { warningLines } from '../../src/codegen/warnings.js';

const at = (line: number, rule: string, reason: string) => ({ file: 'a.yaml', line, column: 1, rule, reason });

test('choices come first, and what is said again and again, or only a matter of style, takes one line', () => {
  const problems = [
    ...Array.from({ length: 900 }, (_, index) => at(index + 1, 'style', `id ${index} is odd`)),
    ...Array.from({ length: 30 }, (_, index) => at(index + 1, 'generate', 'json is sent')),
    at(7, 'generate', 'x is left out'),
    at(8, 'other', 'has no contact'),
  ];
  expect(warningLines(problems)).toEqual([
    'warning: a.yaml:1:1 json is sent (generate), and 29 more',
    'warning: a.yaml:7:1 x is left out (generate)',
    'warning: a.yaml:1:1 id 0 is odd (style), and 899 more',
    'warning: a.yaml:8:1 has no contact (other)',
  ]);
});

test('a document of very many choices says how many are not listed', () => {
  const lines = warningLines(Array.from({ length: 60 }, (_, index) => at(1, 'generate', `choice ${index}`)));
  expect(lines.slice(49)).toEqual(['warning: a.yaml:1:1 choice 49 (generate)', 'warning: 10 more choices (generate)']);
});
