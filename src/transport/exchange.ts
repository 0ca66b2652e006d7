import { createOperations, type OperationFunctions } from '../../generated/client.js';
import { credentialHeaders, type OperationId } from '../../generated/operations.js';
import type { RequestPreview } from '../dry-run.js';
import { valueAt } from '../json.js';
import { Cancellation, type CancelSignal } from './abort.js';
import { explainUnwritten } from './failure.js';
import type { PreparedRequest } from './request.js';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  /** By name, without `Host` and `Content-Length`. */
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

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

export interface ExchangeSettings {
  /** The server's URL with its variables filled in. */
  readonly serverUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: Fetch | undefined;
}

/** What one request takes besides its own content. */
export interface ExchangeOptions {
  readonly cancellation: Cancellation;
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** Called when the request is complete and about to be sent. */
  onSend(request: WireRequest): void;
  /** Called when the status and the headers have arrived; the body may never do so. */
  onHeaders?(response: HttpResponse): void;
}

/** A response with its body: `data` is the text of a success, `error` the parsed JSON of a failure or else its text. */
export interface ReadResponse {
  readonly response: HttpResponse;
  readonly data?: unknown;
  readonly error?: unknown;
}

/** Sends one request, and reads the response completely. */
export type Exchange = <Id extends OperationId>(
  request: PreparedRequest<Id>,
  options: ExchangeOptions,
) => Promise<ReadResponse>;

export function createExchange({ serverUrl, headers, fetch }: ExchangeSettings): Exchange {
  const functions: OperationFunctions = createOperations({ baseUrl: serverUrl, Request: REQUEST_CLASS });
  return ({ operationId, input }, { cancellation, headers: extra, onSend, onHeaders }) => {
    const send = async ({ method, url, body }: OperationRequest) => {
      const all = headersOf(headers, body, extra, valueAt(input, 'params', 'header'));
      const request = { method, url, headers: all, body };
      onSend(request);
      const response = await dispatch(request, cancellation, fetch);
      onHeaders?.(response);
      if (response.type === 'error') throw new TypeError('fetch gave an error in place of a response');
      return response;
    };
    // As text, because openapi-fetch throws away status and body when it meets JSON that it cannot parse.
    const init = { fetch: send as unknown as (request: Request) => Promise<Response>, parseAs: 'text' };
    return functions[operationId]({ ...input, ...init });
  };
}

/** What openapi-fetch makes of a call. Its headers are not used: the platform's class for them is slow to fill and to copy. */
class OperationRequest implements Omit<WireRequest, 'headers'> {
  readonly url: string;
  readonly method: string;
  readonly body: string | undefined;

  constructor(url: string, { method, body }: { readonly method: string; readonly body: string | undefined }) {
    this.url = url;
    this.method = method;
    this.body = body;
  }
}

/**
 * openapi-fetch declares that it wants the platform's classes. Of a request it calls the constructor and reads the method;
 * of a response it reads `ok`, `status`, `headers.get` and `text`. That much ours have: see the tests of the wire form.
 */
const REQUEST_CLASS = OperationRequest as unknown as typeof Request;

/** Names of the client and of the caller cannot collide, but the caller's can among themselves: the last one counts. */
function headersOf(
  common: Readonly<Record<string, string>>,
  body: string | undefined,
  ...others: readonly unknown[]
): Record<string, string> {
  const headers: Record<string, string> = { ...common };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  for (const some of others) {
    if (!some) continue;
    for (const [name, value] of Object.entries(some)) if (value !== undefined) headers[name.toLowerCase()] = `${value}`;
  }
  return headers;
}

/**
 * Sends a request as a given `fetch` wants it. The platform's is looked up now and not when the client was made, so that
 * instrumentation and test doubles installed since apply.
 */
function dispatch(
  { method, url, headers, body }: WireRequest,
  cancellation: Cancellation,
  fetch: Fetch = globalThis.fetch,
): Promise<HttpResponse> {
  if ('send' in fetch) return fetch.send({ method, url, headers, body, signal: cancellation });
  const init = { method, headers, signal: cancellation.toAbortSignal(), redirect: 'manual' } as const;
  return fetch(url, body === undefined ? init : { ...init, body });
}

/**
 * Makes a request, and stops before it is sent.
 *
 * @throws InvalidRequestError when it cannot be written as a URL or as JSON.
 */
export async function previewRequest<Id extends OperationId>(
  exchange: Exchange,
  { operationId, input }: PreparedRequest<Id>,
  extra: Readonly<Record<string, string>> | undefined,
): Promise<RequestPreview> {
  let wire: WireRequest | undefined;
  const onSend = (request: WireRequest) => {
    wire = request;
    throw NOT_SENT;
  };
  await exchange({ operationId, input }, { cancellation: new Cancellation(), headers: extra, onSend }).catch(
    (error: unknown) => {
      if (error !== NOT_SENT) throw explainUnwritten(error, operationId);
    },
  );
  const { method = '', url = '', body, headers = {} } = wire ?? {};
  const isCredential = (name: string) => credentialHeaders.some((header) => header.toLowerCase() === name);
  const shown = Object.entries(headers).map(([given, value]) => {
    const name = given.toLowerCase();
    return [name, isCredential(name) ? '[redacted]' : value];
  });
  return { operationId, method, url, headers: Object.fromEntries(shown), body };
}

const NOT_SENT = new Error('a preview is not sent');
