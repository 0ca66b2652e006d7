import { bigcommerceOperation, byLiterals, matchTemplate, type OperationDescriptor, readHeaders } from '#contract';
import { credentialHeaders, type OperationId, operations, server } from '../../generated/operations.js';
import { beginCall, quotaHeaders, takeRequest } from './limits.js';
import {
  ANOTHER_STORE,
  EMPTY_TOKEN,
  MISSING_SCOPE,
  NO_SUCH_ROUTE,
  NO_TOKEN,
  type ResponseDraft,
  TOO_MANY_REQUESTS,
  TRAILING_SLASH,
  UNKNOWN_TOKEN,
  withHeaders,
} from './responses.js';
import type { Store, StoreRequest, StoreResponse } from './store.js';

/** A request that a store has begun to handle. */
export interface AdmittedCall {
  readonly route: Route;
  readonly body: string | undefined;
  /** Headers of the response. They state the quota as it was when the call was admitted. */
  readonly headers: Readonly<Record<string, string>>;
}

type Admission = { readonly call: AdmittedCall } | { readonly response: StoreResponse };

/**
 * Admits a request or turns it away. Checks the route, the token with its store and scope, the quota, and the number of
 * running calls, in this order. An admitted call counts as running until `endCall`.
 */
export function admit(store: Store, request: StoreRequest, nowMs: number): Admission {
  const headers = standingHeaders(store);
  const route = findRoute(request, store.basePath);
  if (!route) {
    const draft = hasTrailingSlash(request, store.basePath) ? TRAILING_SLASH : NO_SUCH_ROUTE;
    return { response: withHeaders(draft, headers) };
  }
  const refusal = checkToken(store, request, route);
  if (refusal) return { response: withHeaders(refusal, headers) };
  const { allowed, ...reading } = takeRequest(store.window, nowMs);
  const allHeaders = { ...headers, ...quotaHeaders(reading) };
  if (!allowed || !beginCall(store.inFlight, route.operation))
    return { response: withHeaders(TOO_MANY_REQUESTS, allHeaders) };
  return { call: { route, body: request.body, headers: allHeaders } };
}

/** The headers of every response of a store. Each call returns a new request id. */
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
): ResponseDraft | undefined {
  const token = readHeaders(headers).get(credentialHeaders[0].toLowerCase());
  if (token === undefined) return NO_TOKEN;
  if (token.trim() === '') return EMPTY_TOKEN;
  const scopes = tokens.get(token);
  if (!scopes) return UNKNOWN_TOKEN;
  if (calledHash !== storeHash) return ANOTHER_STORE;
  const isSufficient = operation.security.some((credentials) =>
    credentials.every((credential) => credential.scopes.every((scope) => scopes.includes(scope))),
  );
  return isSufficient ? undefined : MISSING_SCOPE;
}

/** The operation that a request calls, and the raw parts of its URL. */
interface Route {
  readonly operationId: OperationId;
  readonly operation: OperationDescriptor;
  readonly storeHash: string;
  /** The texts of the path parameters. */
  readonly path: Readonly<Record<string, string>>;
  /** Without the question mark. */
  readonly query: string;
}

/**
 * Finds the operation that a request calls. Paths must match exactly, without a trailing slash. A fixed part of a path counts
 * before a parameter in its place.
 *
 * @param basePath The part of the path before the API's own paths.
 * @returns `undefined` for an unknown path, or for a method that the path does not have.
 */
export function findRoute({ method, url }: StoreRequest, basePath = ''): Route | undefined {
  const [, path = '', query = ''] = /^(?:[a-z]+:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?/i.exec(url) ?? [];
  if (!path.startsWith(basePath)) return undefined;
  const rest = path.slice(basePath.length);
  for (const operationId of OPERATION_IDS) {
    const { method: wanted, path: template } = operations[operationId];
    const match = wanted === method.toUpperCase() ? matchTemplate(SERVER_PATH + template, rest) : undefined;
    if (!match) continue;
    const { store_hash: storeHash = '', ...values } = match.values;
    return { operationId, operation: bigcommerceOperation(operationId), storeHash, path: values, query };
  }
  return undefined;
}

/** Whether a request would call an operation if its path did not end in a slash. */
function hasTrailingSlash(request: StoreRequest, basePath: string): boolean {
  const url = request.url.replace(/^([^?#]*)\/(?=[?#]|$)/, '$1');
  return url !== request.url && findRoute({ ...request, url }, basePath) !== undefined;
}

const SERVER_PATH = server.url.replace(/^[a-z]+:\/\/[^/]+/, '');

const OPERATION_IDS = Object.keys(operations)
  .filter((name): name is OperationId => Object.hasOwn(operations, name))
  .sort((one, other) => byLiterals(operations[one].path, operations[other].path));
