import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Contract, loadContract } from '../../../src/contract/index.js';

const HEAD = { openapi: '3.1.0', info: { title: 'Other', version: '1' } };
const FIELD = { name: 'a', required: false, style: 'form', explode: true, allowReserved: true, limits: {} };
const HAS_LIST = { type: 'object', properties: { b: { type: 'array' } } };
const MEMBERS = { types: ['object'], memberTypes: { b: ['integer'] } };
const INTEGER = { type: 'object', properties: { b: { type: 'integer' } } };

const FORMS: [title: string, field: object, encoding: object | undefined, expected: object | undefined][] = [
  ['a text', {}, undefined, { ...FIELD, types: ['string'], isAnyType: true, itemTypes: ['string'] }],
  [
    'a list',
    { type: 'array' },
    { style: 'spaceDelimited' },
    { ...FIELD, types: ['array'], itemTypes: ['string'], style: 'spaceDelimited', explode: false },
  ],
  [
    'an object as JSON',
    HAS_LIST,
    undefined,
    { ...FIELD, types: ['object'], memberTypes: { b: ['array'] }, json: true },
  ],
  ['an object of a type', INTEGER, { contentType: 'application/json' }, { ...FIELD, ...MEMBERS, json: true }],
  [
    'an object in a style',
    INTEGER,
    { style: 'deepObject' },
    { ...FIELD, ...MEMBERS, style: 'deepObject', explode: false },
  ],
  ['an object in parts', INTEGER, { explode: false }, { ...FIELD, ...MEMBERS, explode: false }],
  ['an object as it is', INTEGER, { allowReserved: false }, { ...FIELD, ...MEMBERS }],
  ['a list of lists', { type: 'array', items: { type: 'array' } }, undefined, undefined],
  ['a list of objects', { type: 'array', items: { type: ['object', 'null'] } }, undefined, undefined],
  ['a list in an object in a style', HAS_LIST, { style: 'deepObject' }, undefined],
  ['an object in one in parts', { type: 'object', properties: { b: INTEGER } }, { explode: true }, undefined],
];

describe('a field of a form is looked at where somebody says how it is written', () => {
  let contract: Contract;
  beforeAll(async () => {
    const operations = FORMS.map(([title, field, encoding], index) => {
      const media = { schema: { properties: { a: field } }, ...(encoding && { encoding: { a: encoding } }) };
      const requestBody = { content: { 'application/x-www-form-urlencoded': media } };
      return [`/${index}`, { post: { operationId: title, requestBody, responses: { 200: { description: 'Yes.' } } } }];
    });
    contract = await loadContract({ ...HEAD, paths: Object.fromEntries(operations) });
  });

  test.each(FORMS)('%s', (title, _field, _encoding, expected) => {
    const texts = expected && { 'application/x-www-form-urlencoded': { types: ['string'], fields: [expected] } };
    expect(contract.operations[title]?.requestBody?.texts).toEqual(texts);
    const index = FORMS.findIndex(([other]) => other === title);
    const notes = contract.unchecked?.filter(({ pointer }) => pointer?.startsWith(`/paths/~1${index}/`));
    expect(notes?.map(({ reason }) => reason)).toEqual(
      expected ? [] : ['a form is not checked if a field (a) contains arrays or objects'],
    );
  });
});

describe('the servers of a document are', () => {
  const listed = (count: number) => ({
    default: '0',
    enum: Array.from({ length: count }, (_, index) => String(index)),
  });
  const serversOf = async (...servers: object[]) => {
    const responses = { 200: { description: 'Yes.' } };
    const paths = { '/a': { servers: [], get: { operationId: 'get', responses } } };
    return loadContract({ ...HEAD, servers, paths });
  };

  test.each<[title: string, url: string, variables: object, expected: string[]]>([
    ['those of all values that are listed', '{a}/{b}', { a: listed(2), b: listed(2) }, ['0/0', '0/1', '1/0', '1/1']],
    ['any where none is', 'https://{a}', { a: { default: 'x' } }, ['https://{a}']],
    ['any, or none', 'https://x/{a}/', { a: { default: '' } }, ['https://x/{a}', 'https://x']],
    ['any, or several segments', 'https://x/{a}', { a: { default: 'b/c' } }, ['https://x/{a}', 'https://x/b/c']],
    ['those of a value wherever it stands', '/{a}/{a}', { a: { default: '$&', enum: ['$&'] } }, ['/$&/$&']],
    ['without slashes at the end', 'https://x/{a}', { a: { default: 'y', enum: ['y//'] } }, ['https://x/y']],
  ])('%s', async (_, url, variables, expected) => {
    const contract = await serversOf({ url: 'https://first' }, { url, variables });
    expect(contract.servers?.slice(1).map((server) => server.url)).toEqual(expected);
    expect(contract.operations['get']?.servers).toBeUndefined();
    expect(contract.unchecked).toEqual([]);
  });

  test('any, and noted, where very many values are listed', async () => {
    const contract = await serversOf(
      { url: 'https://{a}/{b}', variables: { a: listed(10), b: listed(20) } },
      { url: 'https://{c}.x/{d}', variables: { c: listed(3), d: listed(67) } },
    );
    const urls = contract.servers?.map(({ url }) => url) ?? [];
    expect([urls.length, ...urls.slice(-4)]).toEqual([
      203,
      'https://9/19',
      'https://0.x/{d}',
      'https://1.x/{d}',
      'https://2.x/{d}',
    ]);
    expect(contract.unchecked?.map(({ pointer, reason }) => `${pointer}: ${reason}`)).toEqual([
      '/servers/1/variables/d: the variables of a server have too many combinations of values; any value is accepted',
    ]);
  });

  test('not listed where there is but one', async () => {
    const contract = await serversOf({ url: 'https://x/' }, { url: 'https://x' });
    expect([contract.server.url, contract.servers]).toEqual(['https://x', undefined]);
  });
});
