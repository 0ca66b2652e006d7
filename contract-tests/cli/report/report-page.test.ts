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

  test('marks nothing as right that no check looked at', () => {
    const gaps = { 'request.security': 'none', 'response.header': 'none', 'response.body': 'some' } as const;
    const cells = (exchanges: CheckedExchange[], uncheckedIn?: ReportData['uncheckedIn']) =>
      rowOf(page({ exchanges, uncheckedIn }), 'listThings');
    expect(cells([{ ...right, gaps }])).toEqual(['1', '✓', '✓', '✓', '✓', '✓', '–', '✓', '✓', '–', '✓ in part']);
    expect(cells([{ ...right, gaps }, right])[6]).toBe('✓ 1 of 2');
    expect(cells([{ ...wrong, gaps }]).at(-1)).toBe('1 ✗');
    expect(page({ exchanges: [right] })).toContain('“in part” means that some of it was not checked');
    expect(cells([right], (id) => (id === 'listThings' ? ['request.query'] : []))[4]).toBe('✓ in part');
  });

  test('is not green while a body was not seen, or a file could not be read', () => {
    const unseen = [{ location: 'response.body', reason: 'left out' }] as const;
    const headline = (data: Partial<ReportData>) => /<h1 class="(.*?)">(.*?)</.exec(page(data))?.slice(1);
    expect(headline({ exchanges: [right] })).toEqual(['good', 'All 1 exchanges conform']);
    const blind = [{ ...right, unseen }];
    expect(headline({ exchanges: blind })).toEqual(['quiet', 'No violation was seen, but 1 body was not seen']);
    expect(headline({ exchanges: blind, failsOnUnseen: true })?.[0]).toBe('bad');
    expect(headline({ exchanges: [right], problems: [{ source: 'a', reason: 'empty' }] })?.[0]).toBe('bad');
    const many = page({ exchanges: Array.from({ length: 102 }, () => ({ ...right, unseen })) });
    expect(many).toContain('<li>and 2 more</li>');
  });

  test('says what it was checked against, and when', () => {
    const document = { title: 'Things', version: '1.2', file: 'things.yaml' };
    const text = page({ document, date: new Date('2026-11-21T12:34:56Z') });
    expect(text).toContain('Things 1.2 <span class="quiet"><code>things.yaml</code>, 2026-11-21 12:34 UTC</span>');
  });

  test('links each number of the table to the first violation that it counts', () => {
    const query: Violation = { ...violation, location: 'request.query', pointer: '/request/query/a' };
    const text = page({ exchanges: [right, { ...wrong, violations: [query, violation] }, wrong] });
    expect(text).toContain('<a href="#violation-1-1">1 ✗</a>');
    expect(text).toContain('<a href="#violation-1-2">2 ✗</a>');
    for (const id of ['violation-1-1', 'violation-1-2', 'violation-2-1'])
      expect(text.split(`<article id="${id}">`)).toHaveLength(2);
  });

  test('says each fact of a violation once, and shows the lines of a rule once', () => {
    const rule = { pointer: '/components/schemas/Id/type', line: 100 };
    const excerptOf = () => ({ firstLine: 100, lines: ['type: integer'], line: 100 });
    const found = { ...violation, rule };
    const text = page({ exchanges: [{ ...wrong, violations: [found, found] }], excerptOf });
    const [, first = '', second = ''] = text.split('<article').map((part) => part.replace(/<[^>]*>/g, ' '));
    for (const fact of ['/response/body/data/0/id', 'response.body', 'no', 'line 100 of'])
      expect(first.split(fact)).toHaveLength(2);
    expect(first).toContain('→ 100  type: integer');
    expect(second).not.toContain('→ 100');
    expect(text).toContain('(<a href="#violation-1-1">shown above</a>)');
  });

  test('shows no control characters, and none that change the direction', () => {
    const nasty = 'a\u001b[31m\u0000\u202e\ud800';
    const excerptOf = () => ({ firstLine: 1, lines: [`x: ${nasty}`], line: 1 });
    const exchange = {
      ...wrong,
      url: nasty,
      source: nasty,
      violations: [{ ...violation, expected: nasty, actual: nasty }],
    };
    const text = page({ exchanges: [exchange], problems: [{ source: nasty, reason: nasty }], excerptOf });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    expect(text).toContain('a\\u001b[31m\\u0000\\u202e\\ud800');
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
