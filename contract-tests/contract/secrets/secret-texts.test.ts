import { describe, expect, test } from '@jest/globals';
import { secretsInText, withoutNamedSecrets } from '../../../src/contract/secrets/texts.js';
import { textMask } from '../../../src/redact.js';

describe('in texts that are no JSON', () => {
  test.each<[text: string, shown: string, secrets: string[]]>([
    ['grant=x&client_secret=S3&x=1', 'grant=x&client_secret=[redacted]&x=1', ['S3']],
    ['client%5Fsecret=S;3', 'client%5Fsecret=[redacted]', ['S;3']],
    ['code=S3&key=S4', 'code=[redacted]&key=[redacted]', ['S3', 'S4']],
    ['a=b&user[password]=S3', 'a=b&user[password]=[redacted]', ['S3']],
    ['see https://x.example/?a=1&sig=S3#top', 'see https://x.example/?a=1&sig=[redacted]#top', ['S3']],
    ['{"access_token":"S3', '{"access_token":"[redacted]', ['S3']],
    ['{"a":1,"access_token" : "S\\"3","b":"c",', '{"a":1,"access_token" : "[redacted]","b":"c",', ['S\\"3']],
    ['{"password":1234,"b":2,', '{"password":[redacted],"b":2,', ['1234']],
    ['{"password":null,"b":2,', '{"password":null,"b":2,', []],
    ['{"tokens":["S3]","S4"],"b":2,', '{"tokens":[redacted],"b":2,', ['S3', 'S4']],
    ['{"credentials":{"a":{"b":"S3', '{"credentials":[redacted]', ['a', 'b', 'S3']],
    ['{"log":"{\\"token\\":\\"S3\\",\\"b\\":1}",', '{"log":"{\\"token\\":\\"[redacted]\\",\\"b\\":1}",', ['S3']],
    ["{'password': 'S3', 'b': 'c'}", "{'password': '[redacted]', 'b': 'c'}", ['S3']],
    ['<a><password>S3</password></a>', '<a><password>[redacted]</password></a>', ['S3']],
    ['name="secret"\r\n\r\nS 3\r\n--b', 'name="secret"\r\n\r\n[redacted]\r\n--b', ['S 3']],
    ['Authorization: Bearer S3\nAccept: x', 'Authorization: Bearer [redacted]\nAccept: x', ['S3']],
    ['X-Auth-Token: abcdefg1', 'X-Auth-Token: [redacted]', ['abcdefg1']],
    ['a=password=S3', 'a=password=[redacted]', ['S3']],
    ['x=1&token=password=S3', 'x=1&token=[redacted]', ['password=S3']],
    ['  key=S3 ', '  key=[redacted] ', ['S3']],
    ['x=1&%73ig=S3&%6bey=S4', 'x=1&%73ig=[redacted]&%6bey=[redacted]', ['S3', 'S4']],
    ['x=1&token%zz=S3', 'x=1&token%zz=[redacted]', ['S3']],
    ['see /?key=S3&code=S4 there', 'see /?key=[redacted]&code=[redacted] there', ['S3', 'S4']],
    ['password=ab[c]d', 'password=[redacted]', ['ab[c]d']],
    ['a password=S(3)\\;b', 'a password=[redacted];b', ['S(3)\\']],
    ['password=xnull&pass=nullx', 'password=[redacted]&pass=[redacted]', ['xnull', 'nullx']],
    ['{"tokens":[],"b":2,', '{"tokens":[redacted],"b":2,', []],
    ['[{"password":1234},', '[{"password":[redacted]},', ['1234']],
    ['{"password":  "S\\\\","b":"c",', '{"password":  "[redacted]","b":"c",', ['S\\\\']],
    ['{"credentials":{"a":{"b":"S}3"}},"c":"d",', '{"credentials":[redacted],"c":"d",', ['a', 'b', 'S', '3']],
    ['<a><password>S 3, 4</password></a>', '<a><password>[redacted]</password></a>', ['S 3, 4']],
    ['name="secret"\n\nS 3\n--b', 'name="secret"\n\n[redacted]\n--b', ['S 3']],
    ['Authorization: TOKEN  S3', 'Authorization: TOKEN  [redacted]', ['S3']],
    [`${'x'.repeat(92)}password=S3`, `${'x'.repeat(92)}password=[redacted]`, ['S3']],
  ])('%s is shown as %s', (text, shown, secrets) => {
    expect([withoutNamedSecrets(text), secretsInText(text)]).toEqual([shown, secrets]);
  });

  test.each([
    'The token: it has expired.',
    'The token: expectations of 12 tokens',
    'The token: 12 of 13',
    `The token: ${'x'.repeat(200)}1`,
    'password=&a=1',
    'if token>limit',
    '{"a":"b=c","key":"S3",',
    '{"a=b":1,"key":"S3",',
    'error code=404&key=',
    `${'x'.repeat(93)}password=S3`,
    'The password is too short (minimum: 12).',
    'error code=404, key=7',
    'id:in=1&limit=50&attribute_value=blue',
    '{"code":404,"key":"a","token_type":"bearer","expires_in":3600,',
    '2026-03-02T08:15:30Z',
    '<p>password</p> & <b class="token">',
    '',
  ])('%s stays as it is', (text) => {
    expect(withoutNamedSecrets(text)).toBe(text);
  });

  test.each([
    ['names', 'a'],
    ['quotes', '"'],
    ['escaped quotes', '\\"'],
    ['backslashes behind a name', '\\', '"token":"'],
    ['pairs', 'token='],
    ['names without a secret', 'token:'],
    ['brackets', '[', '"token":'],
    ['brackets with quotes', '["', '"token":'],
    ['spaces', ' ', 'token'],
    ['names of parts', 'name="token"\r\n\r\n'],
    ['elements', '<token>'],
    ['encoded letters', '%41', 'token='],
  ])('megabytes of %s take no long time', (_, unit, start = '') => {
    const text = start + unit.repeat(2_000_000 / unit.length);
    expect(withoutNamedSecrets(text).length).toBeGreaterThan(0);
  });
});

describe('a secret is found', () => {
  const secret = 'tök/1"2~3+4 5_6';
  const bytes = Buffer.from(secret);
  test.each([
    ['as it is', secret],
    ['percent-encoded', encodeURIComponent(secret)],
    ['percent-encoded in small letters', encodeURIComponent(secret).replace(/%../g, (octet) => octet.toLowerCase())],
    ['percent-encoded more than needed', encodeURIComponent(secret).replace('k', '%6b').replace('_', '%5F')],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
    ['in a form', encodeURIComponent(secret).replaceAll('%20', '+')],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in JSON with needless escapes', JSON.stringify(secret).slice(1, -1).replace('/', '\\/').replace('k', '\\u006B')],
    ['in a JSON pointer', secret.replaceAll('~', '~0').replaceAll('/', '~1')],
    ['in base64', bytes.toString('base64')],
    ['in base64 of URLs', bytes.toString('base64url')],
  ])('%s', (_, form) => {
    expect(textMask([secret])(`before ${form} after`)).toMatch(/^before \[redacted\]=* after$/);
  });

  test.each([0, 1, 2, 3, 4])('in base64 behind %i other characters', (ahead) => {
    const text = Buffer.from(`${'x'.repeat(ahead)}${secret} and more`).toString('base64');
    expect(textMask([secret])(text)).toContain('[redacted]');
  });

  test('and other escapes stay as they are', () => {
    expect(textMask(['something-else'])('a%20b%5F \\u0041')).toBe('a%20b%5F \\u0041');
  });

  test('half of a pair of surrogates is no obstacle', () => {
    expect(textMask(['\ud800-secret-1'])('a \ud800-secret-1')).toBe('a [redacted]');
  });
});
