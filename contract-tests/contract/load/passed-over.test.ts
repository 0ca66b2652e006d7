import { describe, expect, test } from '@jest/globals';
import {
  checkExchange,
  checkRequest,
  checkResponse,
  loadContract,
  operationFingerprint,
} from '../../../src/contract/index.js';

const RESPONSES =
  "responses: { '200': { description: x, content: { application/json: { schema: { type: object } } } } }";
const SECURE = `security: [{ s: [] }], ${RESPONSES}`;
const HEAD = "openapi: 3.1.0\ninfo: { title: t, version: '1' }\n";

interface Parts {
  readonly head?: string;
  readonly servers?: string;
  readonly parameters?: string;
  readonly operation?: string;
  readonly schema?: string;
  readonly more?: string;
}

/** A document with two operations. The second is as in every other document. */
const documentOf = ({
  head = HEAD,
  servers = '',
  parameters = '',
  operation = RESPONSES,
  schema = '{}',
  more = '',
}: Parts) => `${head}${servers}
paths:
  /a/{id}: { get: { operationId: a, parameters: [{ name: id, in: path, required: true, schema: { type: string } }${parameters}], ${operation} } }
  /b: { post: { operationId: b, requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/B' } } } }, responses: { '204': { description: x } } } }
components:
  schemas:
    B: { type: object, properties: { n: ${schema} } }
${more}`;
const in30 = { head: HEAD.replace('3.1.0', '3.0.3') };
const body = { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{}' };
const GET = { method: 'GET', url: '/a/1', headers: { Authorization: 'Bearer x' } };
const scheme = (text: string) => ({ operation: SECURE, more: `  securitySchemes: { s: ${text} }` });

describe('a defect that no exchange can show is passed over, and listed if it costs a rule:', () => {
  test.each<[what: string, parts: Parts, listed: string[]]>([
    ['external documentation', { more: 'externalDocs: { url: https://x.example }' }, []],
    ['extensions of any name', { more: 'x-1.2: 1\nx-a/b: [2]\nx-é: null\nx-my.team: a' }, []],
    [
      'other members of the document',
      { more: 'owner: { a: 1 }\nsecurty: [{ a: [] }]' },
      ['10 owner has no meaning here and is ignored', '11 securty has no meaning here and is ignored'],
    ],
    [
      'other members, of which one is referred to',
      { schema: "{ $ref: '#/definitions/I' }", more: '  definitions: {}\ndefinitions: { I: { type: integer } }' },
      ['10 definitions has no meaning here and is ignored'],
    ],
    ['other members of info', { head: HEAD.replace('title', 'host: h, title') }, ['2 host has no meaning here']],
    [
      'servers that are none',
      { servers: "servers: [{ url: e.test/v1 }, { url: ' https://f.test ', port: 1 }, { url: / }]" },
      ['3 no request is sent to e.test/v1, because it has no scheme', '3 port has no meaning here and is ignored'],
    ],
    [
      'a path with a query',
      { operation: `${RESPONSES} } }\n  /a?b={b}: { get: { operationId: c, ${RESPONSES}` },
      ['6 no request has this path, because a path ends before its query'],
    ],
    ['no title', { head: HEAD.replace('title: t, ', '') }, ['2 info has no title']],
    ['no version', { head: HEAD.replace(", version: '1'", '') }, ['2 info has no version']],
    ['no info', { head: 'openapi: 3.1.0\n\n' }, ['1 document has no info']],
    ['a version of the API without quotes', { head: HEAD.replace("'1'", '1.0') }, ['2 info version must be string']],
    [
      'a version of OpenAPI without quotes',
      { head: HEAD.replace('3.1.0', '3.1') },
      ['1 the version is 3.1 and read as "3.1.0"'],
    ],
    ['3', { head: HEAD.replace('3.1.0', '"3"') }, ['1 the version is "3" and read as "3.0.0"']],
    ['3.0 without quotes', { head: HEAD.replace('3.1.0', '3.0') }, ['1 the version is 3 and read as "3.0.0"']],
    ['a key twice', { schema: '{ type: string, type: integer }' }, ['9 Map keys must be unique; the last type counts']],
    [
      'a misplaced keyword',
      { operation: `${RESPONSES}, schema: { type: string }` },
      ['5 schema has no meaning here and is ignored'],
    ],
    [
      'a keyword that there is not',
      { schema: '{ type: integer, minlength: 1 }' },
      ['9 minlength is not a keyword of schemas in OpenAPI 3.1 and is ignored'],
    ],
    ['required: true', { schema: '{ type: integer, required: true }' }, ['9 required must be array']],
    ['required: [] in 3.1', { schema: '{ type: integer, required: [] }' }, []],
    [
      'required: [] in 3.0',
      { ...in30, schema: '{ type: integer, required: [] }' },
      ['9 required must NOT have fewer than 1 items'],
    ],
    [
      'exclusiveMinimum: true in 3.1',
      { schema: '{ type: integer, minimum: 0, exclusiveMinimum: true }' },
      ['9 exclusiveMinimum must be number'],
    ],
    ['type: any', { schema: '{ type: any }' }, ['9 type must be equal to one of the allowed values']],
    ['enum: []', { schema: '{ enum: [] }' }, ['9 enum must NOT have fewer than 1 items']],
    [
      'nullable in 3.1',
      { schema: '{ type: integer, nullable: true }' },
      ['9 nullable is not a keyword of schemas in OpenAPI 3.1 and is ignored'],
    ],
    [
      'a keyword of 3.1 in 3.0',
      { ...in30, schema: '{ const: x }' },
      ['9 const is not a keyword of schemas in OpenAPI 3.0 and is ignored'],
    ],
    [
      'a keyword beside a reference in 3.0',
      { ...in30, schema: "{ $ref: '#/components/schemas/I', nullable: true }", more: '    I: { type: integer }' },
      ['9 OpenAPI 3.0 ignores nullable beside a $ref'],
    ],
    ['boolean schemas', { schema: 'true', more: '    C: { not: false, properties: { a: true }, items: true }' }, []],
    ['a schema that is a text', { schema: 'integer' }, ['9 schema must be object,boolean']],
    ['a pattern that is none', { schema: "{ pattern: '(' }" }, ['9 the pattern ( is not a valid JavaScript regular']],
    ['a scheme in any case', { ...scheme('{ type: http, scheme: Bearer, bearerFormat: JWT }') }, []],
    [
      'an unknown security scheme',
      scheme('{ type: magic }'),
      ['10 type must be equal', '5 the security scheme s is unknown and not checked'],
    ],
    ['a scheme that is not of HTTP', scheme('{ type: mutualTLS }'), ['5 the security scheme s is unknown']],
    ['a scheme that nobody defines', { operation: SECURE }, ['5 the security scheme s is unknown and not checked']],
    [
      'a described variable of a server',
      { servers: "servers: [{ url: '{s}', variables: { s: { default: '', description: d } } }]" },
      [],
    ],
    [
      'a variable of a server without quotes',
      { servers: "servers: [{ url: '/{s}', variables: { s: { default: 8080 } } }, { url: / }]" },
      ['3 variables s default must be string'],
    ],
    ['an id in data', { schema: '{ type: integer, examples: [{ $id: a }], default: { $id: a } }' }, []],
    [
      'a response of nothing',
      { operation: `${RESPONSES.replace(/ \}$/, ", '404': null }")}` },
      ['5 response must be object'],
    ],
    ['statuses in lower case', { operation: RESPONSES.replace("'200'", '2xx') }, []],
    ['no responses', { operation: 'summary: s' }, ['5 operation has no responses']],
    [
      'a parameter without a name, or without a place',
      { more: '', operation: RESPONSES, parameters: ', { in: query, schema: {} }, { name: p, schema: {} }' },
      [
        '5 parameter has no name',
        '5 parameter has no in',
        '5 a parameter without a name is not checked',
        '5 a parameter without a place is not checked',
      ],
    ],
    [
      'path parameters that the template does not name',
      {
        parameters: ['pid', 'Id', 'id+', ':id']
          .map((name) => `, { name: '${name}', in: path, required: true, schema: {} }`)
          .concat(', { name: p, in: query, schema: {} }')
          .join(''),
      },
      ['pid', 'Id', 'id+', ':id'].map((name) => `5 /a/{id} has no {${name}}`),
    ],
    [
      'styles that a place does not have',
      {
        parameters:
          ', { name: c, in: cookie, style: simple, schema: { type: integer } }, { name: h, in: header, style: form, schema: { type: integer } }, { name: p, in: query, style: simple, schema: { type: boolean } }',
      },
      Array.from({ length: 3 }, () => '5 style must be equal to one of the allowed values'),
    ],
    ['a path parameter that is not required', { operation: `${RESPONSES}, tags: [a]` }, []],
    [
      'overlapping templates',
      {
        more: '',
        operation: `${RESPONSES} } }\n  /a/{name}: { get: { operationId: c, parameters: [{ name: name, in: path, required: true, schema: { type: string } }], ${RESPONSES}`,
      },
      ['6 /a/{name} matches the same paths as /a/{id}'],
    ],
  ])('%s', async (_, parts, listed) => {
    const contract = await loadContract(documentOf(parts));
    const found = contract.unchecked?.map(({ line, reason }) => `${line} ${reason}`);
    expect(found).toEqual(listed.map((text) => expect.stringContaining(text)));
    expect(
      checkExchange({ request: { ...GET, url: parts.parameters ? '/a/1?p=1' : GET.url }, response: body }, contract),
    ).toEqual([]);
    const post = { method: 'POST', url: '/b', headers: body.headers };
    expect(checkRequest({ ...post, body: '{"n":5}' }, contract)).toEqual([]);
    expect(checkRequest({ ...post, body: '[]' }, contract)).toMatchObject([{ keyword: 'type' }]);
  });
});

describe('an operation whose own rules cannot be read is refused alone and named:', () => {
  test.each<[what: string, parts: Parts, reason: string]>([
    [
      'a lost parameter',
      { operation: `parameters: [{ $ref: '#/components/parameters/P' }], ${RESPONSES}` },
      'refers to #/components/parameters/P, which leads nowhere',
    ],
    [
      'a lost response',
      { operation: "responses: { '200': { $ref: '#/components/responses/R' } }" },
      'refers to #/components/responses/R, which leads nowhere',
    ],
    [
      'a lost schema',
      {
        operation: RESPONSES.replace('type: object', "properties: { a: { $ref: '#/components/schemas/C' } }"),
        more: "    C: { items: { $ref: '#/components/schemas/Lost' } }",
      },
      'refers to #/components/schemas/Lost, which leads nowhere',
    ],
    [
      'a file that is not there',
      { operation: RESPONSES.replace('type: object', '$ref: nowhere.yaml') },
      'cannot be read (ENOENT)',
    ],
    [
      'the network',
      { operation: RESPONSES.replace('type: object', "$ref: 'https://x.example/a'") },
      'nothing is read from the network',
    ],
    [
      'a parameter in a body',
      { operation: `parameters: [{ name: b, in: body, schema: {} }], ${RESPONSES}` },
      'is a parameter in body',
    ],
    ['parameters that are no list', { operation: `parameters: { a: 1 }, ${RESPONSES}` }, 'is not a list of parameters'],
  ])('%s', async (_, { operation = '', more = '' }, reason) => {
    const text = documentOf({ operation: operation.startsWith('parameters') ? RESPONSES : operation, more });
    const own = text.replace(
      /parameters: \[\{ name: id.*?\} \}\], /,
      operation.startsWith('parameters') ? `${operation.split(', responses')[0]}, ` : '$&',
    );
    const contract = await loadContract(own);
    expect(contract.unchecked).toContainEqual(expect.objectContaining({ reason: expect.stringMatching(/^a: /) }));
    const message = `a cannot be checked: ${reason}`;
    for (const ask of [() => checkRequest(GET, contract), () => checkResponse(body, 'a', contract)])
      expect(ask).toThrow(
        expect.objectContaining({ name: 'SpecProblemsError', message: expect.stringContaining(reason) }),
      );
    expect(() => checkResponse(body, 'a', contract)).toThrow(message.slice(0, 20));
    expect(checkResponse({ status: 204 }, 'b', contract)).toEqual([]);
  });
});

describe('schemas may refer to each other in all ways of JSON Schema:', () => {
  const WHERE = '    List: { type: array, items: { $dynamicRef: "#item" }, $defs: { item: { $dynamicAnchor: item } } }';
  test.each<[what: string, schema: string, more: string, valid: string, invalid: string]>([
    ['an anchor', "{ $ref: '#int' }", '    I: { $anchor: int, type: integer }', '1', '"a"'],
    [
      'definitions of each other',
      "{ $ref: '#/components/schemas/Z/$defs/B' }",
      "    Z: { $ref: '#/components/schemas/Z/$defs/B', $defs: { A: { type: integer }, B: { $ref: '#/components/schemas/Z/$defs/A' } } }",
      '1',
      '"a"',
    ],
    ['a pointer without its first slash', "{ $ref: '#components/schemas/I' }", '    I: { type: integer }', '1', '"a"'],
    [
      'a name that has the percent signs of the pointer',
      "{ $ref: '#/components/schemas/L%3CI%3E' }",
      '    L%3CI%3E: { type: integer }',
      '1',
      '"a"',
    ],
    ['a relative id', '{ $ref: int.json }', '    I: { $id: int.json, type: integer }', '1', '"a"'],
    [
      'an id that is relative to another',
      "{ $ref: 'https://x.example/b/int' }",
      "    O: { $id: 'https://x.example/b/o', $defs: { I: { $id: int, type: integer } } }",
      '1',
      '"a"',
    ],
    [
      'an anchor in a schema with an id',
      "{ $ref: 'urn:x:o#int' }",
      "    O: { $id: 'urn:x:o', $defs: { I: { $anchor: int, type: integer } } }",
      '1',
      '"a"',
    ],
    [
      'a reference of its own',
      "{ $ref: 'urn:x:o' }",
      "    O: { $id: 'urn:x:o', $ref: '#/$defs/I', $defs: { I: { type: integer } } }",
      '1',
      '"a"',
    ],
    [
      'two dynamic anchors of one name, each in a schema with an id',
      "{ $ref: 'urn:x:ints' }",
      "    L: { $id: 'urn:x:list', type: array, items: { $dynamicRef: '#item' }, $defs: { item: { $dynamicAnchor: item } } }\n    N: { $id: 'urn:x:ints', $ref: 'urn:x:list', $defs: { item: { $dynamicAnchor: item, type: integer } } }",
      '[1]',
      '["a"]',
    ],
    ['one dynamic anchor', "{ $ref: '#/components/schemas/List' }", WHERE, '["a"]', '{}'],
  ])('%s', async (_, schema, more, valid, invalid) => {
    const contract = await loadContract(documentOf({ schema, more }));
    expect(contract.unchecked).toEqual([]);
    const sent = (n: string) =>
      checkRequest({ method: 'POST', url: '/b', headers: body.headers, body: `{"n":${n}}` }, contract).length;
    expect([sent(valid), sent(invalid)]).toEqual([0, 1]);
  });
});

describe('OpenAPI 3.2 is read as far as it is 3.1:', () => {
  const text = `openapi: 3.2.0
$self: https://x.example/api
info: { title: t, version: '1' }
paths:
  /a:
    query: { operationId: q, requestBody: { content: { application/json: { schema: { $ref: 'https://x.example/api#/components/schemas/A' } } } }, responses: { '200': { summary: s } } }
    get: { operationId: g, parameters: [{ name: all, in: querystring, content: { application/json: { schema: {} } } }], responses: { '200': { content: { application/jsonl: { itemSchema: {} } } } } }
    additionalOperations: { COPY: { operationId: c, responses: { '204': { description: x } } } }
components: { schemas: { A: { type: object } } }
`;
  const sent = async (method: string, url: string, content?: string) =>
    checkRequest({ method, url, headers: content ? body.headers : {}, body: content }, await loadContract(text));

  test('queries and other methods are checked', async () => {
    expect(await sent('QUERY', '/a', '{}')).toEqual([]);
    expect(await sent('QUERY', '/a', '[]')).toMatchObject([{ operationId: 'q', keyword: 'type' }]);
    expect(await sent('COPY', '/a')).toEqual([]);
    expect(await sent('MOVE', '/a')).toMatchObject([{ keyword: 'method' }]);
  });

  test('a rule of another method has its line, and counts for the fingerprint', async () => {
    const contract = await loadContract(text);
    const [violation] = checkResponse({ status: 204, headers: {}, body: 'x' }, 'c', contract);
    expect(violation?.rule).toMatchObject({ pointer: '/paths/~1a/additionalOperations/COPY/responses/204', line: 8 });
    const changed = await loadContract(text.replace("'204'", "'205'"));
    expect(operationFingerprint(changed, 'c')).not.toBe(operationFingerprint(contract, 'c'));
    expect(operationFingerprint(changed, 'q')).toBe(operationFingerprint(contract, 'q'));
  });

  test('what is new is listed', async () => {
    expect((await loadContract(text)).unchecked?.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '7 itemSchema has no meaning here and is ignored',
      '7 the query is described as a whole and not checked',
    ]);
    expect(await sent('GET', '/a?%7B%7D')).toEqual([]);
  });
});
