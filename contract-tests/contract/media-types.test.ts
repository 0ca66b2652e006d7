import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Contract, checkRequest, checkResponse, loadContract } from '../../src/contract/index.js';

/** A document whose one operation is sent, and answers with, what each of these media types says. */
const withContent = (content: string) => `openapi: 3.1.0
info: { title: Other, version: '1' }
paths:
  /things:
    post:
      operationId: postThing
      requestBody:
        content: { ${content.replace(/\s+/g, ' ')} }
      responses: { '200': { description: Yes., content: { ${content.replace(/\s+/g, ' ')} } } }
`;
const where = (violations: readonly { keyword: string; pointer: string }[]) =>
  violations.map(({ keyword, pointer }) => `${keyword} ${pointer.replace(/^\/\w+\/body/, '')}`);
const sent = (contract: Contract, mediaType: string, body: unknown, strict = false) =>
  where(
    checkRequest({ method: 'POST', url: '/things', headers: { 'Content-Type': mediaType }, body }, contract, {
      strict,
    }),
  );
const answered = (contract: Contract, mediaType: string, body: unknown) =>
  where(checkResponse({ status: 200, headers: { 'Content-Type': mediaType }, body }, 'postThing', contract));
const both = (contract: Contract, mediaType: string, body: unknown) => {
  const found = sent(contract, mediaType, body);
  expect(answered(contract, mediaType, body)).toEqual(found);
  return found;
};

let SEVERAL: Contract;
beforeAll(async () => {
  SEVERAL = await loadContract(
    withContent(`
      application/json: { schema: { type: integer } },
      application/vnd.x+json: { schema: { type: boolean } },
      'application/problem+json; charset=utf-8': { schema: { type: object, required: [title] } },
      'application/*': { schema: { type: array, items: { maximum: 3 } } },
      'audio/*+json': { schema: { type: string } },
      text/plain: { schema: { type: number, maximum: 3 } },
      '*/*': { schema: { type: 'null' } }`),
  );
});

describe('each media type has its own schema:', () => {
  test.each<[mediaType: string, body: string, found: string[]]>([
    ['application/json', '7', []],
    ['application/json', 'true', ['type ']],
    ['Application/JSON; charset=utf-8', '7', []],
    ['Application/JSON; charset=utf-8', 'true', ['type ']],
    ['application/vnd.x+json', 'true', []],
    ['application/vnd.x+json', '7', ['type ']],
    ['application/problem+json', '{"title":1}', []],
    ['application/problem+json;charset=latin1', '{}', ['required ']],
    ['application/other+json', '[1,2]', []],
    ['application/other+json', '[1,4]', ['maximum /1']],
    ['model/gltf+json', 'null', []],
    ['model/gltf+json', '{}', ['type ']],
    ['audio/x+json', '"a"', []],
    ['audio/x+json', '1', ['type ']],
    ['text/plain', '2.5', []],
    ['text/plain', '3.5', ['maximum ']],
    ['text/plain', 'three', ['type ']],
    ['image/png', 'anything', []],
    ['application/octet-stream', 'anything', []],
  ])('%s %s', async (mediaType, body, found) => {
    expect(both(SEVERAL, mediaType, body)).toEqual(found);
  });

  test('the rule of a violation is that of its media type, and strict checks look there too', async () => {
    const contract = await loadContract(
      withContent(`
        application/json: { schema: { properties: { a: { type: integer } } } },
        application/vnd.x+json: { schema: { properties: { b: { type: integer } } } }`),
    );
    const headers = { 'Content-Type': 'application/vnd.x+json' };
    const [violation] = checkRequest({ method: 'POST', url: '/things', headers, body: '{"b":""}' }, contract);
    expect(violation?.rule).toEqual({
      pointer: '/paths/~1things/post/requestBody/content/application~1vnd.x+json/schema/properties/b/type',
      line: 8,
    });
    expect(sent(contract, 'application/vnd.x+json', '{"a":1}', true)).toEqual(['undeclared /a']);
  });

  test('no body is needed where none is required, and none but the declared is allowed', async () => {
    const contract = await loadContract(withContent('text/csv: { schema: { type: string } }'));
    expect(where(checkRequest({ method: 'POST', url: '/things' }, contract))).toEqual([]);
    expect(both(contract, 'application/json', '1')).toEqual(['content ']);
    expect(sent(contract, 'text/csv', undefined)).toEqual([]);
    const required = await loadContract(
      withContent('application/json: {}').replace('content', 'required: true\n        content'),
    );
    expect(where(checkRequest({ method: 'POST', url: '/things' }, required))).toEqual(['required /request']);
  });
});

test('a text is what it may be read as, and other values are what they are', async () => {
  const contract = await loadContract(
    withContent(
      'text/csv: { schema: { type: string, maxLength: 2 } }, text/plain: { schema: { type: [array, number] } }',
    ),
  );
  expect(both(contract, 'text/csv', 'abc')).toEqual(['maxLength ']);
  expect(both(contract, 'text/plain', 'abc')).toEqual(['type ']);
  expect(both(contract, 'text/plain', '7')).toEqual([]);
  expect(both(contract, 'text/csv', ['7'])).toEqual(['type ']);
  expect(both(SEVERAL, 'text/plain', ['2'])).toEqual(['type ']);
});

const FORM = 'application/x-www-form-urlencoded';
let forms: Contract;
beforeAll(async () => {
  forms = await loadContract(
    withContent(`${FORM}: {
      encoding: { tags: { style: form, explode: false }, size: { style: deepObject }, pair: { explode: true } },
      schema: {
        type: object,
        required: [name],
        properties: {
          name: { type: string, minLength: 2 },
          age: { type: integer, minimum: 0 },
          ok: { type: boolean },
          ids: { type: array, items: { type: integer } },
          tags: { type: array, items: { enum: [a, 'b c'] } },
          size: { type: object, properties: { x: { type: number } } },
          pair: { type: object, properties: { left: { type: integer } } },
          raw: { type: object, properties: { a: { type: integer } } },
        },
        additionalProperties: { type: integer },
      } }`),
  );
});

describe('a form is checked by its schema:', () => {
  test.each<[body: string, found: string[]]>([
    ['name=Ann', []],
    ['name=Ann+B.&age=3&ok=true', []],
    ['age=3', ['required ']],
    ['name=A', ['minLength /name']],
    ['name=%2B', ['minLength /name']],
    ['name=a+', []],
    ['name=Ann&age=-1', ['minimum /age']],
    ['name=Ann&age=old', ['type /age']],
    ['name=Ann&ok=yes', ['type /ok']],
    ['name=Ann&ids=1&ids=2', []],
    ['name=Ann&ids=1&ids=b', ['type /ids/1']],
    ['name=Ann&ids=1,2', ['type /ids/0']],
    ['name=Ann&tags=a,b+c', []],
    ['name=Ann&tags=a,d', ['enum /tags/1']],
    ['name=Ann&tags=a&tags=a', ['explode /tags']],
    ['name=Ann&size[x]=1.5', []],
    ['name=Ann&size%5Bx%5D=wide', ['type /size/x']],
    ['name=Ann&left=1', []],
    ['name=Ann&left=one', ['type /pair/left']],
    ['name=Ann&raw=%7B%22a%22%3A1%7D', []],
    ['name=Ann&raw=%7B%22a%22%3A%22%22%7D', ['type /raw/a']],
    ['name=Ann&raw=a', ['content /raw']],
    ['name=Ann&name=Bob', ['explode /name']],
    ['name=%ff%ff', ['percent-encoding /name']],
    ['name=Ann&other=7', []],
    ['name=Ann&other=%37', []],
    ['name=Ann&other=seven', ['type /other']],
  ])('%s', async (body, found) => {
    const contract = forms;
    expect(both(contract, FORM, body)).toEqual(found);
    expect(contract.unchecked).toEqual([]);
  });

  test('as the object that it stands for, too', async () => {
    expect(both(forms, FORM, { name: 'Ann', age: 'old' })).toEqual(['type /age']);
    const body = new URLSearchParams({ name: 'Ann B.', age: 'old' });
    expect(both(forms, `${FORM};charset=UTF-8`, body)).toEqual(['type /age']);
  });

  test('but not where nobody says how its fields are written', async () => {
    const nested = 'type: object, properties: { list: { type: array, items: { type: object } } }';
    const contract = await loadContract(withContent(`${FORM}: { schema: { ${nested} } }`));
    expect(both(contract, FORM, 'list=1')).toEqual([]);
    expect(contract.unchecked?.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('a form is not checked if a field (list)'),
      expect.stringContaining('a form is not checked if a field (list)'),
    ]);
  });
});

test.each([
  ['application/octet-stream', 'type: string, format: binary, maxLength: 1'],
  ['multipart/form-data', 'type: object, required: [file]'],
  ['application/xml', 'type: object'],
  ['text/xml', 'type: object'],
  ['image/*', 'type: string, maxLength: 1'],
  ['text/plain', 'type: [array, object], maxItems: 0'],
])('of a body that is %s only that it is there and is so is looked at, and that is said', async (mediaType, schema) => {
  const contract = await loadContract(withContent(`${mediaType}: { schema: { ${schema} } }`));
  const actual = mediaType.replace('*', 'png');
  expect(both(contract, actual, 'some text')).toEqual([]);
  expect(both(contract, 'application/json', '{}')).toEqual(['content ']);
  expect(contract.unchecked?.map(({ line, rule }) => `${rule} ${line}`)).toEqual(['unchecked 8', 'unchecked 9']);
});
