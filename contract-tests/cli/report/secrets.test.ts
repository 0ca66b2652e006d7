import { describe, expect, test } from '@jest/globals';
import { HOST, ORIGIN } from '../../support/server.js';
import { checkFiles } from '../command-line.js';
import { definition, entry, har, harContent, PATH, page, TOKEN } from '../exchanges.js';

const anonymous = { headers: [{ name: 'X-Auth-Token', value: '[redacted]' }] };
const leaked = page({ customer_id: `of ${TOKEN}` });
const shown = (url: string) => entry({ request: { url, ...anonymous } });

/** Files with the token, and with a violation whose message quotes its surroundings. */
const FILES: readonly (readonly [string, unknown])[] = [
  ['in a header and the body of the response', har(entry(harContent(JSON.stringify(leaked))))],
  ['in a header and the query', har(entry({ request: { url: `${ORIGIN}${PATH}&x=${TOKEN}` } }))],
  ['in a header and the path', har(entry({ request: { url: `${ORIGIN}/stores/abc123example/v3/${TOKEN}` } }))],
  ['in a header and the method', har(entry({ request: { method: TOKEN } }))],
  ['in the query as a token', har(shown(`${ORIGIN}${PATH}&access_token=${TOKEN}`))],
  [
    'in the query as a token, percent-encoded',
    har(shown(`${ORIGIN}${PATH}&access%5ftoken=${TOKEN.replace('3', '%33')}&x=${TOKEN}`)),
  ],
  ['as the user of the URL', har(shown(`${ORIGIN.replace('//', `//${TOKEN}@`)}${PATH}`))],
  ['as the password of the URL', har(shown(`${ORIGIN.replace('//', `//user:${TOKEN}@`)}${PATH}`))],
  [
    'as a bearer',
    har(
      entry({
        request: { headers: [{ name: 'Authorization', value: `Bearer ${TOKEN}` }] },
        ...harContent(JSON.stringify(leaked)),
      }),
    ),
  ],
  [
    'as a cookie that is set',
    har(
      entry({ request: anonymous, response: { headers: [{ name: 'Set-Cookie', value: `a=${TOKEN}; Path=/` }] } }),
      shown(`${ORIGIN}${PATH}&x=${TOKEN}`),
    ),
  ],
  ['in a body under its name', [definition({ response: { access_token: TOKEN, data: TOKEN } })]],
  ['in a request body', [definition({ method: 'PUT', body: [{ 'X-Auth-Token': TOKEN, value: TOKEN }] })]],
  [
    'in another exchange of the file',
    har(entry(), shown(`${ORIGIN}${PATH}&x=${TOKEN}`), shown(`${ORIGIN}${PATH}&${TOKEN}=1`)),
  ],
  [
    'behind a text that is cut off',
    har(entry(harContent(JSON.stringify(page({ customer_id: 'y'.repeat(70) + TOKEN }))))),
  ],
  [
    'in another exchange, behind a long text that is cut off',
    har(
      entry(),
      entry({ request: anonymous, ...harContent(JSON.stringify(page({ customer_id: 'y'.repeat(9_980) + TOKEN }))) }),
    ),
  ],
  [
    'as the password of a URL and in another exchange',
    har(shown(`${ORIGIN.replace('//', `//u:${TOKEN}@`)}${PATH}`), shown(`${ORIGIN}${PATH}&x=${TOKEN}`)),
  ],
  [
    'as a name in another exchange',
    har(entry(), entry({ request: anonymous, ...harContent(JSON.stringify({ [TOKEN]: 1 })) })),
  ],
  ['in request headers of nock', [definition({ reqheaders: { 'x-auth-token': [TOKEN] }, response: leaked })]],
  ['in a file that is not JSON', `[{"token": "${TOKEN}",}]`],
  [
    'in an exchange that cannot be read',
    har({ ...entry(), request: { headers: [{ name: 'X-Auth-Token', value: TOKEN }] } }),
  ],
];

describe.each(['text', 'json', 'junit', 'sarif'])('%s never shows a token', (format) => {
  test.each(FILES)('%s', async (_, file) => {
    const { code, stdout, stderr } = await checkFiles({ 'a.json': file }, '--format', format);
    expect(code).toBeGreaterThan(0);
    // Half of a secret is a secret too.
    expect(stdout + stderr).not.toContain(TOKEN.slice(0, 10));
    expect(stdout + stderr).not.toContain(TOKEN.slice(-10));
  });
});

test('a short value is hidden in the place of a credential, and nowhere else', async () => {
  const file = har(entry({ request: { url: `${ORIGIN}${PATH}&x=1&token=abc` } }));
  const { stdout } = await checkFiles({ 'a.har': file });
  expect(stdout).toContain('&x=1&token=[redacted]');
  expect(stdout).toContain('abc123example');
});

test('the password of a URL is hidden, however short', async () => {
  const file = har(entry({ request: { url: `${ORIGIN.replace('//', '//me:pw@')}${PATH}&x=1` } }));
  const { stdout } = await checkFiles({ 'a.har': file });
  expect(stdout).toContain(` https://[redacted]@${HOST}/`);
  expect(stdout).not.toContain('me:pw');
});

test('a token that starts with another one is hidden completely', async () => {
  const longer = { headers: [{ name: 'X-Auth-Token', value: `${TOKEN}-and-more` }] };
  const file = har(entry(), entry({ request: { ...longer, url: `${ORIGIN}${PATH}&x=${TOKEN}-and-more` } }));
  const { stdout } = await checkFiles({ 'a.har': file });
  expect(stdout).toContain('&x=[redacted] 200');
});

test('a file with too many credentials to mask is refused', async () => {
  const header = (index: number) => ({ headers: [{ name: 'X-Auth-Token', value: `credential-${index}` }] });
  const entries = Array.from({ length: 1_001 }, (_, index) => entry({ request: header(index) }));
  const { code, stderr } = await checkFiles({ 'a.har': har(...entries) });
  expect(stderr).toBe('a.har: more than 1000 different credentials\n');
  expect(code).toBe(2);
});
