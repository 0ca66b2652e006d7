import { equal, rejection } from './expect.mjs';

export const interruptions = {
  'a timeout': async ({ bigcommerce, client, host }) => {
    await host.fault('stall');
    const call = bigcommerce.attributeValues.list({}, { timeoutMs: 100, maxRetries: 0 });
    equal((await rejection(call, client.TimeoutError)).timeoutMs, 100, 'timeoutMs');
  },
  'an abort': async ({ bigcommerce, client, host }) => {
    await host.fault('stall');
    const controller = new AbortController();
    const call = bigcommerce.attributeValues.list({}, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 50);
    equal((await rejection(call, client.AbortError)).reason.message, 'enough', 'reason');
  },
  'a redirect, which is not followed': async ({ bigcommerce, client, host }) => {
    await host.fault({ kind: 'redirect', status: 307, location: host.elsewhere });
    const error = await rejection(bigcommerce.attributeValues.list(), client.UnexpectedRedirectError);
    equal([error.status, error.location], [307, host.elsewhere], 'redirect');
    equal((await host.state()).visitsElsewhere, 0, 'requests that followed it');
  },
};
