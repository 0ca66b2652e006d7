import type { OperationDescriptor, ResponseDescriptors } from '../../generated/contract-descriptor.js';
import { document } from '../../generated/contract-document.js';
import { distances } from '../../generated/contract-lines.js';
import { operations } from '../../generated/contract-operations.js';
import { requests } from '../../generated/contract-requests.js';
import type { ServerDescriptor, Validator } from '../../generated/descriptor.js';
import { server } from '../../generated/operations.js';
import { responses } from '../../generated/responses.js';
import type { ViolationRule } from '../errors/contract-violation-error.js';
import type { SpecProblem } from './load/problem.js';
import { partsOfServer } from './match-origin.js';
import type { ContractDocument } from './openapi/document-part.js';
import { type LineOf, linesFrom } from './openapi/lines.js';

/** What an OpenAPI document allows, in the form that exchanges are checked against. */
export interface Contract {
  readonly server: ServerDescriptor;
  /** All servers, where there are others than that one. */
  readonly servers?: readonly ServerDescriptor[] | undefined;
  /** Operations by operationId. */
  readonly operations: Readonly<Record<string, OperationDescriptor>>;
  /** What the parameters and the body of a request must satisfy, by operationId. */
  readonly requests: Readonly<Record<string, Validator>>;
  /** What the body of a request must satisfy, by operationId and media type, where `requests` knows of no body but JSON. */
  readonly bodies?: Readonly<Record<string, Readonly<Record<string, Validator>>>>;
  /** The documented answers, by operationId and status. */
  readonly responses: Readonly<Record<string, ResponseDescriptors>>;
  /** The document itself: what strict checks look up in it. */
  readonly document: ContractDocument;
  /** What messages call the document, where it has a name. */
  readonly file?: string | undefined;
  /** What of a loaded document is not looked at, and where it is written. Nothing of the contract of this package. */
  readonly unchecked?: readonly SpecProblem[];
  /** Where each part of the document is written. */
  readonly lineOf: LineOf;
  /** The same, where parts of a loaded document may have been written in other files, or in none. */
  readonly placeOf?: ((pointer: string) => ViolationRule) | undefined;
}

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
