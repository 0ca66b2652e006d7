import { type AdmittedCall, admit } from '../../src/sandbox/admit.js';
import { MISSING_SCOPE, TOO_MANY_REQUESTS, UNKNOWN_TOKEN, withHeaders } from '../../src/sandbox/answers.js';
import { carryOut } from '../../src/sandbox/apply.js';
import { quotaHeaders, take, takeByAnotherApp } from '../../src/sandbox/rate-window.js';
import type { Store } from '../../src/sandbox/store.js';
import type { StoreAnswer, StoreRequest } from '../../src/sandbox/wire.js';
import type { Fault } from './fault.js';

/** What happens when a request reaches the store, or what stands in front of it. */
export interface Arrival {
  /** What is sent back, if anything is. */
  readonly answer: StoreAnswer;
  /** What the store itself answered; `undefined` where it was never asked. */
  readonly storeStatus: number | undefined;
  /** The call, which runs until somebody ends it. */
  readonly call: AdmittedCall | undefined;
}

/** A request arrives. */
export function arrive(store: Store, request: StoreRequest, fault: Fault, nowMs: number): Arrival {
  if (fault.kind === 'quota-taken') takeByAnotherApp(store.window, nowMs);
  if (!reachesStore(fault))
    return { answer: answerInPlace(store, fault, nowMs), storeStatus: undefined, call: undefined };
  const admission = admit(store, request, nowMs);
  const call = 'call' in admission ? admission.call : undefined;
  const own = 'call' in admission ? carryOut(store, admission.call, nowMs) : admission.answer;
  const isReplaced = fault.kind === 'server-error' || fault.kind === 'foreign-page';
  return { answer: isReplaced ? answerInPlace(store, fault, nowMs) : own, storeStatus: own.status, call };
}

function reachesStore(fault: Fault): boolean {
  if ('applied' in fault) return fault.applied;
  return !['shed', 'too-many-at-once', 'turned-away', 'refused'].includes(fault.kind);
}

/** What comes back in place of the store's own answer. */
function answerInPlace(store: Store, fault: Fault, nowMs: number): StoreAnswer {
  if (fault.kind === 'server-error') return { status: fault.status, ...PAGE };
  if (fault.kind === 'foreign-page') return { status: 200, ...PAGE };
  if (fault.kind === 'turned-away') return withHeaders(fault.status === 401 ? UNKNOWN_TOKEN : MISSING_SCOPE, {});
  if (fault.kind === 'too-many-at-once') return withHeaders(TOO_MANY_REQUESTS, quotaHeaders(take(store.window, nowMs)));
  return { status: 429, headers: {}, body: '' };
}

const PAGE = {
  headers: { 'Content-Type': 'text/html' },
  body: '<!DOCTYPE html><html lang="en"><head><title>Error</title></head><body></body></html>',
};
