import type { Cancellation } from './cancellation.js';
import type { LeanFetch, LeanRequest, LeanResponse } from './lean-fetch.js';

/** Sends a request: the platform's `fetch`, one of the caller, or one that needs no platform objects. */
export type Fetch = ((request: Request) => Promise<Response>) | LeanFetch;

/** What openapi-fetch makes of a call, without the cost of a platform Request that `fetch` would copy anyway. */
export class OutgoingRequest implements Omit<LeanRequest, 'signal'> {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;

  constructor(url: string, { method, headers, body }: OutgoingRequestInit) {
    this.url = url;
    this.method = method;
    this.headers = headers;
    this.body = body;
  }
}

interface OutgoingRequestInit {
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}

/**
 * Sends a request as a given `fetch` wants it. The platform's is looked up now and not when the client was made, so that
 * instrumentation and test doubles installed since apply.
 */
export function dispatch(
  { url, method, headers, body }: OutgoingRequest,
  cancellation: Cancellation,
  fetch: Fetch | undefined,
): Promise<LeanResponse> {
  if (fetch && 'lean' in fetch) return fetch.lean({ url, method, headers, body, signal: cancellation });
  // Redirects are not followed: runtimes would send the access token to wherever they point.
  const init: RequestInit = {
    method,
    headers,
    body: body ?? null,
    signal: cancellation.toAbortSignal(),
    redirect: 'manual',
  };
  // In plain JavaScript a test double may answer at once.
  return Promise.resolve(fetch ? fetch(new Request(url, init)) : globalThis.fetch(url, init));
}
