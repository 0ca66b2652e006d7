import type { WireExchange } from '../../src/contract/exchange.js';

/** A `fetch` that keeps what was sent and what came back, as it was on the wire. */
export function createExchangeLog(): { exchanges: WireExchange[]; fetch: (request: Request) => Promise<Response> } {
  const exchanges: WireExchange[] = [];
  const fetch = async (request: Request) => {
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
  };
  return { exchanges, fetch };
}
