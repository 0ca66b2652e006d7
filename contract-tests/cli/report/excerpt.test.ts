import { describe, expect, test } from '@jest/globals';
import { excerptsOf } from '../../../src/cli/report/html-parts.js';
import { bundledDocument } from '../../../src/cli/report/specification.js';
import type { Violation } from '../../../src/contract/index.js';
import { SPECIFICATION_TEXT } from '../../support/specification.js';

const TEN_LINES = Array.from({ length: 10 }, (_, index) => `line ${index + 1}`).join('\n');
const breaking = (line?: number): Violation => ({
  operationId: 'listThings',
  location: 'response.body',
  pointer: '/response/body/id',
  keyword: 'type',
  expected: 'integer',
  actual: 'x',
  message: 'expected integer',
  rule: line === undefined ? undefined : { pointer: '/type', line },
});
const excerpt = (document: string | undefined, line?: number) => excerptsOf(document)(breaking(line));

describe('an excerpt of a document', () => {
  test.each([
    [5, 2, 8],
    [1, 1, 4],
    [2, 1, 5],
    [10, 7, 10],
  ])('around line %p goes from %p to %p', (line, first, last) => {
    const lines = TEN_LINES.split('\n').slice(first - 1, last);
    expect(excerpt(TEN_LINES, line)).toEqual({ firstLine: first, lines, line });
  });

  test('does not exist without the document, the rule or its line', () => {
    expect(excerpt(undefined, 5)).toBeUndefined();
    expect(excerpt(TEN_LINES)).toBeUndefined();
    expect(excerpt(TEN_LINES, 11)).toBeUndefined();
  });

  test('has short lines, even if the document is one long line', () => {
    expect(excerpt('x'.repeat(1_000_000), 1)?.lines).toEqual([`${'x'.repeat(300)}…`]);
    expect(excerpt('one\r\ntwo\r\n', 1)?.lines).toEqual(['one', 'two', '']);
  });
});

describe('the document of the package', () => {
  test('is found from the sources and from the published command', async () => {
    expect(await bundledDocument()).toBe(SPECIFICATION_TEXT);
    expect(await bundledDocument(new URL('../../../dist/cli.js', import.meta.url).href)).toBe(SPECIFICATION_TEXT);
  });

  test('is optional, so that the command works without the rest of the package', async () => {
    expect(await bundledDocument('file:///nowhere/dist/cli.js')).toBeUndefined();
  });
});
