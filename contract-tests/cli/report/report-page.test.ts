import { describe, expect, test } from '@jest/globals';
import type { CheckedExchange } from '../../../src/cli/report/findings.js';
import { reportPage } from '../../../src/cli/report/html.js';
import type { ReportData } from '../../../src/cli/report/html-parts.js';
import type { Violation } from '../../../src/contract/index.js';

const violation: Violation = {
  operationId: 'listThings',
  location: 'response.body',
  pointer: '/response/body/data/0/id',
  keyword: 'type',
  expected: 'integer',
  actual: '<script>alert("no")</script>',
  message: 'response.body /data/0/id: expected integer',
};
const right: CheckedExchange = {
  source: 'right.json',
  index: 0,
  method: 'GET',
  url: 'https://store.example/things?a=1&b=2',
  status: 200,
  operationId: 'listThings',
  violations: [],
};
const wrong: CheckedExchange = { ...right, source: 'wrong.har', index: 7, violations: [violation] };
const page = (data: Partial<ReportData>) =>
  reportPage({ exchanges: [], operationIds: ['listThings', 'dropThings'], ...data });
/** The cells in the row of an operation. */
const rowOf = (text: string, name: string) => {
  const row = text.split('<tr>').find((part) => part.includes(`<th scope="row">${name}</th>`)) ?? '';
  return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) => cell.replace(/<[^>]*>/g, ''));
};

describe('the report', () => {
  test('has the result in its title', () => {
    expect(page({ exchanges: [right, wrong] })).toContain('<title>1 of 2 exchanges break the contract</title>');
    expect(page({ exchanges: [right] })).toContain('<title>All 1 exchanges conform</title>');
    expect(page({})).toContain('<title>No exchanges were checked</title>');
  });

  test('has a row for every operation, with what was found in each part of its exchanges', () => {
    const text = page({ exchanges: [right, wrong] });
    expect(rowOf(text, 'listThings')).toEqual(['2', '✓', '✓', '✓', '✓', '✓', '✓', '✓', '✓', '✓', '1 ✗']);
    expect(rowOf(text, 'dropThings')).toEqual(['0', ...Array.from({ length: 10 }, () => '–')]);
  });

  test('has a row for exchanges without an operation, if there are any', () => {
    expect(rowOf(page({ exchanges: [{ ...wrong, operationId: null }] }), 'no operation of the contract')[0]).toBe('1');
    expect(page({ exchanges: [wrong] })).not.toContain('no operation of the contract');
  });

  test('shows each violation with its exchange and the lines around the rule', () => {
    const excerptOf = () => ({ firstLine: 99, lines: ['id:', '  type: integer', '  minimum: 1'], line: 100 });
    const text = page({ exchanges: [wrong], excerptOf });
    for (const part of ['exchange 7 of <code>wrong.har</code>', '/response/body/data/0/id', '→ 200'])
      expect(text).toContain(part);
    expect(text).toContain(
      '<span>   99  id:</span><mark>→ 100    type: integer</mark><span>  101    minimum: 1</span>',
    );
    expect(text.match(/<mark>/g)).toHaveLength(1);
  });

  test('shows the scores of other commands', () => {
    expect(page({ scores: { 'Spec mutants killed': '100 %' } })).toContain(
      '<dt>Spec mutants killed</dt><dd>100 %</dd>',
    );
  });

  test('loads nothing, and runs nothing from an exchange', () => {
    const text = page({ exchanges: [wrong] });
    expect(text).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
    expect(text).toContain("default-src 'none'");
    expect(text).toContain('?a=1&#38;b=2');
  });

  test('shortens long values', () => {
    const long = { ...violation, actual: 'x'.repeat(100_000) };
    expect(page({ exchanges: [{ ...wrong, violations: [long] }] }).length).toBeLessThan(10_000);
  });
});
