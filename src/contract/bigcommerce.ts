import { document } from '../../generated/contract-document.js';
import { distances } from '../../generated/contract-lines.js';
import { operations } from '../../generated/contract-operations.js';
import { requests } from '../../generated/contract-requests.js';
import type { ServerDescriptor } from '../../generated/descriptor.js';
import { server } from '../../generated/operations.js';
import { responses } from '../../generated/responses.js';
import { type Contract, partsOfServer } from './contract.js';
import { linesFrom } from './document.js';

/** The document in the package, and where it was generated from. */
export const BUNDLED_FILE = 'openapi/bigcommerce-customers.yaml';

/** The contract of the five operations of this package. */
export const bigcommerceContract: Contract = {
  server,
  operations,
  requests,
  responses,
  document,
  file: BUNDLED_FILE,
  lineOf: linesFrom(document, distances),
};

/**
 * The same contract, served from another base URL: a sandbox, a proxy, a test server. The path of the server stays behind
 * it. A loaded contract whose document names no host gets one that way.
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
