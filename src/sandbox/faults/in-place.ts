import { standingHeaders } from '../admit.js';
import { MISSING_SCOPE, TOO_MANY_REQUESTS, UNKNOWN_TOKEN, withHeaders } from '../answers.js';
import { quotaHeaders, take } from '../rate-window.js';
import type { Store } from '../store.js';
import type { StoreAnswer } from '../wire.js';
import type { Fault } from './fault.js';

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
