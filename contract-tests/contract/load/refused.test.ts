import { describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../../scripts/spec/source.js';
import { loadContract } from '../../../src/contract/index.js';
import { readModel } from '../../../src/contract/load/read-model.js';

/** A document with one operation, of which one line is as given. */
function documentWith({ parameter = '', operation = '', response = '', path = '/things/{id}', server = SERVER }) {
  return `openapi: 3.1.0
info: { title: Other, version: '1' }
${server}
components: { securitySchemes: { Key: { type: apiKey, in: header, name: X-Key }, Basic: { type: http, scheme: basic } } }
paths:
  ${path}:
    get:
      operationId: getThings
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        ${parameter}
      ${operation}
      responses:
        '200':
          description: Yes.
          ${response}
`;
}
const SERVER = 'servers: [{ url: https://example.com }]';

const REFUSED: [what: string, change: Parameters<typeof documentWith>[0], line: number, reason: RegExp][] = [
  ['no server', { server: '' }, 1, /names no server/],
  ['a server for one operation', { operation: 'servers: [{ url: /a }]' }, 12, /all operations share the servers/],
  ['a part of a segment', { path: '/things/{id}.json' }, 7, /a path parameter must be a whole segment/],
  ['two parts of a segment', { path: '/things/{id}{x}' }, 7, /a path parameter must be a whole segment/],
  ['a cookie', { parameter: '- { name: a, in: cookie, schema: {} }' }, 11, /parameters in cookie cannot be generated/],
  [
    'a place that there is not',
    { parameter: '- { name: a, in: body, schema: {} }' },
    11,
    /parameters in body cannot be/,
  ],
  ['no schema', { parameter: '- { name: a, in: query, content: { text/plain: {} } }' }, 11, /without a schema/],
  [
    'a style of paths',
    { parameter: '- { name: a, in: path, required: true, style: label, schema: {} }' },
    11,
    /style label cannot be generated for a path parameter/,
  ],
  [
    'a style that there is not',
    { parameter: '- { name: a, in: query, style: simple, schema: {} }' },
    11,
    /style simple is not a query style/,
  ],
  [
    'a list in a header',
    { parameter: '- { name: a, in: header, schema: { type: array } }' },
    11,
    /a header parameter that is an array or an object/,
  ],
  [
    'an object in the path',
    { parameter: '- { name: a, in: path, required: true, schema: { type: object } }' },
    11,
    /a path parameter that is an array or an object/,
  ],
  [
    'a list or something else',
    { parameter: '- { name: a, in: query, schema: { type: [array, string] } }' },
    11,
    /array or another type is ambiguous on the wire/,
  ],
  [
    'dates that would be percent-encoded',
    { parameter: '- { name: a, in: query, x-date-filter: true, schema: {} }' },
    11,
    /x-date-filter needs allowReserved: true/,
  ],
  [
    'credentials that are no key',
    { operation: 'security: [{ Basic: [] }]' },
    12,
    /security scheme Basic is not an apiKey/,
  ],
  ['credentials that nobody defines', { operation: 'security: [{ Other: [] }]' }, 12, /security scheme Other is not/],
  ['a range for a single status', { response: 'x-status-range: {}' }, 15, /belongs to default, but this is .* for 200/],
  [
    'a schema of itself',
    {
      parameter:
        "- { name: a, in: query, schema: { allOf: [{ $ref: '#/paths/~1things~1{id}/get/parameters/1/schema' }] } }",
    },
    11,
    /is combined with itself/,
  ],
  [
    'a reference to itself',
    { parameter: "- { $ref: '#/paths/~1things~1{id}/get/parameters/1' }" },
    11,
    /leads back to itself/,
  ],
  ['another file', { parameter: '- { $ref: other.yaml }' }, 11, /refers to another file \(other\.yaml\)/],
];

describe('code is generated of nothing that it could not do, such as', () => {
  test.each(REFUSED)('%s, which is named with its line', (_, change, line, reason) => {
    const text = documentWith(change);
    const found = () => readModel(parseSpec(text, 'other.yaml'));
    expect(found).toThrow(reason);
    expect(found).toThrow(new RegExp(`^other\\.yaml:${line}:`));
  });

  test.each<[what: string, change: Parameters<typeof documentWith>[0]]>([
    [
      'dates as they are',
      { parameter: '- { name: a, in: query, x-date-filter: true, allowReserved: true, schema: {} }' },
    ],
    ['a style of queries', { parameter: '- { name: a, in: query, style: deepObject, schema: { type: object } }' }],
    ['lists in a query', { parameter: '- { name: a, in: query, schema: { type: array } }' }],
    ['headers that are left to HTTP', { parameter: '- { name: Accept, in: header, style: odd, schema: {} }' }],
    ['a key', { operation: 'security: [{ Key: [] }]' }],
  ])('but of %s', (_, change) => {
    expect(readModel(parseSpec(documentWith(change), 'other.yaml')).operations).toHaveLength(1);
  });

  test.each<[what: string, change: Parameters<typeof documentWith>[0], unchecked: readonly string[]]>([
    ['no server', { server: '' }, []],
    ['a server for one operation', { operation: 'servers: [{ url: /a }]' }, []],
    ['a part of a segment', { path: '/things/{id}.json' }, []],
    ['a cookie', { parameter: '- { name: a, in: cookie, schema: {} }' }, []],
    ['a list in a header', { parameter: '- { name: a, in: header, schema: { type: array } }' }, []],
    ['credentials that are no key', { operation: 'security: [{ Basic: [] }]' }, []],
    [
      'a list or something else',
      { parameter: '- { name: a, in: query, schema: { type: [array, string] } }' },
      ['11: a value that is an array or another type is ambiguous on the wire and not checked'],
    ],
  ])('while a loaded document may have %s', async (_, change, unchecked) => {
    const contract = await loadContract(documentWith(change));
    expect(contract.unchecked?.map(({ line, reason }) => `${line}: ${reason}`)).toEqual(unchecked);
  });
});
