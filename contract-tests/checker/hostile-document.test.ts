import { describe, expect, test } from '@jest/globals';
import { checkRequest, loadContract } from '../../src/contract/index.js';

const documentWith = (schema: string) => `openapi: 3.1.0
info: { title: Other, version: '1' }
paths:
  /things:
    post:
      operationId: post-thing
      requestBody: { required: true, content: { application/json: { schema: ${schema} } } }
      responses: { '204': { description: Done. } }
`;
const sent = (contract: Awaited<ReturnType<typeof loadContract>>, body: unknown) =>
  checkRequest(
    { method: 'POST', url: '/things', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
    contract,
    { strict: true },
  ).map(({ keyword }) => keyword);

describe('patterns of a document', () => {
  const HOSTILE = `${'a'.repeat(50_000)}!`;

  test('keep no check busy, whatever is sent', async () => {
    const contract = await loadContract(
      documentWith(
        '{ type: object, patternProperties: { "^(a+)+$": {} }, properties: { b: { pattern: "^(a|a)*$" } } }',
      ),
    );
    expect(sent(contract, { b: HOSTILE })).toEqual(['pattern']);
    expect(sent(contract, { [HOSTILE]: 1 })).toEqual(['undeclared']);
    expect(sent(contract, { aaa: 1, b: 'aa' })).toEqual([]);
  });

  test.each<[title: string, schema: string, message: string]>([
    [
      'cannot be bounded',
      '{ pattern: "^(a+)\\\\1$" }',
      'the pattern ^(a+)\\1$ refers back to what a group has matched (\\1)',
    ],
    ['are too large', '{ pattern: "(a{0,999}){0,999}" }', 'takes more than 10000 steps'],
    ['are none', '{ pattern: "(" }', 'the pattern ( is no regular expression of JavaScript (ECMA-262)'],
    ['are in names', '{ patternProperties: { "(?i)x": {} } }', 'is no regular expression of JavaScript (ECMA-262)'],
  ])('that %s are refused with their line and what to do', async (_, schema, message) => {
    await expect(loadContract(documentWith(schema))).rejects.toThrow(
      expect.objectContaining({
        name: 'SpecProblemsError',
        message: expect.stringContaining(message),
        problems: [expect.objectContaining({ line: 7, rule: 'pattern' })],
      }),
    );
  });

  test('that cannot be bounded are matched where they are trusted', async () => {
    const text = documentWith('{ pattern: "^(a+)\\\\1$" }');
    await expect(loadContract(text)).rejects.toThrow("load the document with { patterns: 'trust' }");
    const contract = await loadContract(text, { patterns: 'trust' });
    expect(sent(contract, 'aaaa')).toEqual([]);
    expect(sent(contract, 'aaa')).toEqual(['pattern']);
  });
});
