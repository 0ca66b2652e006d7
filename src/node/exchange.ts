import type http from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { clearImmediate, setImmediate } from 'node:timers';
import type { TLSSocket } from 'node:tls';
import { valueAt } from '../json.js';
import {
  DEFAULT_MAX_RESPONSE_BYTES,
  type HttpRequest,
  type HttpResponse,
  RESPONSE_TOO_LARGE,
} from '../transport/exchange.js';
import { readBody } from './body.js';
import type { Connections } from './connections.js';

/** A server, with the agent that keeps its connections. */
export interface Origin {
  readonly module: { readonly request: typeof http.request };
  readonly agent: http.Agent;
  /** What is known of the agent's connections; `undefined` if the agent is the caller's. */
  readonly connections: Connections | undefined;
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  /** The value of the Host header. */
  readonly host: string;
}

/** Where a request goes. */
export interface Destination {
  readonly origin: Origin;
  /** Path and query, as they stand in the request line. */
  readonly path: string;
}

/**
 * Sends a request and reads the response to the end. Ends as soon as the signal is aborted, and leaves no listener on it.
 * The `text` of the response rejects when the body is too large or cannot be decompressed.
 *
 * @throws the reason of the signal, or what Node says of the connection, with `sent: false` if nothing was sent.
 */
export function exchange(request: HttpRequest, destinationOf: (url: string) => Destination): Promise<HttpResponse> {
  const { signal, isRepeatable = false } = request;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const destination = destinationOf(request.url);
    let stop: () => void;
    const abort = () => {
      signal.removeEventListener('abort', abort);
      reject(signal.reason);
      stop();
    };
    const settle = (response: HttpResponse) => {
      signal.removeEventListener('abort', abort);
      resolve(response);
    };
    const fail = (error: unknown) => {
      signal.removeEventListener('abort', abort);
      reject(error);
    };
    const failOnce = (error: unknown, wasStale: boolean) => {
      if (!isRepeatable || !wasStale || signal.aborted) return fail(error);
      // All of them may have been closed by now.
      destination.origin.connections?.closeIdle();
      stop = start(request, destination, settle, fail);
    };
    const begin = () => {
      stop = start(request, destination, settle, failOnce);
    };
    if (destination.origin.connections?.hasIdle()) stop = afterPoll(begin);
    else begin();
    signal.addEventListener('abort', abort);
  });
}

/**
 * Calls back when all that has arrived on connections by now has been read, however busy the program was: a stray response on
 * an idle one would be taken for that to the next request. The first turn may be one whose reading is over.
 *
 * @returns A function that prevents it.
 */
function afterPoll(callback: () => void): () => void {
  let immediate = setImmediate(() => {
    immediate = setImmediate(callback);
  });
  return () => clearImmediate(immediate);
}

/**
 * Sends a request once, and calls back once.
 *
 * @param fail Called with the error, and whether it was because the connection, which had been kept, was closed already.
 * @returns A function that ends everything that is still under way.
 */
function start(
  request: HttpRequest,
  { origin, path }: Destination,
  settle: (response: HttpResponse) => void,
  fail: (error: unknown, wasStale: boolean) => void,
): () => void {
  const { maxResponseBytes: maxBytes = DEFAULT_MAX_RESPONSE_BYTES } = request;
  const { connections } = origin;
  const outgoing: ClientRequest = origin.module.request({
    ...shield(),
    agent: origin.agent,
    protocol: origin.protocol,
    hostname: origin.hostname,
    port: origin.port,
    method: request.method,
    path,
    headers: headersOf(request, origin.host),
  });
  let isOver = false;
  let hasResponse = false;
  let stopReading: (() => void) | undefined;

  const failNow = (error: Error) => {
    if (isOver) return;
    isOver = true;
    const { reusedSocket } = outgoing;
    const socket: Socket | null = outgoing.socket;
    const isSilent = socket !== null && connections?.isSilent(socket) === true;
    const wasStale = reusedSocket && !hasResponse && isSilent && isReset(error);
    fail(isUnsent(socket) ? Object.assign(error, { sent: false }) : error, wasStale);
  };
  const receive = (message: IncomingMessage) => {
    hasResponse = true;
    const hint = message.headers['keep-alive'];
    if (typeof hint === 'string') connections?.noteKeepAlive(message.socket, hint);
    const readers = {
      maxBytes,
      finish: (text: string) => settle(responseOf(message, () => Promise.resolve(text))),
      fail: (error: unknown) => {
        if (message.complete || valueAt(error, 'code') === RESPONSE_TOO_LARGE)
          settle(responseOf(message, () => Promise.reject(error)));
        else fail(error, false);
      },
    };
    stopReading = readBody(message, message.headers['content-encoding'], readers);
  };

  outgoing.on('error', failNow);
  outgoing.on('response', receive);
  // A response that leaves HTTP (status 101) is neither a response nor an error to Node.
  outgoing.on('close', () => hasResponse || failNow(closedWithoutResponse()));
  outgoing.end(request.body);
  return () => {
    isOver = true;
    stopReading?.();
    outgoing.destroy();
  };
}

/** Own members for all that Node would otherwise take from a polluted Object.prototype, for the request or its connection. */
function shield(): Record<string, undefined> {
  const members: Record<string, undefined> = {};
  for (const name in Object.prototype) members[name] = undefined;
  return members;
}

/** Whether there is no connection yet, so that nothing of the request can have gone out. */
function isUnsent(socket: Socket | Partial<TLSSocket & { secureConnecting: boolean }> | null): boolean {
  return !socket || socket.connecting === true || ('secureConnecting' in socket && socket.secureConnecting === true);
}

/** Whether a connection was closed by the other side. */
function isReset(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

/**
 * Headers by name, as they go over the wire. Node adds the Connection header. A list would be quicker to write, but tools
 * for tracing copy what they find here as an object, and would send the token under the name `1`.
 */
function headersOf({ method, headers, body }: HttpRequest, host: string): Record<string, string> {
  const byName: Record<string, string> = { Host: host, ...headers };
  // Without a length, Node would send bodies in chunks, which some servers refuse; a missing body too.
  if (body !== undefined) byName['Content-Length'] = String(Buffer.byteLength(body));
  else if (method === 'PUT' || method === 'POST') byName['Content-Length'] = '0';
  return byName;
}

function responseOf({ statusCode: status = 0, headers }: IncomingMessage, text: () => Promise<string>): HttpResponse {
  return {
    status,
    ok: status >= 200 && status < 300,
    redirected: false,
    type: 'default',
    headers: { get: (name) => textOf(headers, name.toLowerCase()) },
    text,
  };
}

/** Node has lists for a few names, such as that of cookies. Inherited members are not headers. */
function textOf(headers: IncomingMessage['headers'], name: string): string | null {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return Array.isArray(value) ? value.join(', ') : (value ?? null);
}

function closedWithoutResponse(): Error {
  return Object.assign(new Error('the connection was closed without a response'), { code: 'ECONNRESET' });
}
