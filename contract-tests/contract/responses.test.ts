import { beforeAll, expect, test } from '@jest/globals';
import { bigcommerceContract, type Contract, checkResponse, loadContract } from '../../src/contract/index.js';

let contract: Contract;
beforeAll(async () => {
  contract = await loadContract(`openapi: 3.1.0
info: { title: Forms, version: '1' }
paths:
  /token:
    get:
      operationId: getToken
      responses:
        '200':
          description: As OAuth once had it.
          content:
            application/x-www-form-urlencoded:
              schema: { type: object, properties: { state: { type: string, maxLength: 5 }, expires: { type: integer } } }
`);
});

test.each<[body: string, expected: string[]]>([
  ['state=a&expires=5', []],
  ['state=%ff%ff', ['percent-encoding /response/body/state', 'maxLength /response/body/state']],
  ['expires=%ff', ['percent-encoding /response/body/expires']],
  ['expires=soon', ['type /response/body/expires']],
])('a field of a form in an answer is told of once for each rule that it breaks: %s', (body, expected) => {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const violations = checkResponse({ status: 200, headers, body }, 'getToken', contract);
  expect(violations.map(({ keyword, pointer }) => `${keyword} ${pointer}`)).toEqual(expected);
});

test('a cookie that an answer sets is in no violation, wherever else it stands', () => {
  const headers = { 'Content-Type': 'application/json', 'Set-Cookie': 'session=cookie-of-somebody; Path=/' };
  const response = { status: 200, headers, body: 'a cookie-of-somebody' };
  expect(checkResponse(response, 'listCustomerAttributeValues', bigcommerceContract)).toMatchObject([
    { keyword: 'content', actual: 'a [redacted]' },
  ]);
});
