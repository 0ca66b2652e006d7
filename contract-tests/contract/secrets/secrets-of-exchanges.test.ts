import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Contract, HeaderInput, WireExchange } from '../../../src/contract/index.js';
import { secretsIn } from '../../../src/contract/secrets/mask.js';
import { contractOfHotel } from '../../support/one-schema.js';

let CONTRACT: Contract;
beforeAll(async () => {
  CONTRACT = await contractOfHotel();
});

const inExchange = (parts: Partial<WireExchange>) => secretsIn(parts, CONTRACT);
const inHeaders = (headers: HeaderInput) => inExchange({ request: { method: 'GET', url: '/', headers } });
const inUrl = (url: string) => inExchange({ request: { method: 'GET', url } });
const inBody = (body: unknown) => inExchange({ response: { status: 200, body } });
const basic = (text: string) => Buffer.from(text).toString('base64');

describe('of headers, all that is a credential is a secret, and nothing else', () => {
  test.each<[HeaderInput, string[]]>([
    [{ Authorization: 'abcd1234' }, ['abcd1234']],
    [{ Authorization: 'Bearer abcd1234' }, ['Bearer abcd1234', 'abcd1234']],
    [{ Authorization: ' Bearer \t ab\ncd1234 ' }, [' Bearer \t ab\ncd1234 ', 'ab\ncd1234 ', 'cd1234']],
    [{ Authorization: `${'s'.repeat(40)} abcd` }, [`${'s'.repeat(40)} abcd`, 'abcd']],
    [{ Authorization: `${'s'.repeat(41)} abcd` }, [`${'s'.repeat(41)} abcd`, 's'.repeat(41), 'abcd']],
    [
      { Authorization: `Basic ${basic('user:pass:word')}` },
      [`Basic ${basic('user:pass:word')}`, basic('user:pass:word'), 'user:pass:word', 'user', 'pass:word'],
    ],
    [
      { Authorization: `BASIC ${basic('jürg:löwe')} ` },
      [`BASIC ${basic('jürg:löwe')} `, `${basic('jürg:löwe')} `, basic('jürg:löwe'), 'jürg:löwe', 'jürg', 'löwe'],
    ],
    [{ Authorization: `Basic ${basic('nobody')}` }, [`Basic ${basic('nobody')}`, basic('nobody'), 'nobody']],
    [{ Authorization: 'Basic ****' }, ['Basic ****', '****']],
    [{ Authorization: `Other ${basic('user:pass')}` }, [`Other ${basic('user:pass')}`, basic('user:pass')]],
    [
      { Authorization: 'Digest aa="one three", bb="bbbb=cc",cc=ddd"d;;ee=;$ff=gggg' },
      [
        'Digest aa="one three", bb="bbbb=cc",cc=ddd"d;;ee=;$ff=gggg',
        'Digest aa="one three"',
        'aa="one three"',
        'three',
        'bb="bbbb=cc",cc=ddd"d;;ee=;$ff=gggg',
        'bbbb=cc',
        'dddd',
        '$ff=gggg',
      ],
    ],
    [{ 'X-Session': ['aaaa1', 'bbbb2'] }, ['aaaa1, bbbb2', 'aaaa1', 'bbbb2']],
    [{ 'x-hotel': 'abcd1234', 'X-Motel': 'efgh1234' }, ['abcd1234']],
    [{ Location: '/x?a=1&token=abcd1&b=2' }, ['abcd1']],
    [
      { Cookie: 'a=1111; b = "2222 ";c=33=33,d=4\n44; Secure; =5555; path=6666; Expires=7777; e f=8888' },
      ['1111', '2222 ', '33=33', '4\n44', '5555', '8888'],
    ],
    [
      {
        'Set-Cookie': [
          'a=1111; Path=/xxxx; Domain=dddd.example; Max-Age=12345; SameSite=None; Priority=High',
          'b=2222; Expires=Wed, 21 Oct 2026 07:28:00 GMT',
        ],
      },
      ['1111', '2222'],
    ],
  ])('%j', (headers, expected) => {
    expect(inHeaders(headers)).toEqual(expected);
  });
});

describe('of URLs, users and parameters that are called so', () => {
  test.each<[string, string[]]>([
    ['https://me12:pa%3Ass@example.com/a@b?x=y@z', ['me12:pa%3Ass', 'me12:pa:ss', 'me12', 'pa%3Ass', 'pa:ss']],
    ['HTTPS://me12@example.com', ['me12']],
    ['https://example.com/me12@b', []],
    ['https://example.com?me12@b#me13@b', []],
    ['https://example.com#me12@b', []],
    ['/x/https://me12@example.com', []],
    [
      '/a?token=abcd+12%2F=x&page=12345#code=efgh1',
      ['abcd 12%2F=x', 'abcd 12/=x', 'abcd+12%2F=x', 'abcd+12/=x', 'efgh1'],
    ],
    ['/a?ROOM=abcd1&broom=efgh1&user+pwd=ijkl1&%73ig=mnop1&pass%zzword=qrst1', ['abcd1', 'ijkl1', 'mnop1']],
    ['/a?auth=Bearer abcd1234', ['Bearer abcd1234', 'abcd1234']],
    ['/a?token=ab\ncd', ['ab\ncd']],
    ['/a?next=https%3A%2F%2Fx%2F%3Ftoken%3Dabcd1', ['abcd1']],
    ['/a?bad=%zz;token=abcd1', ['abcd1']],
    ['/token=abcd1/a', []],
    ['/a?token', []],
  ])('%s', (url, expected) => {
    expect(inUrl(url)).toEqual(expected);
  });
});

describe('of bodies, what stands under such a name', () => {
  test.each<[unknown, string[]]>([
    ['{"a":"bbbb","b":[1234]}', []],
    ['{"token":"Bearer abcd1234"}', ['Bearer abcd1234', 'abcd1234']],
    [{ pin: 1234, a: 5678, secret: ['abcd', { x: 'efgh' }], token: null, auth: true }, ['1234', 'abcd', 'efgh']],
    [
      [[{ text: 'password=ijkl' }], 'token=mnop'],
      ['ijkl', 'mnop'],
    ],
    [{ '0': 'aaaa', password: { '0': 'bbbb' } }, ['bbbb']],
    [
      'client_secret=ab+cd%21&x=Token&code=Bearer+efgh',
      ['ab cd%21', 'ab cd!', 'ab+cd%21', 'ab+cd!', 'Bearer efgh', 'Bearer+efgh'],
    ],
    ['text with Authorization: Bearer abcd1234', ['abcd1234']],
    [{ password: ['ab%20cd', 'ab%zz'] }, ['ab%20cd', 'ab cd', 'ab%zz']],
    [{ password: ['abc', 'abcd'] }, ['abcd']],
    [
      { password: ['password', 'PASSWORD', 'Authorization', 'credential', 'credentials', 'signature', 'undefined'] },
      [],
    ],
    [{ password: ['[redacted]', 'passwords', 'xsignature'] }, ['passwords', 'xsignature']],
  ])('%j', (body, expected) => {
    expect(inBody(body)).toEqual(expected);
    expect(inExchange({ request: { method: 'PUT', url: '/', body } })).toEqual(expected);
  });

  test('a hundred levels deep, and no deeper', () => {
    const nested = (levels: number): unknown => (levels === 0 ? { password: 'abcd' } : { a: nested(levels - 1) });
    expect(inBody(nested(99))).toEqual(['abcd']);
    expect(inBody(nested(100))).toEqual([]);
  });
});

test('of an exchange, the secrets of both halves, each once', () => {
  const request = { method: 'PUT', url: '/?key=aaaa', headers: { Cookie: 'a=bbbb' }, body: { password: 'cccc' } };
  const response = { status: 200, headers: { 'Set-Cookie': 'a=dddd; Path=/' }, body: { token: ['eeee', 'aaaa'] } };
  expect(inExchange({ request, response })).toEqual(['bbbb', 'dddd', 'aaaa', 'cccc', 'eeee']);
  expect(inExchange({})).toEqual([]);
});
