import { document } from '../../generated/contract-document.js';
import { distances } from '../../generated/contract-lines.js';
import type { ServerDescriptor } from '../../generated/descriptor.js';
import type { OperationId } from '../../generated/operations.js';
import type { OperationDescriptor } from './contract.js';
import { type Contract, partsOfServer } from './contract.js';
import { linesFrom } from './document.js';
import { makeContract, type ReadContract } from './load/make-contract.js';
import type { Failure } from './schema/schemas.js';

/** The document that the bundled contract was generated from. */
export const BUNDLED_FILE = 'openapi/bigcommerce-customers.yaml';

let read: ReadContract | undefined;

/** Reads the bundled document on first use, the way `loadContract` reads others. */
function contents(): ReadContract {
  const problemAt = (pointer: string, rule: string, reason: string) => {
    return { file: BUNDLED_FILE, line: 1, column: 1, pointer, rule, reason };
  };
  read ??= makeContract({ document, problemAt });
  return read;
}

/** The contract of the five operations of this package. */
export const bigcommerceContract: Contract = {
  get server() {
    return contents().server;
  },
  get operations() {
    return contents().operations;
  },
  get requests() {
    return contents().requests;
  },
  get bodies() {
    return contents().bodies;
  },
  get responses() {
    return contents().responses;
  },
  document,
  file: BUNDLED_FILE,
  lineOf: linesFrom(document, distances),
};

/** Schema failures in the parameters and the JSON body of a request. */
export function bigcommerceIssues(
  operationId: OperationId,
  carried: { readonly path?: unknown; readonly query?: unknown; readonly body?: unknown },
): readonly Failure[] {
  const { requests, bodies } = contents();
  const { failures = [] } = requests[operationId]?.inspect(carried) ?? {};
  const validateBody = bodies[operationId]?.['application/json'];
  if (carried.body === undefined || !validateBody) return failures;
  const inBody = validateBody.inspect(carried.body).failures;
  return [...failures, ...inBody.map((failure) => ({ ...failure, instancePath: `/body${failure.instancePath}` }))];
}

/** One of the five operations. */
export function bigcommerceOperation(operationId: OperationId): OperationDescriptor {
  const operation = bigcommerceContract.operations[operationId];
  if (!operation) throw new TypeError(`the contract has no operation ${operationId}`);
  return operation;
}

/**
 * The same contract, served from another base URL, such as a sandbox, a proxy or a test server. The path of each server is
 * kept and appended to it. Use it as well to give a host to a loaded contract whose document names none.
 */
export function contractAt(baseUrl: string, contract: Contract = bigcommerceContract): Contract {
  const base = baseUrl.replace(/(?<!\/)\/+$/, '');
  const moved = <Server extends ServerDescriptor>(server: Server): Server => {
    return { ...server, url: base + partsOfServer(server.url).path };
  };
  const operations = Object.entries(contract.operations).map(([operationId, operation]) => {
    const { servers } = operation;
    return [operationId, servers ? { ...operation, servers: servers.map(moved) } : operation] as const;
  });
  return {
    ...contract,
    server: moved(contract.server),
    servers: contract.servers?.map(moved),
    operations: Object.fromEntries(operations),
  };
}
