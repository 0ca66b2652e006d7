import { type AdmittedCall, admit } from '../../src/sandbox/admit.js';
import { reachesStore, replacementResponse } from '../../src/sandbox/http/serve-request.js';
import { takeByAnotherApp } from '../../src/sandbox/limits.js';
import { carryOut } from '../../src/sandbox/operations.js';
import type { Store, StoreRequest, StoreResponse } from '../../src/sandbox/store.js';
import type { Fault } from './fault.js';

/** What happens when a request reaches the store, or what stands in front of it. */
export interface Arrival {
  /** What is sent back, if anything is. */
  readonly answer: StoreResponse;
  /** What the store itself answered; `undefined` where it was never asked. */
  readonly storeStatus: number | undefined;
  /** The call, which runs until somebody ends it. */
  readonly call: AdmittedCall | undefined;
}

/** A request arrives. */
export function arrive(store: Store, request: StoreRequest, fault: Fault, nowMs: number): Arrival {
  if (fault.kind === 'quota-taken') takeByAnotherApp(store.window, nowMs);
  const replaced = replacementOf(store, fault, nowMs);
  if (!isCarriedOut(fault)) return { answer: replaced ?? NOTHING, storeStatus: undefined, call: undefined };
  const carriedOut = fault.kind === 'half-done' ? halfOf(request, store) : request;
  const admission = admit(store, carriedOut, nowMs);
  const call = 'call' in admission ? admission.call : undefined;
  const own = 'call' in admission ? carryOut(store, admission.call, nowMs) : admission.response;
  return { answer: replaced ?? own, storeStatus: own.status, call };
}

/** What somebody else answers in the place of the store, if anybody does. */
function replacementOf(store: Store, fault: Fault, nowMs: number): StoreResponse | undefined {
  if (fault.kind === 'refused') return NOTHING;
  if (fault.kind === 'half-done') return undefined;
  if (fault.kind !== 'undeclared-success') return replacementResponse(store, fault, nowMs);
  const { status, body } = fault;
  return { status, headers: body === '' ? {} : { 'Content-Type': 'application/json' }, body };
}

function isCarriedOut(fault: Fault): boolean {
  if (fault.kind === 'undeclared-success') return fault.applied;
  return fault.kind === 'half-done' || (fault.kind !== 'refused' && reachesStore(fault));
}

/** A request whose answer counts, without half of its ids. No other answer would tell. */
function halfOf(request: StoreRequest, { switches }: Store): StoreRequest {
  const [address = '', list = ''] = request.url.split('?id:in=');
  const ids = list.split(',');
  if (!address.endsWith('/shopper-profiles') || switches.removalAnswer !== 200 || ids.length < 2) return request;
  return { ...request, url: `${address}?id:in=${ids.slice(ids.length >> 1).join(',')}` };
}

/** The connection breaks before anybody sees it. */
const NOTHING: StoreResponse = { status: 500, headers: {}, body: '' };
