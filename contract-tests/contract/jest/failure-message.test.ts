import { describe, expect, test } from '@jest/globals';
import { failureMessage, type MatcherTools } from '../../../src/contract/jest/failure-message.js';
import type { Violation } from '../../../src/index.js';

const CALL = { name: 'toMatchContractRequest', subject: 'request', argument: '"getThing"' } as const;
const VIOLATION: Violation = {
  ...{ operationId: 'getThing', location: 'request.query', pointer: '/request/query/a', keyword: 'type' },
  ...{ expected: 'integer', actual: 'x', message: 'a sentence', rule: { pointer: '/paths', line: 7 } },
};
const CIRCLE: unknown[] = [];
CIRCLE.push(CIRCLE);

const said = (changes: Partial<Violation>, tools: MatcherTools = {}) =>
  failureMessage(tools, CALL, [{ ...VIOLATION, ...changes }], 'a.yaml');

describe('what a failing assertion says', () => {
  test('is complete where the runner has nothing to write with', () => {
    expect(said({})).toBe(`expect(request).toMatchContractRequest("getThing")

The request breaks one rule of the contract:

  /request/query/a (getThing, request.query)
    expected: integer
    received: "x"
    rule:     type (a.yaml:7)`);
  });

  test('is written with what the runner has', () => {
    const utils = {
      matcherHint: (...hint: unknown[]) => JSON.stringify(hint),
      EXPECTED_COLOR: (text: string) => `<${text}>`,
      printReceived: (value: unknown) => `[${value}]`,
    };
    const text = said({}, { isNot: false, promise: 'resolves', utils });
    expect(text).toContain(
      '["toMatchContractRequest","request","\\"getThing\\"",{"isNot":false,"promise":"resolves"}]\n\nThe request',
    );
    expect(text).toContain('expected: <integer>\n    received: [x]\n');
    expect(said({}, { utils })).toContain('{"isNot":false,"promise":""}');
  });

  test('is about what was not expected under .not', () => {
    expect(failureMessage({ isNot: true }, CALL, [])).toBe(
      'expect(request).not.toMatchContractRequest("getThing")\n\nExpected the request to break a rule of the contract, but it conforms.',
    );
  });

  test('counts what is broken', () => {
    expect(failureMessage({}, CALL, [VIOLATION, VIOLATION])).toContain('breaks 2 rules of the contract:\n\n  /request');
  });

  test('leaves out what is not known', () => {
    const text = said({ operationId: undefined, rule: undefined });
    expect(text).toContain('  /request/query/a (request.query)\n');
    expect(text).toMatch(/rule: {5}type$/);
  });

  test.each<[actual: unknown, shown: string]>([
    [undefined, 'undefined'],
    [{ a: [1] }, '{"a":[1]}'],
    [CIRCLE, 'a value that cannot be shown'],
    ['x'.repeat(498), `"${'x'.repeat(498)}"`],
    ['x'.repeat(499), `"${'x'.repeat(499)}…`],
  ])('shows any value, and of long ones the beginning: %#', (actual, shown) => {
    expect(said({ actual })).toContain(`    received: ${shown}\n    rule`);
  });

  test('keeps the lines of a value together', () => {
    expect(said({}, { utils: { printReceived: () => 'a\nb\nc' } })).toContain(
      'received: a\n              b\n              c\n',
    );
  });
});
