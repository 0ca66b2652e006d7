import { describe, expect, test } from '@jest/globals';
import { checkResponse, loadContract } from '../../../src/contract/index.js';
import { secretsInText, withoutNamedSecrets } from '../../../src/contract/secrets/texts.js';

/** In two parts, so that nobody who searches this repository for leaked keys finds any. */
const of = (...parts: readonly string[]) => parts.join('');
const LETTERS = 'Zq7Rw2Kp9Xv4Bn6Mt1Lc8Jd3Hf5Gs0Ya2Ue7Wi';
const JWT = of('eyJ', 'hbGciOiJub25lIn0', '.', 'eyJ', 'zdWIiOiJzYW1wbGUifQ', '.', LETTERS);
const PEM = of('-----BEGIN RSA ', 'PRIVATE KEY-----\n', LETTERS, '=\nabc\n-----END RSA ', 'PRIVATE KEY-----');

test.each<[title: string, secret: string]>([
  ['a JSON Web Token', JWT],
  ['an AWS key', of('AK', 'IA', 'QWERTYUIOPASDFGH')],
  ['a temporary AWS key', of('AS', 'IA', 'QWERTYUIOPASDFGH')],
  ['a token of GitHub', of('ghp', '_', LETTERS)],
  ['a fine-grained token of GitHub', of('github', '_pat_', LETTERS)],
  ['a token of GitLab', of('glpat', '-', LETTERS)],
  ['a token of Slack', of('xoxb', '-123456789012-', LETTERS)],
  ['a key of Stripe', of('sk', '_live_', LETTERS)],
  ['a restricted key of Stripe', of('rk', '_test_', LETTERS)],
  ['a key of Google', of('AI', 'za', LETTERS.slice(0, 35))],
  ['a token of Google', of('ya29', '.', LETTERS)],
  ['a token of Shopify', of('shpat', '_', '0123456789abcdef'.repeat(2))],
  ['a token of Hugging Face', of('hf', '_', LETTERS)],
  ['a token of Meta', of('EA', 'AC', LETTERS)],
  ['a token of PyPI', of('pypi', '-', LETTERS)],
  ['a private key', PEM],
])('%s is masked wherever it stands, whatever it is called', (_, secret) => {
  expect(withoutNamedSecrets(`note ${secret}`)).toBe('note [redacted]');
  expect(withoutNamedSecrets(`{"note":"${secret}"}`)).toBe('{"note":"[redacted]"}');
  expect(secretsInText(`see ${secret}, and ${secret}`)).toEqual([secret, secret]);
});

describe('after Bearer and DPoP, a token is masked', () => {
  test.each([
    ['Bearer abcdefg1', 'Bearer [redacted]'],
    ['bearer abc.def-123~x/y+z==', 'bearer [redacted]'],
    ['DPoP abcdefgh12', 'DPoP [redacted]'],
    [`sent with dpop ${LETTERS}, twice`, 'sent with dpop [redacted], twice'],
    [of('DPoP eyJ', 'hbGciOi.abc.def'), 'DPoP [redacted]'],
    ['Basic dXNlcjpwYXNzd29yZA==', 'Basic [redacted]'],
    ['sent "basic YTpi".', 'sent "basic [redacted]".'],
    ['authorization: DPoP abc', 'authorization: DPoP [redacted]'],
    [
      'AWS4-HMAC-SHA256 Credential=AB/2026, Signature=12ab',
      'AWS4-HMAC-SHA256 Credential=[redacted], Signature=[redacted]',
    ],
  ])('%s', (text, shown) => {
    expect(withoutNamedSecrets(text)).toBe(shown);
  });

  test.each([
    ['postgres://ann:pa%20ss@db/app', 'postgres://[redacted]@db/app'],
    ['see mongodb+srv://:p@ss@db', 'see mongodb+srv://[redacted]@db'],
    [`(https://${LETTERS}@git.example)`, '(https://[redacted]@git.example)'],
    ['https://hooks.slack.com/services/T0/B0/ab', 'https://hooks.slack.com/services/[redacted]'],
    ['https://discord.com/api/webhooks/12345678/ab-cd', 'https://discord.com/api/webhooks/[redacted]'],
    ['https://api.telegram.org/bot12345678:ab-cd/send', 'https://api.telegram.org/bot[redacted]'],
  ])('so are credentials in a URL: %s', (text, shown) => {
    expect(withoutNamedSecrets(text)).toBe(shown);
    expect(withoutNamedSecrets(JSON.stringify({ note: text }))).toBe(JSON.stringify({ note: shown }));
  });

  test.each([
    'Basic authentication',
    'basic information',
    'https://ann@git.example/a:b',
    'http://a.example:80/@b',
    'EAAC',
  ])('but not what only looks similar: %s', (text) => {
    expect(withoutNamedSecrets(text)).toBe(text);
  });

  test.each(['Bearer authentication', 'bearer of news 12345678', 'the bearer, version10', 'forbearer abcdefg1'])(
    'but prose is not: %s',
    (text) => {
      expect(withoutNamedSecrets(text)).toBe(text);
    },
  );
});

test.each([
  'AKIAIOSFODNN7',
  'xAKIAQWERTYUIOPASDFGH',
  'task-force-of-people',
  'eyJhbGciOiJub25lIn0',
  '-----BEGIN CERTIFICATE-----\nabc',
  'ghp_short',
])('what only begins like one is shown: %s', (text) => {
  expect(withoutNamedSecrets(text)).toBe(text);
});

test('a key that is cut off is masked to its end, and overlapping secrets as one', () => {
  expect(withoutNamedSecrets(`a ${PEM.slice(0, 60)}`)).toBe('a [redacted]');
  expect(withoutNamedSecrets(`password=x${PEM}`)).not.toContain(LETTERS);
});

test.each([
  ['Bearer '],
  ['eyJ-'],
  ['-----BEGIN PRIVATE KEY-----'],
  ['xoxb-'],
  ['sk-'],
  ['basic '],
  ['a://'],
  ['a://b:'],
  ['Basic aaaaaaaa'],
  ['hooks.slack.com/a/'],
  ['eyJaaaaaaaa.'],
  ['dpop\t'],
])('many beginnings take no longer than as much text: %s', (beginning) => {
  const start = performance.now();
  withoutNamedSecrets(beginning.repeat(250_000 / beginning.length));
  expect(performance.now() - start).toBeLessThan(2_000);
});

test('in a violation, nothing of them is left', async () => {
  const content = { 'application/json': { schema: { type: 'object', properties: { note: { type: 'integer' } } } } };
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Notes', version: '1' },
    paths: { '/note': { get: { operationId: 'note', responses: { 200: { description: 'A note.', content } } } } },
  });
  const response = {
    status: 200,
    headers: { 'Content-Type': 'application/json', 'X-Own': 'secretive', 'X-Empty': '' },
    body: { note: `call ${JWT}`, more: JWT },
  };
  const found = checkResponse(response, 'note', contract, { strict: true });
  expect(found.map(({ pointer, actual }) => [pointer, actual])).toEqual([
    ['/response/body/note', 'call [redacted]'],
    ['/response/headers/x-own', '[redacted]'],
    ['/response/headers/x-empty', ''],
    ['/response/body/more', '[redacted]'],
  ]);
});
