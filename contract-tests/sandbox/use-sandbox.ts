import { afterEach } from '@jest/globals';
import { type CustomersClientOptions, createCustomersClient } from '../../src/index.js';
import type { SandboxOptions } from '../../src/sandbox/index.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.js';
import { SEED } from './sandbox-calls.js';

/** A seed file with three customers, an attribute of each type, two values and a segment. */
export const DATA = {
  customers: SEED.customers,
  attributes: SEED.attributes,
  values: SEED.values.map(({ customerId, attributeId, value }) => ({
    customer_id: customerId,
    attribute_id: attributeId,
    value,
  })),
  segments: Object.entries(SEED.segments).map(([id, profiles]) => ({ id, profiles })),
};

/** Starts sandboxes that are stopped after each test. */
export function useSandboxes() {
  const started: Sandbox[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((sandbox) => sandbox.stop()));
  });
  return async (options: SandboxOptions = {}) => {
    const isOther = options.seedFile !== undefined || options.customers !== undefined;
    const sandbox = await startSandbox({ ...(!isOther && { data: DATA }), ...options });
    started.push(sandbox);
    return sandbox;
  };
}

/** A client without retries, and without shared connections. */
export function clientOf({ url, storeHash, accessToken }: Sandbox, options: CustomersClientOptions = {}) {
  return createCustomersClient({ baseUrl: url, storeHash, accessToken, retry: { maxRetries: 0 }, ...options });
}

/** Sends a request to a path of the API with the platform's `fetch`. */
export function send({ url, storeHash, accessToken }: Sandbox, method: string, path: string, init: RequestInit = {}) {
  const headers = { 'X-Auth-Token': accessToken, ...init.headers };
  return fetch(`${url}/stores/${storeHash}/v3${path}`, { method, redirect: 'manual', ...init, headers });
}
