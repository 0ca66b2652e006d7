import { assembleClient } from '../../src/client.js';
import type { CustomersClientOptions } from '../../src/client-options.js';
import type { HttpRequest } from '../../src/transport/exchange.js';
import { httpResponse, pause } from '../model/delivery.js';
import { createVirtualClock } from '../support/virtual-clock.js';

export const TOKEN = 'token-that-nobody-may-see';

/** What becomes of one request. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What `fetch` throws in place of an answer. */
  readonly error?: unknown;
  /** Milliseconds until the headers are there, and then until the body is. Infinity is for ever. */
  readonly afterMs?: number;
  readonly bodyAfterMs?: number;
}

export interface SentRequest extends HttpRequest {
  readonly sentAtMs: number;
}

/** A client in virtual time, and a `fetch` that replies as it is told: reply by reply, the last one again and again. */
export function transportClient(
  replies: readonly Reply[] | ((request: SentRequest) => Reply),
  options: CustomersClientOptions = {},
) {
  const clock = createVirtualClock();
  const requests: SentRequest[] = [];
  let open = 0;
  const send = async (given: HttpRequest) => {
    const request = { ...given, sentAtMs: clock.now() };
    const { signal } = request;
    requests.push(request);
    const reply =
      typeof replies === 'function' ? replies(request) : replies[Math.min(requests.length, replies.length) - 1];
    open += 1;
    const wait = (delayMs = 0) => pause(clock, delayMs, signal).catch(end);
    const end = (reason: unknown) => {
      open -= 1;
      throw reason;
    };
    await wait(reply?.afterMs);
    if (reply?.error !== undefined) return end(reply.error);
    // Such an answer has no body that anybody would read.
    if (reply?.status === 204) open -= 1;
    const text = async () => {
      await wait(reply?.bodyAfterMs);
      open -= 1;
      return reply?.body ?? '';
    };
    return {
      ...httpResponse({ status: reply?.status ?? 200, headers: reply?.headers ?? {}, body: Promise.resolve('') }),
      text,
    };
  };
  const known = { storeHash: 'abc123example', accessToken: TOKEN, fetch: { send } };
  return {
    clock,
    requests,
    client: assembleClient({ ...known, ...options }, clock),
    /** Requests that were sent and neither answered nor cancelled. */
    get openRequests() {
      return open;
    },
  };
}

const JSON_TYPE = { 'Content-Type': 'application/json' };
const pagination = { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0 };

/** An answer to `list`. */
export const LISTED: Reply = {
  status: 200,
  headers: JSON_TYPE,
  body: JSON.stringify({ data: [], meta: { pagination } }),
};
/** An answer to deletions. */
export const DELETED: Reply = { status: 204 };

export const PAGE: Reply = { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html></html>' };

export const broken = (code: string, afterMs = 0): Reply => {
  return { error: new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }), afterMs };
};

/** What a call throws. */
export const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );
