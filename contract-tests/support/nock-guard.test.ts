import { describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { createCustomersClient } from '../../src/index.js';
import { settleGuard } from './nock-guard.js';
import { ORIGIN } from './server.js';

const client = createCustomersClient({ storeHash: 'abc123example', accessToken: 'token' });

/** The guard runs after every test of the suite. Here it runs before that, where it can be looked at. */
describe('a test fails', () => {
  test('when a recorded exchange is not used', () => {
    nock(ORIGIN).delete('/stores/abc123example/v3/customers').query(true).reply(204);
    expect(settleGuard).toThrow(`not used:\nDELETE ${ORIGIN}`);
  });

  test('when a request goes to a host that has no recorded exchange, even if the failure is swallowed', async () => {
    await client.customers.delete([1]).catch(() => {});
    expect(settleGuard).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(new RegExp(`no recorded exchange answers:\nDELETE ${ORIGIN}.*id:in=1$`)),
      }),
    );
  });

  test('when a request is another than the recorded one, even if the failure is swallowed', async () => {
    nock(ORIGIN).delete('/stores/abc123example/v3/customers').query({ 'id:in': '1' }).reply(204);
    await client.customers.delete([1]);
    await client.customers.delete([2]).catch(() => {});
    expect(settleGuard).toThrow(/no recorded exchange answers:\nDELETE .*id:in=2$/);
  });

  test('also when the exchanges are recorded for this machine', async () => {
    const local = createCustomersClient({ storeHash: 'a', accessToken: 'token', baseUrl: 'http://127.0.0.1:4321' });
    nock('http://127.0.0.1:4321').delete('/stores/a/v3/customers').query({ 'id:in': '1' }).optionally().reply(204);
    await local.customers.delete([2]).catch(() => {});
    expect(settleGuard).toThrow(/no recorded exchange answers:\nDELETE .*id:in=2$/);
  });

  test('and only then', async () => {
    nock(ORIGIN).delete('/stores/abc123example/v3/customers').query({ 'id:in': '1' }).reply(204);
    await client.customers.delete([1]);
    expect(settleGuard).not.toThrow();
  });
});
