import type { WireExchange } from '../../src/contract/exchange.js';
import { fetchOfRequest } from './fetch-of-request.js';

/** A `fetch` that keeps what was sent and what came back, as it was on the wire. */
export function createExchangeLog() {
  const exchanges: WireExchange[] = [];
  const fetch = fetchOfRequest(async (request) => {
    const sent = {
      method: request.method,
      url: request.url,
      headers: [...request.headers],
      body: await request.clone().text(),
    };
    const response = await globalThis.fetch(request);
    const received = { status: response.status, headers: [...response.headers], body: await response.clone().text() };
    exchanges.push({ request: sent, response: received });
    return response;
  });
  return { exchanges, fetch };
}
