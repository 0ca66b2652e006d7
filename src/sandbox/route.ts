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
 * Finds the operation that a request calls.
 *
 * @param basePath What stands in front of the API's own paths, where a store is served by something else.
 * @returns `undefined` when the path is unknown, or does not have the method.
 */
export function findRoute({ method, url }: StoreRequest, basePath = ''): Route | undefined {
  const [, path = '', query = ''] = /^(?:[a-z]+:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?/i.exec(url) ?? [];
  if (!path.startsWith(basePath)) return undefined;
  for (const operationId of OPERATION_IDS) {
    const { store_hash: storeHash, segmentId } = PATTERNS[operationId].exec(path.slice(basePath.length))?.groups ?? {};
    if (storeHash === undefined || operations[operationId].method !== method.toUpperCase()) continue;
    return { operationId, operation: operations[operationId], storeHash, segmentId, query };
  }
  return undefined;
}

const SERVER_PATH = server.url.replace(/^[a-z]+:\/\/[^/]+/, '');

/** Paths with the names of their parameters, exactly as they are: not even a slash at the end is overlooked. */
const PATTERNS = {
  listCustomerAttributeValues: patternOf('listCustomerAttributeValues'),
  upsertCustomerAttributeValues: patternOf('upsertCustomerAttributeValues'),
  deleteCustomerAttributeValues: patternOf('deleteCustomerAttributeValues'),
  deleteCustomers: patternOf('deleteCustomers'),
  removeShopperProfilesFromSegment: patternOf('removeShopperProfilesFromSegment'),
} satisfies Readonly<Record<OperationId, RegExp>>;

function isOperationId(name: string): name is OperationId {
  return name in PATTERNS;
}

const OPERATION_IDS = Object.keys(PATTERNS).filter(isOperationId);

function patternOf(operationId: OperationId): RegExp {
  const template = SERVER_PATH + operations[operationId].path;
  return new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}
