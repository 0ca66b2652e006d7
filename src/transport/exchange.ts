import { isObject, ownMembersOf } from '../json.js';
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
  /** A stream of bytes that can be iterated over, of the platform or of Node. Without one, `text` is called. */
  readonly body?: unknown;
  /** Whether `body` has been read already, so that only `text` knows what was in it. */
  readonly bodyUsed?: boolean;
  text(): Promise<string>;
}

export interface HttpRequest extends WireRequest {
  /** Aborted when the request is cancelled. */
  readonly signal: CancelSignal;
  /**
   * Whether the request may be sent a second time, on another connection, when the first was closed already.
   *
   * @default false
   */
  readonly isRepeatable?: boolean;
  /**
   * Most bytes of a body, after decompression.
   *
   * @default 33_554_432
   */
  readonly maxResponseBytes?: number;
}

/**
 * Sends requests without objects of the platform. It must not follow redirects. A rejection whose reason has the member
 * `sent: false` says that nothing was sent.
 */
export interface HttpTransport {
  send(request: HttpRequest): Promise<HttpResponse>;
}

/** Sends a request: the platform's `fetch`, anything that can be called like it, or `nodeFetch()`. */
export type Fetch = ((url: string, init: FetchInit) => Promise<HttpResponse>) | HttpTransport;

/** Settings for one exchange. */
export interface ExchangeSettings {
  /** The platform's if there is none. */
  readonly fetch: Fetch | undefined;
  readonly maxResponseBytes: number;
  readonly isRepeatable: boolean;
}

/**
 * Sends a request as a given `fetch` wants it. The platform's is looked up now and not when the client was made, so that
 * instrumentation and test doubles installed since apply.
 */
export function dispatch(
  { method, url, headers, body }: WireRequest,
  cancellation: Cancellation,
  { fetch = globalThis.fetch, maxResponseBytes, isRepeatable }: ExchangeSettings,
): Promise<HttpResponse> {
  // Not by its member, which a polluted Object.prototype would have as well.
  if (typeof fetch !== 'function')
    return fetch.send({ method, url, headers, body, signal: cancellation, maxResponseBytes, isRepeatable });
  // The headers are copied, because the function may change them, and the request may be sent again.
  const init = ownMembersOf<FetchInit>({
    method,
    headers: ownMembersOf(headers),
    signal: cancellation.toAbortSignal(),
    redirect: 'manual',
    ...(body !== undefined && { body }),
  });
  // The platform copies the members into an object that inherits a polluted one.
  if (body === undefined && 'body' in Object.prototype && fetch === globalThis.fetch) Reflect.set(init, 'body', null);
  return fetch(url, init);
}

/**
 * Reads the body of a response: the text of a success, the parsed JSON of a failure (or else its text).
 *
 * @throws what `responseTooLarge` makes, when the body is larger than allowed; whatever the body rejects with.
 */
export async function readPayload(
  response: HttpResponse,
  maxBytes: number,
  cancellation: CancelSignal,
): Promise<unknown> {
  if (response.type === 'error') throw new TypeError('fetch gave an error in place of a response');
  const text = response.status === 204 ? '' : await readText(response, maxBytes, cancellation);
  if (text === '') return undefined;
  return response.ok ? text : jsonOf(text);
}

async function readText(response: HttpResponse, maxBytes: number, cancellation: CancelSignal): Promise<string> {
  const { headers, body, bodyUsed } = response;
  if (bodyUsed || !isStream(body) || isBounded(headers, maxBytes)) {
    const text = await response.text();
    // There are at least as many bytes as characters.
    if (text.length > maxBytes) throw responseTooLarge();
    return text;
  }
  const decoder = new TextDecoder();
  let text = '';
  let byteCount = 0;
  // Leaving the loop early ends the stream, also that of a fetch which ignores its signal.
  for await (const chunk of body) {
    if (cancellation.aborted) throw cancellation.reason;
    byteCount += chunk.length;
    if (byteCount > maxBytes) throw responseTooLarge();
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Whether HTTP itself ends the body in time: it has a length, and is not going to grow by decompression. */
function isBounded(headers: HttpResponse['headers'], maxBytes: number): boolean {
  const length = headers.get('Content-Length');
  return length !== null && Number(length) <= maxBytes && headers.get('Content-Encoding') === null;
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array | string> {
  return isObject(body) && Symbol.asyncIterator in body;
}

/** Bytes. The largest page of attribute values has about 100 kB. */
export const DEFAULT_MAX_RESPONSE_BYTES = 32 * 1024 * 1024;

/** The rejection for a body that is larger than allowed. */
export function responseTooLarge(): Error {
  return Object.assign(new Error('the response is larger than maxResponseBytes'), { code: RESPONSE_TOO_LARGE });
}

/** The code of this rejection. Other copies of this package have another class of errors, but the same code. */
export const RESPONSE_TOO_LARGE = 'RESPONSE_TOO_LARGE';

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
