import { RegExpRouter } from 'hono/router/reg-exp-router';
import type { OperationDescriptor } from '../../generated/contract-descriptor.js';
import { operations } from '../../generated/contract-operations.js';
import { credentialHeaders, type OperationId, server } from '../../generated/operations.js';
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
import { enter, quotaHeaders, take } from './limits.js';
import type { Store, StoreAnswer, StoreRequest } from './store.js';

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

/** The operation that a request calls, and the raw parts of its URL. */
export interface Route {
  readonly operationId: OperationId;
  readonly operation: OperationDescriptor;
  readonly storeHash: string;
  readonly segmentId: string | undefined;
  /** Without the question mark. */
  readonly query: string;
}

/**
 * Finds the operation that a request calls. Paths are taken exactly as they are: not even a slash at the end is overlooked.
 *
 * @param basePath What stands in front of the API's own paths, where a store is served by something else.
 * @returns `undefined` when the path is unknown, or does not have the method.
 */
export function findRoute({ method, url }: StoreRequest, basePath = ''): Route | undefined {
  const [, path = '', query = ''] = /^(?:[a-z]+:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?/i.exec(url) ?? [];
  if (!path.startsWith(basePath)) return undefined;
  const [found, stash] = router.match(method.toUpperCase(), path.slice(basePath.length));
  const [operationId, positions] = found[0] ?? [];
  if (operationId === undefined) return undefined;
  const parameter = (name: string) => {
    const value = positions?.[name];
    return typeof value === 'number' ? stash?.[value] : value;
  };
  const storeHash = parameter('store_hash') ?? '';
  return { operationId, operation: operations[operationId], storeHash, segmentId: parameter('segmentId'), query };
}

/** Whether a request would call an operation if its path did not end in a slash. */
export function hasSlashTooMany(request: StoreRequest, basePath = ''): boolean {
  const url = request.url.replace(/^([^?#]*)\/(?=[?#]|$)/, '$1');
  return url !== request.url && findRoute({ ...request, url }, basePath) !== undefined;
}

function isOperationId(name: string): name is OperationId {
  return Object.hasOwn(operations, name);
}

const SERVER_PATH = server.url.replace(/^[a-z]+:\/\/[^/]+/, '');

const router = new RegExpRouter<OperationId>();
for (const operationId of Object.keys(operations).filter(isOperationId)) {
  const { method, path } = operations[operationId];
  router.add(method, (SERVER_PATH + path).replace(/\{(\w+)\}/g, ':$1'), operationId);
}
