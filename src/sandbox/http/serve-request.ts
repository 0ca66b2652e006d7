import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { WireResponse } from '#contract';
import { type AdmittedCall, admit, standingHeaders } from '../admit.js';
import type { Fault } from '../faults/fault.js';
import { endCall, quotaHeaders, takeByAnotherApp, takeRequest } from '../limits.js';
import { carryOut } from '../operations.js';
import {
  bodyTooLarge,
  MISSING_SCOPE,
  NO_SUCH_ROUTE,
  type ResponseDraft,
  TOO_MANY_REQUESTS,
  UNKNOWN_TOKEN,
  withHeaders,
} from '../responses.js';
import type { Store, StoreRequest, StoreResponse } from '../store.js';
import { TOO_LARGE } from './server.js';

/** A complete request, and what is to happen to it. */
export interface Arrival {
  readonly request: StoreRequest;
  readonly body: string | typeof TOO_LARGE;
  readonly fault: Fault;
  /** Replaces the response of the store. */
  readonly refusal: ResponseDraft | undefined;
}

/** How a store is served. */
export interface Service {
  readonly now: () => number;
  readonly latencyMs: number;
  readonly maxBodyBytes: number;
}

/** Lets the store, or the fault, respond to a request. */
export async function serveRequest(
  store: Store,
  { request, body, fault, refusal }: Arrival,
  outgoing: ServerResponse,
  service: Service,
): Promise<WireResponse | undefined> {
  const nowMs = service.now();
  if (fault.kind === 'quota-taken') takeByAnotherApp(store.window, nowMs, fault.requests);
  const replacement = replacementResponse(store, fault, nowMs);
  const acceptsGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const send = (response: StoreResponse, onEnd = () => {}) => {
    // The rest of the body has not been read, so the connection cannot be used again.
    if (body === TOO_LARGE) outgoing.shouldKeepAlive = false;
    return deliver(outgoing, { response: replacement ?? response, fault, acceptsGzip, onEnd });
  };
  if (refusal) return send(withHeaders(refusal, standingHeaders(store)));
  if (!reachesStore(fault)) return send(withHeaders(NO_SUCH_ROUTE, {}));
  const admission = admit(store, request, nowMs);
  if ('response' in admission) return send(admission.response);

  const { call } = admission;
  const finish = onceOnly(() => endCall(store.inFlight, call.route.operation));
  try {
    await takeTime(service.latencyMs + (fault.kind === 'latency' ? fault.delayMs : 0));
    if (outgoing.destroyed && store.switches.abandonedCall === 'dropped') return undefined;
    return await send(responseTo(store, call, body, service), finish);
  } finally {
    finish();
  }
}

function responseTo(store: Store, call: AdmittedCall, body: Arrival['body'], { maxBodyBytes, now }: Service) {
  if (body === TOO_LARGE) return withHeaders(bodyTooLarge(maxBodyBytes), call.headers);
  return carryOut(store, { ...call, body }, now());
}

async function takeTime(delayMs: number): Promise<void> {
  if (delayMs > 0) await pause(delayMs, undefined, { ref: false });
}

function onceOnly(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) action();
    isDone = true;
  };
}

/** A request as a store takes it, without its body. Repeated headers are joined, as HTTP allows. */
export function storeRequest({ method = '', url = '', headers }: IncomingMessage): StoreRequest {
  const single = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')] as const);
  return { method, url, headers: Object.fromEntries(single) };
}

/** Whether the store receives a request in spite of its fault. */
export function reachesStore(fault: Fault): boolean {
  if ('applied' in fault) return fault.applied;
  return !['shed', 'too-many-at-once', 'turned-away', 'redirect'].includes(fault.kind);
}

/** The response of a fault that replaces the store's own; `undefined` for other faults. */
export function replacementResponse(store: Store, fault: Fault, nowMs: number): StoreResponse | undefined {
  switch (fault.kind) {
    case 'server-error':
      return { status: fault.status, ...PAGE };
    case 'foreign-page':
      return { status: 200, ...PAGE };
    case 'turned-away':
      return withHeaders(fault.status === 401 ? UNKNOWN_TOKEN : MISSING_SCOPE, standingHeaders(store));
    case 'too-many-at-once':
      return withHeaders(TOO_MANY_REQUESTS, {
        ...standingHeaders(store),
        ...quotaHeaders(takeRequest(store.window, nowMs)),
      });
    case 'shed':
      return { status: 429, headers: {}, body: '' };
    case 'redirect':
      return { status: fault.status, headers: { Location: fault.location }, body: '' };
    default:
      return undefined;
  }
}

const PAGE = {
  headers: { 'Content-Type': 'text/html' },
  body: '<!DOCTYPE html><html lang="en"><head><title>Error</title></head><body></body></html>',
};

interface Delivery {
  readonly response: StoreResponse;
  readonly fault: Fault;
  readonly acceptsGzip: boolean;
  /** Called before the last bytes leave: once a client has its response, the call no longer counts as running. */
  readonly onEnd: () => void;
}

/**
 * Writes a response as BigCommerce does, or as its fault demands.
 *
 * @returns What was sent; `undefined` for nothing.
 */
async function deliver(outgoing: ServerResponse, delivery: Delivery): Promise<WireResponse | undefined> {
  const { response, fault, onEnd } = delivery;
  if (outgoing.destroyed) return undefined;
  if (fault.kind === 'stall') {
    await once(outgoing, 'close');
    return undefined;
  }
  if (fault.kind === 'reset' || (fault.kind === 'truncated' && !fault.hidden && response.body === '')) {
    outgoing.socket?.resetAndDestroy();
    return undefined;
  }
  const truncated = { ...response, body: response.body.slice(0, response.body.length >> 1) };
  const sent = fault.kind === 'truncated' ? truncated : response;
  const headers = writeHead(outgoing, sent, delivery.acceptsGzip);
  if (fault.kind === 'slow-body' && sent.body !== '') {
    outgoing.flushHeaders();
    await takeTime(fault.delayMs);
  }
  onEnd();
  const bytes = 'Content-Encoding' in headers ? gzipSync(sent.body) : sent.body;
  if (fault.kind === 'truncated' && !fault.hidden) outgoing.write(bytes, () => outgoing.socket?.destroy());
  else outgoing.end(bytes);
  return { status: sent.status, headers, body: sent.body };
}

/** Recorded responses have neither `Date` nor `Content-Length`. */
function writeHead(outgoing: ServerResponse, { status, headers, body }: StoreResponse, acceptsGzip: boolean) {
  const isCompressed = acceptsGzip && body !== '' && 'Vary' in headers;
  const written = {
    ...headers,
    ...(isCompressed && { 'Content-Encoding': 'gzip' }),
    ...(body !== '' && { 'Transfer-Encoding': 'chunked' }),
    Connection: outgoing.shouldKeepAlive ? 'keep-alive' : 'close',
  };
  outgoing.sendDate = false;
  outgoing.writeHead(status, written);
  return written;
}
