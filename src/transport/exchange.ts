import { createOperations, type OperationFunctions } from '../../generated/client.js';
import { credentialHeaders, type OperationId } from '../../generated/operations.js';
import type { RequestPreview } from '../dry-run.js';
import { Cancellation, type CancelSignal } from './abort.js';
import { explainUnwritten } from './failure.js';
import type { PreparedRequest } from './request.js';

/** The part of a request that sending it needs. */
export interface LeanRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Iterable<[string, string]>;
  readonly body: string | undefined;
  /** Aborted when the request is given up. */
  readonly signal: CancelSignal;
}

/** The part of a response that the client reads. */
export interface LeanResponse {
  readonly status: number;
  /** Whether the status is from 200 to 299. */
  readonly ok: boolean;
  readonly redirected: boolean;
  readonly type: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** Sends requests without the platform's Request and Response. It must not follow redirects. */
export interface LeanFetch {
  lean(request: LeanRequest): Promise<LeanResponse>;
}

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
  /** Called when the request is complete, and about to be sent. */
  onSend(request: OutgoingRequest): void;
  /** Called when the status and the headers have arrived; the body may never do so. */
  onAnswer?(response: LeanResponse): void;
}

/** An answer, with its body: of a success the text, of a failure the parsed JSON or else the text. */
export interface Answer {
  readonly response: LeanResponse;
  readonly payload: unknown;
}

/** Sends one request, and reads its answer completely. */
export type Exchange = <Id extends OperationId>(
  request: PreparedRequest<Id>,
  options: ExchangeOptions,
) => Promise<Answer>;

export function createExchange({ serverUrl, headers, fetch }: ExchangeSettings): Exchange {
  const functions: OperationFunctions = createOperations({ baseUrl: serverUrl, headers, Request: REQUEST_CLASS });
  return async ({ operationId, input }, options) => {
    const note = (response: LeanResponse) => {
      options.onAnswer?.(response);
      if (response.type === 'error') throw new TypeError('fetch gave an error in place of a response');
      return response;
    };
    const send = (request: OutgoingRequest) => {
      options.onSend(request);
      return dispatch(request, options.cancellation, fetch).then(note);
    };
    const init = {
      fetch: send as unknown as (request: Request) => Promise<Response>,
      // As text, because openapi-fetch throws away status and body when it meets JSON that it cannot parse.
      parseAs: 'text',
      ...(options.headers && { headers: options.headers }),
    };
    const { data, error, response } = await functions[operationId]({ ...input, ...init });
    return { response, payload: response.ok ? data : error };
  };
}

/**
 * openapi-fetch declares that it wants the platform's classes. Of a request it calls the constructor and reads the method;
 * of a response it reads `ok`, `status`, `headers.get` and `text`. That much ours have: see the tests of the wire form.
 */
const REQUEST_CLASS = OutgoingRequest as unknown as typeof Request;

/**
 * Makes a request, and stops before it is sent.
 *
 * @throws InvalidRequestError when it cannot be written as a URL or as JSON.
 */
export async function previewRequest<Id extends OperationId>(
  exchange: Exchange,
  request: PreparedRequest<Id>,
  headers: Readonly<Record<string, string>> | undefined,
): Promise<RequestPreview> {
  let made: OutgoingRequest | undefined;
  const onSend = (outgoing: OutgoingRequest) => {
    made = outgoing;
    throw NOT_SENT;
  };
  await exchange(request, { cancellation: new Cancellation(), headers, onSend }).catch((error: unknown) => {
    if (error !== NOT_SENT) throw explainUnwritten(error, request.operationId);
  });
  const { method = '', url = '', body, headers: all = [] } = made ?? {};
  const isCredential = (name: string) => credentialHeaders.some((header) => header.toLowerCase() === name);
  const shown = [...all].map(([name, value]) => [name, isCredential(name) ? '[redacted]' : value]);
  return { operationId: request.operationId, method, url, headers: Object.fromEntries(shown), body };
}

const NOT_SENT = new Error('a preview is not sent');
