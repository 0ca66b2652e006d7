import { requestsOfBrokenRemoval } from './broken-removal.mjs';
import { equal, rejection } from './expect.mjs';

const once = { maxRetries: 0 };

/** Fetch of runtimes other than Node sends a request again by themselves when a connection that was in use before breaks. */
const FOR_ALL_TRIES = ['reset', 'reset', 'reset'];

export const failures = {
  'an ApiError with the id of the request': async ({ bigcommerce, client }) => {
    const unknown = [{ customer_id: 99_999, attribute_id: 1, value: 'x' }];
    const error = await rejection(bigcommerce.attributeValues.upsert(unknown), client.ApiError);
    equal([error.name, error.status, error.attempts.length], ['ValidationError', 422, 1], 'error');
    if (!/^[\w-]{8,}$/.test(error.requestId)) throw new Error(`requestId is ${error.requestId}`);
  },
  'an argument that is refused before anything is sent': ({ bigcommerce, client }) =>
    rejection(bigcommerce.customers.delete([]), client.InvalidRequestError),
  'a call that is repeated after a 503 and a broken connection': async ({ bigcommerce, host }) => {
    await host.fault('reset', { kind: 'server-error', status: 503, applied: false });
    const { data } = await bigcommerce.attributeValues.list({ limit: 1 });
    equal(data.length, 1, 'values');
  },
  'a connection that breaks': async ({ bigcommerce, client, host }) => {
    await host.fault(...FOR_ALL_TRIES);
    await rejection(bigcommerce.attributeValues.list({}, once), client.NetworkError);
    await host.fault();
  },
  'a connection that breaks while a segment is emptied, which is told and not tried again': async (context) => {
    const requests = await requestsOfBrokenRemoval(context.bigcommerce, context);
    equal(requests, context.settings.sendsAgain.includes('fetch') ? 2 : 1, 'requests');
  },
  'a connection that breaks within the answer': async ({ bigcommerce, client, host }) => {
    await host.fault('truncated');
    const error = await rejection(bigcommerce.attributeValues.list({}, once), client.BigCommerceError);
    // Deno does not tell where a chunked body ends too early.
    equal(['NetworkError', 'MalformedResponseError'].includes(error.name), true, error.name);
  },
  'a connection that is refused': async ({ createClient, client }) => {
    // Nothing listens there, and fetch does not call it a bad port.
    const nobody = createClient({ baseUrl: 'http://127.0.0.1:61' });
    await rejection(nobody.attributeValues.list({}, once), client.NetworkError);
  },
  'a page of HTML in place of JSON': async ({ bigcommerce, client, host }) => {
    await host.fault('foreign-page');
    await rejection(bigcommerce.attributeValues.list({}, once), client.MalformedResponseError);
  },
};
