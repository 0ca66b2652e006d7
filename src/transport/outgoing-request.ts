import type { LeanFetch, LeanRequest, LeanResponse } from './lean-fetch.js';

/** Sends a request: the platform's `fetch`, one of the caller, or one that needs no platform objects. */
export type Fetch = ((request: Request) => Promise<Response>) | LeanFetch;

/** What openapi-fetch makes of a call, without the cost of a platform Request that `fetch` would copy anyway. */
export class OutgoingRequest implements LeanRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly signal: AbortSignal;

  constructor(url: string, { method, headers, body, signal }: OutgoingRequestInit) {
    this.url = url;
    this.method = method;
    this.headers = headers;
    this.body = body;
    this.signal = signal;
  }
}

interface OutgoingRequestInit {
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Sends a request as a given `fetch` wants it. The platform's is looked up now and not when the client was made, so that
 * instrumentation and test doubles installed since apply.
 */
export function dispatch(request: OutgoingRequest, fetch: Fetch | undefined): Promise<LeanResponse> {
  if (fetch && 'lean' in fetch) return fetch.lean(request);
  const { url, method, headers, body = null, signal } = request;
  // Redirects are not followed: runtimes would send the access token to wherever they point.
  const init: RequestInit = { method, headers, body, signal, redirect: 'manual' };
  // In plain JavaScript a test double may answer at once.
  return Promise.resolve(fetch ? fetch(new Request(url, init)) : globalThis.fetch(url, init));
}
