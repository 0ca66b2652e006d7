import type { WireExchange } from '../../contract/exchange.js';

/** A `fetch` as the client takes it. */
export type ClientFetch = (request: Request) => Promise<Response>;

/** Passes requests on, and tells of each exchange when its answer has arrived completely. What has no answer is not told of. */
export function capture(fetch: ClientFetch, onExchange: (exchange: WireExchange) => void): ClientFetch {
  return async (request) => {
    const body = request.body ? await request.clone().text() : undefined;
    const response = await fetch(request);
    const text = await response.clone().text();
    onExchange({
      request: {
        method: request.method,
        url: request.url,
        headers: [...request.headers],
        ...(body !== undefined && { body }),
      },
      response: { status: response.status, headers: [...response.headers], ...(text !== '' && { body: text }) },
    });
    return response;
  };
}
