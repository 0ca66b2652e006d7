import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Contract,
  checkRequest,
  loadContract,
  type Violation,
  type WireRequest,
} from '../../src/contract/index.js';

let contract: Contract;
beforeAll(async () => {
  contract = await loadContract(`openapi: 3.1.0
info: { title: Values, version: '1' }
paths:
  /query:
    get:
      parameters:
        - { name: d, in: query, style: deepObject, explode: true, schema: { type: object, additionalProperties: { type: integer } } }
        - { name: list, in: query, style: deepObject, schema: { type: array, items: { type: string, minLength: 1 }, maxItems: 2 } }
        - name: created
          in: query
          style: deepObject
          schema: { anyOf: [{ type: integer, maximum: 3 }, { type: object, properties: { gt: { type: integer } } }] }
        - { name: none, in: query, style: deepObject, schema: { type: [object, 'null'], required: [a] } }
        - { name: size, in: query, schema: { type: object, properties: { size: {}, width: { type: integer } } } }
        - name: pair
          in: query
          explode: false
          schema: { anyOf: [{ type: integer }, { type: object, properties: { R: { type: integer } }, required: [R] }] }
        - { name: flat, in: query, explode: false, schema: { type: object, additionalProperties: { type: integer } } }
        - { name: flags, in: query, allowEmptyValue: true, schema: { type: array, items: { type: integer } } }
        - name: filter
          in: query
          content: { application/json: { schema: { properties: { a: { type: integer } }, additionalProperties: { type: integer } } } }
      responses: { '204': { description: Done. } }
  /headers:
    get:
      parameters:
        - { name: X-Json, in: header, content: { application/json: { schema: { type: integer } } } }
        - { name: X-Pairs, in: header, schema: { type: object, properties: { red: { type: integer } } } }
        - { name: X-Exploded, in: header, explode: true, schema: { type: object, properties: { red: { const: 1 }, blue: { const: =2 } } } }
        - { name: X-Either, in: header, schema: { type: [object, integer] } }
        - { name: X-Nothing, in: header, schema: { type: [object, 'null'] } }
        - { name: color, in: cookie, schema: { const: blue } }
      responses: { '204': { description: Done. } }
  /cookies:
    get:
      parameters: [{ name: any, in: cookie, schema: { type: object, additionalProperties: { type: integer } } }]
      responses: { '204': { description: Done. } }
  /one/{color}:
    get:
      parameters: [{ name: color, in: path, required: true, style: matrix, schema: { type: string, minLength: 1 } }]
      responses: { '204': { description: Done. } }
  /many/{color}:
    get:
      parameters: [{ name: color, in: path, required: true, style: matrix, explode: true, schema: { type: array } }]
      responses: { '204': { description: Done. } }
`);
});

const said = ({ keyword, pointer, expected, actual }: Violation) =>
  `${keyword} ${pointer.replace('/request', '')}: ${expected}, not ${JSON.stringify(actual)}`;
const found = (request: Partial<WireRequest>) =>
  checkRequest({ method: 'GET', url: '/headers', ...request }, contract).map(said);
const undeclared = (name: string) => `parameters /query/${name}: no undeclared query parameter, not "1"`;

describe('a query', () => {
  test.each<[query: string, expected: string[]]>([
    ['d[x]=1', []],
    ['d[x]=y', ['type /query/d/x: integer, not "y"']],
    ['dx=1', [undeclared('dx')]],
    ['d]=1', [undeclared('d]')]],
    ['created]=1', [undeclared('created]')]],
    ['createdx=1', [undeclared('createdx')]],
    ['x=1', [undeclared('x')]],
    ['R=1', [undeclared('R')]],
    ['a=1', [undeclared('a')]],
    ['created=3', []],
    ['created[gt]=4', []],
    ['created=3&created[gt]=4', ['style /query/created: members of created only, not "3"']],
    ['created=3,4', ['anyOf /query/created: match a schema in anyOf, not "3,4"']],
    ['none=x', ['style /query/none: members of none only, not "x"']],
    ['size=1&width=2', []],
    ['pair=R,4', []],
    ['pair=4', []],
    ['pair=four', ['anyOf /query/pair: match a schema in anyOf, not "four"']],
    ['pair=R,x', ['anyOf /query/pair: match a schema in anyOf, not {"R":"x"}']],
    ['list=a,b', []],
    ['list=a&list[]=b', []],
    ['list=a&list[]=b&list[]=c', ['maxItems /query/list: NOT have more than 2 items, not ["a","b","c"]']],
    ['list[x]=', ['style /query/list: a list as list[] or list[0], not "x"']],
    ['flags=&flags=', []],
    ['flags=&flags=5', ['type /query/flags/0: integer, not ""']],
    ['filter={', ['content /query/filter: percent-encoded JSON, not "{"']],
  ])('%s', (query, expected) => {
    expect(found({ url: `/query?${query}` })).toEqual(expected);
  });
});

describe('a header', () => {
  test.each<[name: string, text: string, expected: string[]]>([
    ['X-Json', 'four', ['content /headers/x-json: JSON, not "four"']],
    ['X-Pairs', 'red,1', []],
    ['X-Pairs', 'red', ['style /headers/x-pairs: a value in style simple, not "red"']],
    ['X-Exploded', 'red=1,blue==2', []],
    ['X-Exploded', 'red=1,blue', ['style /headers/x-exploded: a value in style simple with explode, not "red=1,blue"']],
    ['X-Either', '5', []],
    ['X-Either', 'R,5', []],
    ['X-Either', 'five', ['type /headers/x-either: object or integer, not "five"']],
    ['X-Nothing', 'five', ['style /headers/x-nothing: a value in style simple, not "five"']],
    ['Cookie', 'theme=dark;color=blue', []],
    ['Cookie', 'theme=dark;color=red', ['const /headers/cookie/color: "blue", not "[redacted]"']],
    ['Cookie', 'color=blue&', ['const /headers/cookie/color: "blue", not "[redacted]"']],
    ['Cookie', 'color=100%', ['const /headers/cookie/color: "blue", not "[redacted]"']],
  ])('%s: %s', (name, text, expected) => {
    expect(found({ headers: { [name]: text } })).toEqual(expected);
  });
});

test.each<[headers: Record<string, string>, expected: string[]]>([
  [{}, []],
  [{ Cookie: 'a=1; b=2' }, []],
  [{ Cookie: 'a=1; b=x' }, ['type /headers/cookie/any/b: integer, not "[redacted]"']],
])('cookies of any name: %j', (headers, expected) => {
  expect(found({ url: '/cookies', headers })).toEqual(expected);
});

describe('a path in style matrix', () => {
  test.each<[url: string, expected: string[]]>([
    ['/one/;color=blue', []],
    ['/one/;color', ['minLength /path/color: NOT have fewer than 1 characters, not ""']],
    ['/one/x;color=blue', ['style /path/color: a value in style matrix, not "x;color=blue"']],
    ['/many/;color=a;color=b', []],
    ['/many/;color=a;colour=b', ['style /path/color: a value in style matrix with explode, not ";color=a;colour=b"']],
  ])('%s', (url, expected) => {
    expect(found({ url })).toEqual(expected);
  });
});
