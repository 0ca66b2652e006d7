import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { WireResponse } from '../../contract/exchange.js';
import { type AdmittedCall, admit, standingHeaders } from '../admit.js';
import { type AnswerDraft, NO_SUCH_ROUTE, tooLarge, withHeaders } from '../answers.js';
import { carryOut, end } from '../apply.js';
import type { Fault } from '../faults/fault.js';
import { answerInPlace, reachesStore } from '../faults/in-place.js';
import { takeByAnotherApp } from '../rate-window.js';
import type { Store } from '../store.js';
import type { StoreAnswer, StoreRequest } from '../wire.js';
import { deliver } from './deliver.js';
import { TOO_LARGE } from './read-body.js';

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
