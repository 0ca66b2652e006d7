import type { WireExchange } from '../../src/contract/index.js';
import { createCustomersClient } from '../../src/index.js';
import { answerRequest } from '../../src/sandbox/apply.js';
import { SANDBOX_TOKEN } from '../../src/sandbox/store.js';
import { START_MS, storeWith } from '../sandbox/sandbox-calls.js';
import { fetchOfRequest } from '../support/fetch-of-request.js';
import type { Flow } from './flows.js';

/** Makes the calls of a flow to a modelled store of its own, a millisecond between requests. Gives what went to and fro. */
export async function runFlow({ run }: Flow): Promise<WireExchange[]> {
  const store = storeWith();
  const exchanges: WireExchange[] = [];
  const fetch = fetchOfRequest(async (request) => {
    const { method, url } = request;
    const sent = { method, url, headers: Object.fromEntries(request.headers), body: await request.text() };
    const path = url.slice(new URL(url).origin.length);
    const answer = answerRequest(store, { ...sent, url: path }, START_MS + exchanges.length);
    exchanges.push({ request: sent, response: answer });
    const { status, headers, body } = answer;
    return new Response(body || null, { status, headers });
  });
  await run(createCustomersClient({ storeHash: store.storeHash, accessToken: SANDBOX_TOKEN, fetch }));
  return exchanges;
}
