import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Contract, checkRequest, loadContract } from '../../src/contract/index.js';

const OPERATIONS: Record<string, string> = {
  basic: '[{ Basic: [] }]',
  bearer: '[{ Bearer: [] }]',
  digest: '[{ Digest: [] }]',
  oauth: '[{ OAuth: [read] }]',
  openid: '[{ OpenId: [] }]',
  header: '[{ Header: [] }]',
  query: '[{ Query: [] }]',
  cookie: '[{ Cookie: [] }]',
  either: '[{ Basic: [] }, { Query: [] }]',
  both: '[{ Bearer: [], Header: [] }]',
  optional: '[{}, { Bearer: [] }]',
  none: '[]',
};
let CONTRACT: Contract;
beforeAll(async () => {
  CONTRACT = await loadContract(`openapi: 3.1.0
info: { title: Other, version: '1' }
components:
  securitySchemes:
    Basic: { type: http, scheme: basic }
    Bearer: { type: http, scheme: bearer }
    Digest: { type: http, scheme: digest }
    OAuth: { type: oauth2, flows: { clientCredentials: { tokenUrl: /token, scopes: { read: Read. } } } }
    OpenId: { type: openIdConnect, openIdConnectUrl: 'https://example.com/.well-known/openid-configuration' }
    Header: { type: apiKey, in: header, name: X-Key }
    Query: { type: apiKey, in: query, name: key }
    Cookie: { type: apiKey, in: cookie, name: sid }
    Certificate: { type: mutualTLS }
paths:
${Object.entries(OPERATIONS)
  .map(
    ([name, security]) => `  /${name}:
    get:
      security: ${security}
      parameters:
        - { name: X-Id, in: header, schema: { maxLength: 1 } }
        - { name: session_id, in: cookie, schema: { maxLength: 1 } }
      responses: { '204': { description: Done. } }
`,
  )
  .join('')}  /certificate:
    get: { security: [{ Certificate: [] }], responses: { '204': { description: Done. } } }
`);
});

const check = async (url: string, headers: Record<string, string>) =>
  checkRequest({ method: 'GET', url, headers }, CONTRACT);
const basic = (text: string) => ({ Authorization: `Basic ${btoa(text)}` });

describe('credentials are looked for where and as their scheme says:', () => {
  test.each<[url: string, headers: Record<string, string>, isFine: boolean]>([
    ['/basic', basic('user:password'), true],
    ['/basic', { Authorization: `basic ${btoa('a:')}` }, true],
    ['/basic', { Authorization: `Basic  ${btoa('a:')}` }, true],
    ['/basic', basic('user'), false],
    ['/basic', { Authorization: 'Basic user:password' }, false],
    ['/basic', { Authorization: 'Basic' }, false],
    ['/basic', { Authorization: 'Bearer abc' }, false],
    ['/basic', {}, false],
    ['/bearer', { Authorization: 'Bearer abc' }, true],
    ['/bearer', { Authorization: 'bearer 1|abc' }, true],
    ['/bearer', { Authorization: 'Token x, Bearer abc' }, true],
    ['/bearer', { Authorization: 'Bearer' }, false],
    ['/bearer', { Authorization: 'Bearer ' }, false],
    ['/bearer', { Authorization: 'abc' }, false],
    ['/bearer', basic('user:password'), false],
    ['/digest', { Authorization: 'Digest username="a", realm="b"' }, true],
    ['/digest', { Authorization: 'Bearer abc' }, false],
    ['/oauth', { Authorization: 'Bearer abc' }, true],
    ['/oauth', { Authorization: 'Token abc' }, false],
    ['/openid', { Authorization: 'Bearer abc' }, true],
    ['/openid', {}, false],
    ['/header', { 'x-key': 'abc' }, true],
    ['/header', { 'x-key': ' ' }, false],
    ['/header?X-Key=abc', {}, false],
    ['/query?key=abc', {}, true],
    ['/query?key=', {}, false],
    ['/query', { key: 'abc' }, false],
    ['/cookie', { Cookie: 'theme=dark;sid=abc' }, true],
    ['/cookie', { Cookie: 'theme=dark; sid=' }, false],
    ['/cookie?sid=abc', {}, false],
    ['/either', basic('user:password'), true],
    ['/either?key=abc', {}, true],
    ['/either', {}, false],
    ['/both', { Authorization: 'Bearer abc', 'X-Key': 'abc' }, true],
    ['/both', { Authorization: 'Bearer abc' }, false],
    ['/both', { 'X-Key': 'abc' }, false],
    ['/optional', {}, true],
    ['/none', {}, true],
    ['/certificate', {}, true],
  ])('%s %j', async (url, headers, isFine) => {
    const found = (await check(url, headers)).filter(({ keyword }) => keyword === 'security');
    expect(found).toHaveLength(isFine ? 0 : 1);
  });

  test('and a violation says what is wanted, without what was sent', async () => {
    const [violation] = await check('/either', { Authorization: 'Bearer sixteen-characters' });
    expect(violation?.message).toContain(
      'Authorization in the header, which begins with "Basic ", or key in the query',
    );
    expect(violation?.actual).toBe('incomplete or malformed credentials');
    expect(CONTRACT.unchecked?.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('security scheme Certificate'),
    ]);
  });
});

test.each<[what: string, secret: string, headers: Record<string, string>]>([
  ['a bearer token', 'token-of-somebody', { Authorization: 'Bearer token-of-somebody' }],
  ['a password', 'password-of-somebody', basic('me:password-of-somebody')],
  ['a name and password as they are sent', btoa('somebody:secret'), basic('somebody:secret')],
  ['a cookie that is a credential', 'cookie-of-somebody', { Cookie: 'sid=cookie-of-somebody' }],
])('%s is in no violation, wherever else it stands', async (_, secret, headers) => {
  const violations = await check('/none', { ...headers, 'X-Id': `id ${secret}` });
  expect(violations).toMatchObject([{ keyword: 'maxLength', actual: 'id [redacted]' }]);
  expect(JSON.stringify(violations)).not.toContain(secret);
});

test('a cookie parameter with the name of a secret is shown to nobody', async () => {
  const violations = await check('/none', { Cookie: 'session_id=0123456789' });
  expect(violations).toMatchObject([{ pointer: '/request/headers/cookie/session_id', actual: '[redacted]' }]);
  expect(JSON.stringify(violations)).not.toContain('0123456789');
});
