import { describe, expect, test } from '@jest/globals';
import { createAwaitedAssertions } from '../../../src/contract/jest/awaited.js';
import { createContractMatchers, failUnawaited, matcherChecks } from '../../../src/contract/jest/index.js';
import { ORIGIN } from '../../support/server.js';

expect.extend(createContractMatchers());

/** The hook of a test runner, to be called by the tests here. */
let settle: () => Promise<void> = async () => {};
failUnawaited((hook) => {
  settle = hook;
});

const WRONG = 'toMatchContractResponse was not awaited, and failed: ';
const wrong = () => new Response('oops', { status: 200, headers: { 'Content-Type': 'application/json' } });
const right = () => new Response(null, { status: 204 });
const assertAbout = (response: Response) => expect(response).toMatchContractResponse('deleteCustomers');

/** A response whose body never ends. */
const endless = () => new Response(new ReadableStream({}), { headers: { 'Content-Type': 'application/json' } });

/** Gives Node time to find that nobody handles a rejection. */
const someTurns = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('an assertion that is not awaited', () => {
  test('fails its test, once, with what it found', async () => {
    void assertAbout(wrong());
    await someTurns();
    await expect(settle()).rejects.toThrow(WRONG);
    await expect(settle()).resolves.toBeUndefined();
    void assertAbout(wrong());
    await expect(settle()).rejects.toThrow('/response/status');
    void expect(right()).not.toMatchContractResponse('deleteCustomers');
    await expect(settle()).rejects.toThrow(`${WRONG}expect(`);
  });

  test('fails its test if it is not done, because its body never ends', async () => {
    void assertAbout(endless());
    await expect(settle()).rejects.toThrow(
      'toMatchContractResponse was not awaited, and was not done when the test ended',
    );
  });

  test('fails no test if it holds', async () => {
    void assertAbout(right());
    await expect(settle()).resolves.toBeUndefined();
  });
});

test.each<[string, () => unknown]>([
  ['awaited', async () => assertAbout(wrong())],
  ['caught', () => assertAbout(wrong()).catch((error: unknown) => Promise.reject(error))],
  ['one of several', () => Promise.all([assertAbout(right()), assertAbout(wrong())])],
  [
    'an assertion about a promise',
    () => expect(Promise.resolve(wrong())).resolves.toMatchContractResponse('deleteCustomers'),
  ],
])('an assertion that is %s fails where it is, and is not reported again', async (_, assert) => {
  await expect(Promise.resolve().then(assert)).rejects.toThrow('/response/status');
  await expect(settle()).resolves.toBeUndefined();
});

test('an assertion is left as it is where no hook watches over it', async () => {
  const { track, settle: settleNothing } = createAwaitedAssertions();
  const promise = Promise.resolve(1);
  expect(track(promise, 'toBe')).toBe(promise);
  await settleNothing();
});

test('matchers count what they have checked', async () => {
  const before = matcherChecks();
  expect({ status: 204 }).toMatchContractResponse('deleteCustomers');
  await assertAbout(right());
  expect(() => expect(5).toMatchContractRequest()).toThrow();
  expect(matcherChecks() - before).toBe(2);
});

test('matchers do not count a request of an unknown path that is left out', () => {
  const before = matcherChecks();
  expect.extend(createContractMatchers(undefined, { allow: ['paths'] }));
  const request = { method: 'GET', url: `${ORIGIN}/stores/abc123/v3/unknown` };
  expect(request).toMatchContractRequest();
  expect(matcherChecks()).toBe(before);
});
