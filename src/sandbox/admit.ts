import { credentialHeaders } from '../../generated/operations.js';
import { readHeaders } from '../contract/exchange.js';
import {
  ANOTHER_STORE,
  type AnswerDraft,
  EMPTY_TOKEN,
  MISSING_SCOPE,
  NO_SUCH_ROUTE,
  NO_TOKEN,
  SLASH_AT_END,
  TOO_MANY_REQUESTS,
  UNKNOWN_TOKEN,
  withHeaders,
} from './answers.js';
import { enter } from './concurrency.js';
import { quotaHeaders, take } from './rate-window.js';
import { findRoute, hasSlashTooMany, type Route } from './route.js';
import type { Store } from './store.js';
import type { StoreAnswer, StoreRequest } from './wire.js';

/** A request that a store has begun to handle. */
export interface AdmittedCall {
  readonly route: Route;
  readonly body: string | undefined;
  /** The headers that the answer will have, as they are known when the call is let in. */
  readonly headers: Readonly<Record<string, string>>;
}

export type Admission = { readonly call: AdmittedCall } | { readonly answer: StoreAnswer };

/**
 * Lets a request in, or turns it away: looks at the route, the token, its scope and store, the quota, and how many calls
 * are running, in this order. A call that is let in runs until somebody ends it.
 */
export function admit(store: Store, request: StoreRequest, nowMs: number): Admission {
  const always = standingHeaders(store);
  const route = findRoute(request, store.basePath);
  if (!route)
    return { answer: withHeaders(hasSlashTooMany(request, store.basePath) ? SLASH_AT_END : NO_SUCH_ROUTE, always) };
  const refusal = checkToken(store, request, route);
  if (refusal) return { answer: withHeaders(refusal, always) };
  const { allowed, ...reading } = take(store.window, nowMs);
  const headers = { ...always, ...quotaHeaders(reading) };
  if (!allowed || !enter(store.inFlight, route.operation)) return { answer: withHeaders(TOO_MANY_REQUESTS, headers) };
  return { call: { route, body: request.body, headers } };
}

/** The headers that everything has that comes from a store, with the id of one more request. */
export function standingHeaders(store: Store): Readonly<Record<string, string>> {
  store.requestCount += 1;
  return {
    'X-Request-Id': store.requestCount.toString(16).padStart(32, '0'),
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  };
}

function checkToken(
  { tokens, storeHash }: Store,
  { headers }: StoreRequest,
  { operation, storeHash: calledHash }: Route,
): AnswerDraft | undefined {
  const token = readHeaders(headers).get(credentialHeaders[0].toLowerCase());
  if (token === undefined) return NO_TOKEN;
  if (token.trim() === '') return EMPTY_TOKEN;
  const scopes = tokens.get(token);
  if (!scopes) return UNKNOWN_TOKEN;
  if (calledHash !== storeHash) return ANOTHER_STORE;
  const isEnough = operation.security.some((credentials) =>
    credentials.every((credential) => credential.scopes.every((scope) => scopes.includes(scope))),
  );
  return isEnough ? undefined : MISSING_SCOPE;
}
