import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { assertNoViolations, checkExchange, checkFetch, contractGuard } from '../../../src/contract/index.js';
import { contractMatchers } from '../../../src/contract/jest/index.js';
import { createCustomersClient } from '../../../src/index.js';
import { checkFiles } from '../../cli/command-line.js';
import { har } from '../../cli/exchanges.js';
import { exchangeWith, formsOf, PLACES } from '../../support/secrets.js';

const NAMES = Object.keys(PLACES);
/** Different ones in each place, with characters that URLs, JSON pointers and base64 write in another way. */
const secretOf = (index: number) => `zq${index}K/~m.${7 * index}rk+x`;
const PLANTED = NAMES.map((place, index) => ({
  place,
  secret: secretOf(index),
  exchange: exchangeWith(place, secretOf(index)),
}));

/** Everything that can be seen of a value. */
const visible = (value: unknown) =>
  [
    inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxArrayLength: null, maxStringLength: null }),
    JSON.stringify(value),
    value instanceof Error ? `${value.message}\n${value.stack}` : '',
  ].join('\n');

const thrownBy = async (run: () => unknown): Promise<unknown> => {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

/** The forms of a secret that a text shows. */
const shownOf = (secret: string, text: string) => formsOf(secret).filter((form) => text.includes(form));

describe.each(PLANTED)('a secret in $place is not shown', ({ secret, exchange }) => {
  test.each([false, true])('by the checker and what it throws, strict: %j', async (strict) => {
    const violations = checkExchange(exchange, undefined, { strict });
    expect(violations.length).toBeGreaterThan(0);
    expect(shownOf(secret, visible(violations))).toEqual([]);
    expect(shownOf(secret, visible(await thrownBy(() => assertNoViolations(violations))))).toEqual([]);
  });

  test('by a checked fetch', async () => {
    const { url, ...init } = exchange.request;
    const { body, headers, status } = exchange.response;
    const checked = checkFetch(async () => new Response(body, { status, headers }), { strict: true });
    // The platform's Request takes no URLs with users.
    if (/@/.test(url)) return;
    await checked(url, { ...init, body: init.body ?? null });
    expect(shownOf(secret, visible(checked.violations))).toEqual([]);
    expect(shownOf(secret, visible(await thrownBy(() => checked.assert())))).toEqual([]);
  });

  test('by matchers', async () => {
    const ofRequest = await contractMatchers.toMatchContractRequest.call({}, exchange.request);
    expect(shownOf(secret, ofRequest.message())).toEqual([]);
    // A request that calls no operation is refused, with a reason.
    const judge = async () => contractMatchers.toMatchContractResponse.call({}, exchange.response, exchange.request);
    const said = await judge().then(({ message }) => message(), visible);
    expect(shownOf(secret, said)).toEqual([]);
  });
});

test('a token that a store repeats is in no error of a client under guard', async () => {
  const token = secretOf(7);
  const { response } = exchangeWith('X-Auth-Token', token);
  const { body, status, headers } = response;
  const client = createCustomersClient({
    storeHash: 'abc123example',
    accessToken: token,
    contract: contractGuard({ strict: true }),
    fetch: async () => new Response(body, { status, headers }),
  });
  const error = await thrownBy(() => client.attributeValues.list());
  expect(error).toMatchObject({ name: 'ContractViolationError' });
  expect(shownOf(token, visible(error))).toEqual([]);
});

describe('a file with a secret in each place', () => {
  const entries = PLANTED.map(({ exchange: { request, response } }) => ({
    request: { ...request, headers: pairs(request.headers), postData: request.body && { text: request.body } },
    response: { ...response, headers: pairs(response.headers), content: { text: response.body } },
  }));

  test.each(['text', 'json', 'junit', 'sarif', 'html'])('becomes a report without any: %s', async (format) => {
    // One is also in the name of the file.
    const files = { [`${encodeURIComponent(secretOf(0))}.har`]: har(...entries) };
    const { code, stdout, stderr } = await checkFiles(files, '--strict', '--format', format);
    expect([code, stderr]).toEqual([1, '']);
    const plain = stdout.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    for (const { place, secret } of PLANTED) expect([place, ...shownOf(secret, plain)]).toEqual([place]);
  });
});

function pairs(headers: Record<string, string>) {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

describe('where a secret stands, nothing of it is shown, of whatever length and kind', () => {
  test.each<[shown: unknown, value: unknown]>([
    ['[redacted]', 'a'],
    ['[redacted]', 123_456_789],
    ['[redacted]', 0],
    ['[redacted]', ['a']],
    ['[redacted]', { value: 'a' }],
    // That there is nothing, or a yes or a no, is no secret.
    [null, null],
    [true, true],
    ['', ''],
  ])('%j for %j', (shown, value) => {
    const request = { ...exchangeWith('X-Auth-Token', 'token').request, method: 'PUT', body: [{ password: value }] };
    const [first] = checkExchange({ request, response: { status: 200 } }, undefined, { strict: true }).filter(
      ({ location }) => location === 'request.body',
    );
    expect(first?.actual).toMatchObject({ password: shown });
  });

  test('a number that was one somewhere is none elsewhere', () => {
    const { request } = exchangeWith('X-Auth-Token', 'token');
    const body = { pin: 123_456_789, data: 123_456_789, meta: { pagination: { total: 12 } } };
    const response = { status: 200, headers: { 'Content-Type': 'application/json' }, body };
    const actual = checkExchange({ request: { ...request, url: request.url.split('?')[0] ?? '' }, response }).map(
      (violation) => violation.actual,
    );
    expect(actual).toContain('[redacted]');
    expect(actual).toContainEqual({ total: 12 });
  });
});
