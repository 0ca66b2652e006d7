import { describe, expect, test } from '@jest/globals';
import { checkExchange, checkRequest, loadContract } from '../../src/contract/index.js';

/** One operation: GET or, with a body, POST /t. */
interface Described {
  readonly openapi?: string;
  readonly path?: string;
  readonly parameters?: readonly object[];
  readonly body?: object;
  readonly responses?: object;
  readonly servers?: readonly object[];
  readonly own?: object;
}

interface Exchanged {
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
  readonly status?: number;
  readonly answered?: Readonly<Record<string, string>>;
  readonly answer?: unknown;
}

/** What is described, what is exchanged, the findings, and what in the specification decides it, in our words. */
type Row = [described: Described, exchanged: Exchanged, found: string[], because: string];

async function findings(described: Described, exchanged: Exchanged): Promise<string[]> {
  const { openapi = '3.1.1', path = '/t', parameters = [], body, servers, own = {} } = described;
  const { responses = { 200: { description: 'Done.' } } } = described;
  const content = body && { content: { 'application/json': { schema: body } } };
  const operation = { operationId: 't', parameters, responses, ...(content && { requestBody: content }), ...own };
  const method = body ? 'POST' : 'GET';
  const contract = await loadContract({
    ...{ openapi, info: { title: 'Rows', version: '1' }, ...(servers && { servers }) },
    paths: { [path]: { [method.toLowerCase()]: operation } },
  });
  const { url = '/t', headers = {}, status = 200, answered = {}, answer } = exchanged;
  const request = {
    ...{ method, url, body: exchanged.body },
    headers: { ...headers, ...(exchanged.body !== undefined && { 'Content-Type': 'application/json' }) },
  };
  const response = { status, headers: answered, body: answer };
  return checkExchange({ request, response }, contract).map(
    ({ keyword, pointer }) => `${keyword} ${pointer.replace(/^\/re(quest|sponse)/, '')}`,
  );
}

const parameter = (place: string, schema: object, more: object = {}) => ({
  parameters: [{ name: 'p', in: place, schema, ...more }],
});
const inQuery = (schema: object, more: object = {}) => parameter('query', schema, more);
const inPath = (schema: object, more: object = {}) => ({
  ...parameter('path', schema, { required: true, ...more }),
  path: '/t/{p}',
});
const query = (text: string): Exchanged => ({ url: `/t?${text}` });
const INT = { type: 'integer' };
const INTS = { type: 'array', items: INT };
const POINT = { type: 'object', properties: { x: INT, y: INT }, required: ['x'] };
const FLAGS = { type: 'array', items: { type: 'boolean' } };
const STYLES = 'Parameter Object, Style Values';

describe.each<[title: string, rows: Row[]]>([
  [
    'style, explode and type',
    [
      [inQuery(INT), query('p=7'), [], `${STYLES}: form writes a primitive as name=value`],
      [inQuery(INT), query('p=7.5'), ['type /query/p'], 'Schema Object: an integer has no fraction'],
      [inQuery({ type: 'number' }), query('p=7.5'), [], `${STYLES}: form, number`],
      [inQuery({ type: 'boolean' }), query('p=true'), [], 'Data Types: JSON has true and false'],
      [inQuery({ type: 'boolean' }), query('p=1'), ['type /query/p'], 'Data Types: JSON has true and false only'],
      [inQuery({ type: ['integer', 'null'] }), query('p='), ['type /query/p'], `${STYLES}: no style writes null`],
      [inQuery(INTS), query('p=1&p=2'), [], 'Parameter Object: explode is true for form, and repeats the name'],
      [inQuery(INTS), query('p=1'), [], 'Parameter Object: a list of one'],
      [
        inQuery(INTS),
        query('p=1,2'),
        ['type /query/p/0'],
        'Parameter Object: explode repeats the name, no comma separates',
      ],
      [
        inQuery(INTS, { explode: false }),
        query('p=1,2'),
        [],
        'Style Examples: form without explode separates by commas',
      ],
      [
        inQuery(INTS, { explode: false }),
        query('p=1%2C2'),
        [],
        'Appendix E: readers decode; RFC 6570 writers do not write it',
      ],
      [
        inQuery(INTS, { explode: false }),
        query('p=1&p=2'),
        ['explode /query/p'],
        'Parameter Object: explode false has one value',
      ],
      [inQuery(FLAGS, { explode: false }), query('p=true,no'), ['type /query/p/1'], 'Schema Object: items'],
      [inQuery(POINT), query('x=1&y=2'), [], 'Style Examples: form with explode writes each member as a parameter'],
      [
        inQuery(POINT),
        query('x=1&z=2'),
        ['parameters /query/z'],
        'Style Examples: only members are names of their own',
      ],
      [inQuery(POINT, { required: true }), query('y=2'), ['required /query/p'], 'Schema Object: required'],
      [inQuery(POINT, { explode: false }), query('p=x,1,y,2'), [], 'Style Examples: names and values alternate'],
      [inQuery(POINT, { explode: false }), query('p=y,2'), ['required /query/p'], 'Schema Object: required'],
      [inQuery(INTS, { style: 'spaceDelimited', explode: false }), query('p=1%202'), [], `${STYLES}: %20 separates`],
      [
        inQuery(INTS, { style: 'spaceDelimited', explode: false }),
        query('p=1+2'),
        [],
        'Appendix E: forms write a space as +',
      ],
      [
        inQuery(INTS, { style: 'spaceDelimited', explode: false }),
        query('p=1,2'),
        ['type /query/p/0'],
        `${STYLES}: no comma`,
      ],
      [inQuery(INTS, { style: 'pipeDelimited', explode: false }), query('p=1|2'), [], `${STYLES}: a pipe separates`],
      [
        inQuery(INTS, { style: 'pipeDelimited', explode: false }),
        query('p=1%7C2'),
        [],
        'Appendix E: URLs need the pipe encoded',
      ],
      [
        inQuery(INTS, { style: 'pipeDelimited', explode: true }),
        query('p=1&p=2'),
        [],
        'Parameter Object: with explode as form',
      ],
      [
        inQuery(POINT, { style: 'deepObject' }),
        query('p[x]=1&p[y]=2'),
        [],
        `${STYLES}: deepObject names members in brackets`,
      ],
      [
        inQuery(POINT, { style: 'deepObject' }),
        query('p%5Bx%5D=1'),
        [],
        'RFC 3986 (2.2): brackets in a name are encoded',
      ],
      [inQuery(POINT, { style: 'deepObject' }), query('p[x]=a'), ['type /query/p/x'], 'Schema Object: properties'],
      [
        inQuery(POINT, { style: 'deepObject' }),
        query('p=1'),
        ['style /query/p'],
        `${STYLES}: deepObject has members only`,
      ],
      [inQuery(POINT, { style: 'deepObject' }), query('p[y]=1'), ['required /query/p'], 'Schema Object: required'],
      [
        inQuery({ type: 'object', properties: { n: POINT } }, { style: 'deepObject' }),
        query('p[n][x]=a&p[n][]=b'),
        [],
        `${STYLES}: lists and objects inside are undefined, so nothing is said of them`,
      ],
      [
        inQuery({ type: 'object', properties: { n: POINT } }, { style: 'deepObject', required: true }),
        {},
        ['required /query'],
        'Parameter Object: required does not depend on the form',
      ],
      ...[{ type: 'object' }, { type: 'object', additionalProperties: true }, { additionalProperties: {} }, {}].map(
        (schema): Row => [
          inQuery(schema, { style: 'deepObject' }),
          query('p[name][$eq]=x&p[tags][]=a&p[tags][]=b&p[n]=1'),
          [],
          `${STYLES}: members of any type may be lists and objects, whose form is undefined`,
        ],
      ),
      ...[{ ...POINT, properties: { x: {}, y: INT } }, POINT].map(
        (schema): Row => [
          inQuery(schema, { style: 'deepObject' }),
          query('p[x]=1&p[z][a]=1&p[z][b][]=2'),
          [],
          'Schema Object: members that are not declared may have any type',
        ],
      ),
      [
        inQuery({ ...POINT, additionalProperties: false }, { style: 'deepObject' }),
        query('p[x]=1&p[z][a]=1'),
        ['additionalProperties /query/p'],
        'Schema Object: additionalProperties',
      ],
      ...['p[x][a]=1', 'p[x]=1&q[z][a]=1'].map(
        (text): Row => [
          inQuery({ ...POINT, additionalProperties: INT, required: [] }, { style: 'deepObject' }),
          query(text),
          [`parameters /query/${text.replace(/.*&/, '').replace(/=.*/, '')}`],
          'Schema Object: a member that is a number is no object',
        ],
      ),
      [inPath(INT), { url: '/t/7' }, [], `${STYLES}: simple is the default of a path`],
      [inPath(INTS), { url: '/t/1,2' }, [], 'Style Examples: simple separates by commas'],
      [inPath(INTS), { url: '/t/1,a' }, ['type /path/p/1'], 'Schema Object: items'],
      [inPath(INTS), { url: '/t/1%2C2' }, [], 'Appendix E: readers decode; RFC 6570 writers do not write it'],
      [inPath(POINT), { url: '/t/x%2c1%2Cy,2' }, [], 'Appendix E: readers decode; RFC 6570 writers do not write it'],
      [inPath(INTS), { url: '/t/1%2Ca' }, ['type /path/p/0'], 'Schema Object: items'],
      [
        inPath({ type: 'array', items: { const: 'a,b' } }),
        { url: '/t/a%2Cb' },
        [],
        'RFC 6570 (1.3): a comma in an item is encoded',
      ],
      [inPath(POINT), { url: '/t/x,1' }, [], 'Style Examples: simple, names and values alternate'],
      [
        inPath(POINT, { explode: true }),
        { url: '/t/x=1,y=2' },
        [],
        'Style Examples: simple with explode has equals signs',
      ],
      [inPath(INT, { style: 'label' }), { url: '/t/.7' }, [], `${STYLES}: label begins with a dot`],
      [inPath(INT, { style: 'label' }), { url: '/t/7' }, ['style /path/p'], `${STYLES}: label begins with a dot`],
      [inPath(INTS, { style: 'label', explode: true }), { url: '/t/.1.2' }, [], 'Style Examples: label with explode'],
      [inPath(INT, { style: 'matrix' }), { url: '/t/;p=7' }, [], `${STYLES}: matrix has the name`],
      [inPath(INTS, { style: 'matrix' }), { url: '/t/;p=1,2' }, [], 'Style Examples: matrix without explode'],
      [
        inPath(INTS, { style: 'matrix', explode: true }),
        { url: '/t/;p=1;p=2' },
        [],
        'Style Examples: matrix with explode',
      ],
      [
        inPath(POINT, { style: 'matrix', explode: true }),
        { url: '/t/;x=1;y=2' },
        [],
        'Style Examples: matrix with explode',
      ],
      [parameter('header', INTS), { headers: { P: '1, 2' } }, [], 'RFC 9110 (5.6.1): lists in headers may have spaces'],
      [parameter('header', INTS), { headers: { P: '1,a' } }, ['type /headers/p/1'], 'Schema Object: items'],
      [
        parameter('header', POINT, { explode: true }),
        { headers: { P: 'x=1,y=2' } },
        [],
        'Style Examples: simple with explode',
      ],
      [
        parameter('header', INT, { required: true }),
        { headers: { p: '1' } },
        [],
        'RFC 9110 (5.1): names have any case',
      ],
      [parameter('header', INT, { required: true }), {}, ['required /headers'], 'Parameter Object: required'],
    ],
  ],
  [
    'cookies',
    [
      [parameter('cookie', INT), { headers: { Cookie: 'p=7' } }, [], `${STYLES}: form is the only style of cookies`],
      [
        parameter('cookie', INT),
        { headers: { Cookie: 'other=x; p=7' } },
        [],
        'RFC 6265 (4.2.1): pairs are separated by ; and space',
      ],
      ...[{ Cookie: ['z=1', 'p=a'] }, { Cookie: 'z=1', cookie: 'p=a' }].map(
        (headers): Row => [
          parameter('cookie', INT, { required: true }),
          { headers },
          ['type /headers/cookie/p'],
          'RFC 9113 (8.2.3): cookies may come in several headers, which are joined by ; and space',
        ],
      ),
      [parameter('cookie', INT), { headers: { Cookie: 'p=a' } }, ['type /headers/cookie/p'], 'Schema Object: type'],
      [
        parameter('cookie', INT, { required: true }),
        { headers: { Cookie: 'q=7' } },
        ['required /headers/cookie'],
        'Parameter Object: required',
      ],
      [
        parameter('cookie', INTS, { explode: false }),
        { headers: { Cookie: 'p=1,2' } },
        [],
        'Style Examples: form without explode',
      ],
      [
        parameter('cookie', INTS, { explode: false }),
        { headers: { Cookie: 'p=1,a' } },
        ['type /headers/cookie/p/1'],
        'Schema Object: items',
      ],
      [
        parameter('cookie', INTS),
        { headers: { Cookie: 'p=a&p=b' } },
        [],
        'Appendix D: ampersands do not separate cookies, so exploded lists are undefined',
      ],
      [
        parameter('cookie', { const: 'a+b' }),
        { headers: { Cookie: 'p=a+b' } },
        [],
        'RFC 6265 (4.1.1): a plus sign is an ordinary character',
      ],
      [
        { ...parameter('cookie', { const: 'a%20b&c' }, { style: 'cookie' }), openapi: '3.2.0' },
        { headers: { Cookie: 'p=a%20b&c' } },
        [],
        '3.2, Style Values: cookie encodes nothing',
      ],
      [
        { ...parameter('cookie', INTS, { style: 'cookie' }), openapi: '3.2.0' },
        { headers: { Cookie: 'p=1; p=a' } },
        ['type /headers/cookie/p/1'],
        '3.2, Style Examples: cookie with explode repeats the cookie',
      ],
      [
        { ...parameter('cookie', INTS, { style: 'cookie', explode: false }), openapi: '3.2.0' },
        { headers: { Cookie: 'p=1,2' } },
        [],
        '3.2, Style Examples: cookie without explode separates by commas',
      ],
      [
        parameter('cookie', { const: 'a b' }),
        { headers: { Cookie: 'p=a%20b' } },
        [],
        'Appendix D: values may be percent-encoded',
      ],
    ],
  ],
  [
    'parameters with content',
    [
      [
        { parameters: [{ name: 'p', in: 'query', content: { 'application/json': { schema: POINT } } }] },
        query('p=%7B%22x%22%3A1%7D'),
        [],
        'Parameter Object: content says how the value is serialized',
      ],
      [
        { parameters: [{ name: 'p', in: 'query', content: { 'application/json': { schema: POINT } } }] },
        query('p=x,1'),
        ['content /query/p'],
        'Parameter Object: style does not apply beside content',
      ],
      [
        { parameters: [{ name: 'p', in: 'query', content: { 'application/json': { schema: POINT } } }] },
        query('p=%7B%22y%22%3A1%7D'),
        ['required /query/p'],
        'Schema Object: required',
      ],
      [
        { parameters: [{ name: 'p', in: 'header', content: { 'application/json': { schema: INTS } } }] },
        { headers: { P: '[1,2]' } },
        [],
        'Parameter Object: content in a header',
      ],
      [
        { parameters: [{ name: 'p', in: 'query', content: { 'application/xml': { schema: POINT } } }] },
        query('p=x'),
        [],
        'Parameter Object: a media type that is not read is not judged',
      ],
    ],
  ],
  [
    'parameters of all kinds',
    [
      [inQuery({}), query('p=a&p=b'), [], 'Schema Object: without a type, a list is as good as a text'],
      [
        inQuery({ anyOf: [{ minimum: 1 }, INT] }),
        query('p=a&p=b'),
        [],
        'Schema Object: an alternative without a type is enough',
      ],
      [
        inQuery({ allOf: [{ minimum: 1 }, { type: 'string' }] }),
        query('p=a&p=b'),
        ['explode /query/p'],
        'Schema Object: one part with a type is enough',
      ],
      [inQuery({ items: INT }), query('p=1&p=a'), ['type /query/p/1'], 'Schema Object: items are of lists of any kind'],
      [inQuery({}, { explode: false }), query('p=a&p=b'), ['explode /query/p'], 'Parameter Object: explode'],
      [
        inQuery({ enum: ['a', 'b'] }),
        query('p=a&p=b'),
        ['explode /query/p'],
        'Schema Object: a list is not in the enum',
      ],
      [inQuery({ type: 'string' }), query('p='), [], 'Schema Object: an empty text is a string'],
      [inQuery(INT, { allowEmptyValue: true }), query('p='), [], 'Parameter Object: allowEmptyValue'],
      [inQuery(INT, { required: true }), {}, ['required /query'], 'Parameter Object: required'],
      [inQuery(INT), query('P=1'), ['parameters /query/P'], 'Parameter Object: names have their case'],
      [inQuery({ type: 'string' }), query('p=a/b?c'), [], 'RFC 3986 (3.4): a query may have / and ?'],
      [inQuery({ type: 'string' }, { allowReserved: true }), query('p=a:b,c'), [], 'Parameter Object: allowReserved'],
      [
        { parameters: [{ name: 'Accept', in: 'header', required: true, schema: { const: 'x' } }] },
        {},
        [],
        'Parameter Object: Accept, Content-Type and Authorization are ignored',
      ],
    ],
  ],
  [
    'servers',
    [
      [{}, { url: 'https://any.example/t' }, [], 'OpenAPI Object: without servers there is /'],
      [
        { servers: [{ url: 'https://a.example/v1' }] },
        { url: 'https://a.example/v1/t' },
        [],
        'Paths Object: a path is appended to the URL of the server',
      ],
      [
        { servers: [{ url: 'https://a.example/v1' }] },
        { url: 'https://a.example/t' },
        ['servers /url'],
        'Paths Object: a path is appended to the URL of the server',
      ],
      [
        { servers: [{ url: 'https://a.example/' }] },
        { url: 'https://a.example/t' },
        [],
        'Server Object: a slash at the end is none of the path',
      ],
      [
        { servers: [{ url: 'https://a.example' }, { url: 'https://b.example' }] },
        { url: 'https://b.example/t' },
        [],
        'OpenAPI Object: each of the servers',
      ],
      [
        { servers: [{ url: '/v1' }] },
        { url: 'https://any.example/v1/t' },
        [],
        'Server Object: relative to where the document is',
      ],
      [
        { servers: [{ url: 'https://a.example' }], own: { servers: [{ url: 'https://b.example' }] } },
        { url: 'https://b.example/t' },
        [],
        'Operation Object: its servers replace those of the document',
      ],
      [
        { servers: [{ url: 'https://a.example' }], own: { servers: [{ url: 'https://b.example' }] } },
        { url: 'https://a.example/t' },
        ['servers /url'],
        'Operation Object: its servers replace those of the document',
      ],
      [
        { servers: [{ url: 'https://{r}.a.example', variables: { r: { default: 'eu', enum: ['eu', 'us'] } } }] },
        { url: 'https://us.a.example/t' },
        [],
        'Server Variable Object: enum',
      ],
      [
        { servers: [{ url: 'https://{r}.a.example', variables: { r: { default: 'eu', enum: ['eu', 'us'] } } }] },
        { url: 'https://jp.a.example/t' },
        ['servers /url'],
        'Server Variable Object: enum lists all values',
      ],
      [
        { servers: [{ url: 'https://a.example/{v}', variables: { v: { default: 'v1' } } }] },
        { url: 'https://a.example/v9/t' },
        [],
        'Server Variable Object: without enum, default is only what is sent if nothing else is chosen',
      ],
      [
        { servers: [{ url: 'https://a.example:443' }] },
        { url: 'https://A.example/t' },
        [],
        'RFC 3986 (6.2): case and default port of an origin',
      ],
    ],
  ],
  [
    'statuses, ranges and media types',
    [
      [{ responses: { '2XX': { description: 'Done.' } } }, { status: 204 }, [], 'Responses Object: 2XX is 200 to 299'],
      [
        { responses: { '2XX': { description: 'Done.' } } },
        { status: 300 },
        ['responses /status'],
        'Responses Object: 2XX is 200 to 299',
      ],
      [
        { responses: { '4XX': { description: 'No.' }, 404: { description: 'None.', content: { 'text/plain': {} } } } },
        { status: 404 },
        ['content /body'],
        'Responses Object: a code goes before its range',
      ],
      [
        {
          responses: { default: { description: 'No.', content: { 'text/plain': {} } }, '4XX': { description: 'No.' } },
        },
        { status: 404 },
        [],
        'Responses Object: default is for what is not declared',
      ],
      [{ responses: { default: { description: 'All.' } } }, { status: 418 }, [], 'Responses Object: default'],
      [
        { responses: { default: { description: 'All.' } } },
        { status: 500, answered: { 'Content-Type': 'text/plain' }, answer: 'no' },
        ['content /body'],
        'Response Object: content describes the payloads, and there is none',
      ],
      [
        { responses: { 200: { description: 'A text.', content: { 'text/*': { schema: { type: 'string' } } } } } },
        { answered: { 'Content-Type': 'text/css; charset=utf-8' }, answer: 'a{}' },
        [],
        'Response Object: keys of content may be ranges',
      ],
      [
        {
          responses: {
            200: {
              description: 'A text.',
              content: { 'text/*': {}, 'text/css': { schema: { type: 'string', maxLength: 2 } } },
            },
          },
        },
        { answered: { 'Content-Type': 'text/css' }, answer: 'a{}' },
        ['maxLength /body'],
        'Response Object: the most specific key applies',
      ],
      [
        { responses: { 200: { description: 'A text.', content: { 'text/plain': { schema: { type: 'string' } } } } } },
        { answered: { 'Content-Type': 'text/plain' }, answer: '' },
        [],
        'Media Type Object: the schema is of the content, which is an empty text',
      ],
      [
        { responses: { 200: { description: 'Done.', headers: { 'X-Left': { required: true, schema: INT } } } } },
        {},
        ['required /headers'],
        'Header Object: as a parameter, required',
      ],
      [
        { responses: { 200: { description: 'Done.', headers: { 'Content-Type': { required: true, schema: INT } } } } },
        {},
        [],
        'Response Object: a header Content-Type is ignored',
      ],
    ],
  ],
  [
    'readOnly and nullable',
    [
      [
        { body: { properties: { id: { readOnly: true } } } },
        { body: { id: 1 } },
        ['readOnly /body/id'],
        '3.0.4, Schema Object: SHOULD NOT be sent in a request',
      ],
      [
        { body: { properties: { id: { readOnly: true } }, required: ['id'] } },
        { body: {} },
        [],
        '3.0.4, Schema Object: required applies to responses only',
      ],
      [
        { body: { oneOf: [{ properties: { id: { readOnly: true }, a: {} }, required: ['a'] }, { required: ['b'] }] } },
        { body: { id: 1, a: 1 } },
        ['readOnly /body/id'],
        '3.0.4, Schema Object: it is the member that should not be sent',
      ],
      [
        { openapi: '3.0.4', body: { type: 'string', nullable: true } },
        { body: 'null' },
        [],
        '3.0.4, Schema Object: nullable adds null to type',
      ],
      [
        { openapi: '3.0.4', body: { type: 'string', nullable: true, enum: ['a'] } },
        { body: 'null' },
        ['enum /body'],
        '3.0.4, Schema Object: nullable changes type, not enum',
      ],
      [
        { body: { type: 'string', nullable: true } },
        { body: 'null' },
        ['type /body'],
        '3.1.1, Schema Object: nullable is no keyword',
      ],
    ],
  ],
  [
    'discriminators',
    [
      [
        { body: { oneOf: [{ required: ['a'] }, { required: ['b'] }], discriminator: { propertyName: 'kind' } } },
        { body: { a: 1 } },
        [],
        'Discriminator Object: MUST NOT change the outcome, even if the property is missing',
      ],
      [
        { body: { oneOf: [{ required: ['a'] }, { required: ['b'] }], discriminator: { propertyName: 'kind' } } },
        { body: { a: 1, b: 2, kind: 'a' } },
        ['oneOf /body'],
        'Discriminator Object: MUST NOT change the outcome: two alternatives match',
      ],
      [
        { body: { anyOf: [{ required: ['a'] }, { required: ['b'] }], discriminator: { propertyName: 'kind' } } },
        { body: { a: 1, kind: 'unknown' } },
        [],
        'Discriminator Object: MUST NOT change the outcome: a name of nothing',
      ],
    ],
  ],
])('%s', (_, rows) => {
  test.each(rows.map(([described, exchanged, found, because]) => ({ because, found, exchanged, described })))(
    '$because: $exchanged is $found',
    async ({ described, exchanged, found }) => {
      expect(await findings(described, exchanged)).toEqual(found);
    },
  );
});

describe('of templates that match the same paths, whose choice Paths Object leaves to tools, one that accepts is enough', () => {
  const operation = (name: string, schema: object, content: object) => ({
    get: {
      operationId: `by ${name}`,
      parameters: [{ name, in: 'path', required: true, schema }],
      responses: { 200: { description: 'One.', content: { 'application/json': { schema: content } } } },
    },
  });
  const document = {
    ...{ openapi: '3.1.1', info: { title: 'Users', version: '1' } },
    paths: {
      '/u/{id}': operation('id', INT, INT),
      '/u/{name}': operation('name', { pattern: '^[a-z]' }, { type: 'string' }),
      '/{kind}/e': operation('kind', { type: 'string' }, { type: 'boolean' }),
      '/u/{lost}': operation('lost', { $ref: '#/nowhere' }, {}),
    },
  };
  test.each<[url: string, body: unknown, found: string[]]>([
    ['/u/1', '1', []],
    ['/u/ann', '"a"', []],
    ['/u/e', '"e"', []],
    ['/u/e', 'true', []],
    ['/u/1', '"a"', ['by id type /response/body']],
    ['/u/ann', '1', ['by id type /request/path/id']],
    ['/v/e', '1', ['by kind type /response/body']],
  ])('%s with %s', async (url, body, found) => {
    const contract = await loadContract(document);
    const request = { method: 'GET', url };
    const response = { status: 200, headers: { 'Content-Type': 'application/json' }, body };
    const violations = checkExchange({ request, response }, contract);
    expect(violations.map(({ operationId, keyword, pointer }) => `${operationId} ${keyword} ${pointer}`)).toEqual(
      found,
    );
    expect(checkRequest(request, contract)).toEqual([]);
  });
});
