import { describe, expect, test } from '@jest/globals';
import { useSandboxes } from './use-sandbox.js';

const start = useSandboxes();

describe('invalid options are refused before anything is started:', () => {
  test.each<[object, string]>([
    [{ prot: 1 }, 'options.prot'],
    [{ port: 70_000 }, 'must be from 0 to 65535'],
    [{ customers: -1 }, 'options.customers'],
    [{ switches: { removalAnswer: 202 } }, 'options.switches.removalAnswer must be 200 or 204'],
    [{ switches: { atomic: true } }, 'options.switches.atomic'],
    [{ maxExchangeBytes: 0.5 }, 'options.maxExchangeBytes'],
    [{ accessToken: 'a b' }, 'options.accessToken'],
    [{ storeHash: 'a/b' }, 'options.storeHash'],
    [{ tokens: { reader: 'all' } }, 'options.tokens'],
    [{ tokens: { reader: ['bogus'] } }, 'scopes are store_v2_customers, store_v2_customers_read_only'],
    [{ tokens: { reader: [5] } }, 'must have a list of scopes for each token'],
    [{ tokens: { 'a b': [] } }, 'and tokens without spaces'],
    [{ tokens: { 'sandbox-token': [] } }, 'options.tokens contains the accessToken'],
    [{ accessToken: 'mine', tokens: { mine: [] } }, 'options.tokens contains the accessToken'],
    [{ seedFile: 'x.json', data: {} }, 'options.data cannot be combined with seedFile'],
    [{ seedFile: 'x.json', customers: 1 }, 'options.customers cannot be combined with seedFile'],
    [{ data: {}, customers: 1 }, 'options.customers cannot be combined with data'],
  ])('%j', async (options, message) => {
    await expect(start(options)).rejects.toThrow(message);
  });
});
