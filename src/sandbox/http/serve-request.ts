import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { WireResponse } from '../../contract/exchange.js';
import { type AdmittedCall, admit, standingHeaders } from '../admit.js';
import {
  type AnswerDraft,
  MISSING_SCOPE,
  NO_SUCH_ROUTE,
  TOO_MANY_REQUESTS,
  tooLarge,
  UNKNOWN_TOKEN,
  withHeaders,
} from '../answers.js';
import { carryOut, end } from '../apply.js';
import type { Fault } from '../faults/fault.js';
import { quotaHeaders, take, takeByAnotherApp } from '../limits.js';
import type { Store, StoreAnswer, StoreRequest } from '../store.js';
import { TOO_LARGE } from './server.js';

/** A request that has arrived as a whole, and what is to happen to it. */
export interface Arrival {
  readonly request: StoreRequest;
  readonly body: string | typeof TOO_LARGE;
  readonly fault: Fault;
  /** What is said in place of an answer of the store. */
  readonly refusal: AnswerDraft | undefined;
}

/** How a store is served. */
export interface Service {
  readonly now: () => number;
  readonly latencyMs: number;
  readonly maxBodyBytes: number;
}

/** Lets the store answer a request, unless its fault does, and sends the answer. */
export async function serveRequest(
  store: Store,
  { request, body, fault, refusal }: Arrival,
  outgoing: ServerResponse,
  service: Service,
): Promise<WireResponse | undefined> {
  const nowMs = service.now();
  if (fault.kind === 'quota-taken') takeByAnotherApp(store.window, nowMs, fault.requests);
  const replaced = answerInPlace(store, fault, nowMs);
  const acceptsGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const send = (answer: StoreAnswer, onEnd = () => {}) => {
    // What is left of the body is not waited for.
    if (body === TOO_LARGE) outgoing.shouldKeepAlive = false;
    return deliver(outgoing, { answer: replaced ?? answer, fault, acceptsGzip, onEnd });
  };
  if (refusal) return send(withHeaders(refusal, standingHeaders(store)));
  if (!reachesStore(fault)) return send(withHeaders(NO_SUCH_ROUTE, {}));
  const admission = admit(store, request, nowMs);
  if ('answer' in admission) return send(admission.answer);

  const finish = onceOnly(() => end(store, admission.call));
  try {
    await takeTime(service.latencyMs + (fault.kind === 'latency' ? fault.delayMs : 0));
    if (outgoing.destroyed && store.switches.abandonedCall === 'dropped') return undefined;
    return await send(answerTo(store, admission.call, body, service), finish);
  } finally {
    finish();
  }
}

function answerTo(store: Store, call: AdmittedCall, body: Arrival['body'], { maxBodyBytes, now }: Service) {
  if (body === TOO_LARGE) return withHeaders(tooLarge(maxBodyBytes), call.headers);
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

/** A request as a store takes it, still without its body. Of a repeated header HTTP makes one. */
export function storeRequest({ method = '', url = '', headers }: IncomingMessage): StoreRequest {
  const single = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')] as const);
  return { method, url, headers: Object.fromEntries(single) };
}

/** Whether a request comes to the store in spite of its fault. */
export function reachesStore(fault: Fault): boolean {
  if ('applied' in fault) return fault.applied;
  return !['shed', 'too-many-at-once', 'turned-away', 'redirect'].includes(fault.kind);
}

/** What comes back in place of the store's own answer; `undefined` where that one does, or none at all. */
export function answerInPlace(store: Store, fault: Fault, nowMs: number): StoreAnswer | undefined {
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
        ...quotaHeaders(take(store.window, nowMs)),
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

export interface Delivery {
  readonly answer: StoreAnswer;
  readonly fault: Fault;
  /** Whether the client takes compressed bodies. */
  readonly acceptsGzip: boolean;
  /** Called before the last bytes leave, so that a client that has its answer can count on the call being over. */
  readonly onEnd: () => void;
}

/**
 * Writes an answer as BigCommerce does, or as its fault wants it.
 *
 * @returns What the client was sent; `undefined` for nothing.
 */
export async function deliver(outgoing: ServerResponse, delivery: Delivery): Promise<WireResponse | undefined> {
  const { answer, fault, onEnd } = delivery;
  if (outgoing.destroyed) return undefined;
  if (fault.kind === 'stall') {
    await once(outgoing, 'close');
    return undefined;
  }
  if (fault.kind === 'reset' || (fault.kind === 'truncated' && !fault.hidden && answer.body === '')) {
    outgoing.socket?.resetAndDestroy();
    return undefined;
  }
  const cut = { ...answer, body: answer.body.slice(0, answer.body.length >> 1) };
  const sent = fault.kind === 'truncated' ? cut : answer;
  const headers = writeHead(outgoing, sent, delivery.acceptsGzip);
  if (fault.kind === 'slow-body' && sent.body !== '') await pauseAfterHead(outgoing, fault.delayMs);
  onEnd();
  const bytes = 'Content-Encoding' in headers ? gzipSync(sent.body) : sent.body;
  if (fault.kind === 'truncated' && !fault.hidden) outgoing.write(bytes, () => outgoing.socket?.destroy());
  else outgoing.end(bytes);
  return { status: sent.status, headers, body: sent.body };
}

/** No `Date` and no `Content-Length`, which recorded answers do not have either. */
function writeHead(outgoing: ServerResponse, { status, headers, body }: StoreAnswer, acceptsGzip: boolean) {
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

async function pauseAfterHead(outgoing: ServerResponse, delayMs: number): Promise<void> {
  outgoing.flushHeaders();
  await pause(delayMs, undefined, { ref: false });
}
