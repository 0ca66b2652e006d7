import { RegExpRouter } from 'hono/router/reg-exp-router';
import type { OperationDescriptor } from '../../generated/contract-descriptor.js';
import { operations } from '../../generated/contract-operations.js';
import { type OperationId, server } from '../../generated/operations.js';
import type { StoreRequest } from './wire.js';

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
