import type { Cancellation, CancelSignal } from './abort.js';
import type { WireRequest } from './request.js';

/** What a `fetch` is called with besides the URL: that much of `RequestInit`. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  /** Aborted when the call is aborted or runs out of time. */
  readonly signal: AbortSignal;
  /** Redirects must not be followed: the access token would go wherever they point. */
  readonly redirect: 'manual';
}

/** The part of a `Response` that the client reads. */
export interface HttpResponse {
  readonly status: number;
  /** Whether the status is from 200 to 299. */
  readonly ok: boolean;
  readonly redirected?: boolean;
  readonly type?: string;
  readonly url?: string;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export interface HttpRequest extends WireRequest {
  /** Aborted when the request is cancelled. */
  readonly signal: CancelSignal;
}

/** Sends requests without objects of the platform. It must not follow redirects. */
export interface HttpTransport {
  send(request: HttpRequest): Promise<HttpResponse>;
}

/** Sends a request: the platform's `fetch`, anything that can be called like it, or `nodeFetch()`. */
export type Fetch = ((url: string, init: FetchInit) => Promise<HttpResponse>) | HttpTransport;

/**
 * Sends a request as a given `fetch` wants it. The platform's is looked up now and not when the client was made, so that
 * instrumentation and test doubles installed since apply.
 */
export function dispatch(
  { method, url, headers, body }: WireRequest,
  cancellation: Cancellation,
  fetch: Fetch = globalThis.fetch,
): Promise<HttpResponse> {
  if ('send' in fetch) return fetch.send({ method, url, headers, body, signal: cancellation });
  // The headers are copied, because the function may change them, and the request may be sent again.
  const init = { method, headers: { ...headers }, signal: cancellation.toAbortSignal(), redirect: 'manual' } as const;
  return fetch(url, body === undefined ? init : { ...init, body });
}

/** Reads the body of a response: the text of a success, the parsed JSON of a failure (or else its text). */
export async function readPayload(response: HttpResponse): Promise<unknown> {
  if (response.type === 'error') throw new TypeError('fetch gave an error in place of a response');
  const text = response.status === 204 ? '' : await response.text();
  if (text === '') return undefined;
  return response.ok ? text : jsonOf(text);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
