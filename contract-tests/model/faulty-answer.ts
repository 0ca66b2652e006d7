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
  const replaced = fault.kind === 'refused' ? NOTHING : replacementResponse(store, fault, nowMs);
  if (fault.kind === 'refused' || !reachesStore(fault))
    return { answer: replaced ?? NOTHING, storeStatus: undefined, call: undefined };
  const admission = admit(store, request, nowMs);
  const call = 'call' in admission ? admission.call : undefined;
  const own = 'call' in admission ? carryOut(store, admission.call, nowMs) : admission.response;
  return { answer: replaced ?? own, storeStatus: own.status, call };
}

/** The connection breaks before anybody sees it. */
const NOTHING: StoreResponse = { status: 500, headers: {}, body: '' };
