import { beforeAll, expect, test } from '@jest/globals';
import { type Contract, checkRequest, loadContract } from '../../src/contract/index.js';

const texts = { type: 'array', items: { type: 'string', minLength: 1 }, maxItems: 2 };
let contract: Contract;
beforeAll(async () => {
  contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Charges', version: '1' },
    paths: {
      '/charges': {
        get: {
          operationId: 'list',
          parameters: [
            { name: 'expand', in: 'query', style: 'deepObject', explode: true, schema: texts },
            { name: 'include', in: 'query', style: 'deepObject', schema: texts },
            { name: 'q', in: 'query', schema: { type: 'string' } },
            { name: 'name', in: 'query', schema: { type: 'string', minLength: 1 } },
            { name: 'limit', in: 'query', schema: { type: 'integer' } },
          ],
          responses: { 200: { description: 'Charges.' } },
        },
      },
    },
  });
});
const found = (query: string) =>
  checkRequest({ method: 'GET', url: `/charges?${query}` }, contract).map(({ keyword }) => keyword);

test.each<[query: string, expected: string[]]>([
  ['expand[]=a', []],
  ['expand[]=a&expand[]=b', []],
  ['expand[0]=a&expand[1]=b', []],
  ['include[]=a&include[]=b', []],
  ['include[0]=a%2Cb&include[1]=', ['minLength']],
  ['expand[0]=a&expand[1]=b&expand[2]=c', ['maxItems']],
  ['include[0]=a&include[1]=b&include[2]=c', ['maxItems']],
  ['expand[foo]=a', ['style']],
  ['expand[]=a&expand[-1]=b', ['style']],
  ['include[foo]=a', ['style']],
  ['include[foo]=', ['style']],
])('a list in brackets has no names of its own: %s', (query, expected) => {
  expect(found(query)).toEqual(expected);
});

test.each<[query: string, expected: string[]]>([
  ['q=', []],
  ['q', []],
  ['name=', ['minLength']],
  ['limit=', ['type']],
])('an empty text is a text, and nothing else: %s', (query, expected) => {
  expect(found(query)).toEqual(expected);
});
