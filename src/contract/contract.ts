import type { OperationDescriptor, ResponseDescriptors } from '../../generated/contract-descriptor.js';
import { document } from '../../generated/contract-document.js';
import { distances } from '../../generated/contract-lines.js';
import { operations } from '../../generated/contract-operations.js';
import { requests } from '../../generated/contract-requests.js';
import type { ServerDescriptor, Validator } from '../../generated/descriptor.js';
import { server } from '../../generated/operations.js';
import { responses } from '../../generated/responses.js';
import type { ViolationRule } from '../errors/contract-violation-error.js';
import type { SpecProblem } from './load/source.js';
import { type ContractDocument, type LineOf, linesFrom } from './openapi/document.js';

/**
 * The beginning of a server's URL that names scheme and host, both of which may have variables, and the path after it.
 * Servers that are named by their path alone have no origin: they are wherever the document is.
 */
export function partsOfServer(url: string): { readonly origin: string; readonly path: string } {
  const [origin = ''] = /^(?:(?:[a-z\d+.-]|\{[^{}]*\})+:)?\/\/[^/]+/i.exec(url) ?? [];
  return { origin, path: url.slice(origin.length) };
}

/**
 * Whether a URL begins with the scheme and the host of a server, which may have variables: `{scheme}://{region}.example.com`.
 * Hosts are the same in any case, and with or without the usual port.
 */
export function isServedFrom(origin: string, serverOrigin: string): boolean {
  const server = normalOrigin(serverOrigin);
  const given = normalOrigin(origin);
  if (!/\{|^\/\//.test(server)) return given === server;
  const template = templateOf(server);
  return [given, `${given}:${given.startsWith('http:') ? 80 : 443}`].some((text) => template.test(text));
}

/** Whether a request goes to one of these origins. */
export function goesTo(url: string, serverOrigins: readonly string[]): boolean {
  const [origin = ''] = /^[a-z]+:\/\/[^/?#]+/i.exec(url) ?? [];
  return URL.canParse(origin) && serverOrigins.some((server) => isServedFrom(new URL(origin).origin, server));
}

function normalOrigin(origin: string): string {
  return URL.canParse(origin) && !/[@{]/.test(origin) ? new URL(origin).origin : origin;
}

/** A variable stands for anything that can be in a host. Without a scheme, any will do. */
function templateOf(server: string): RegExp {
  const literals = (server.startsWith('//') ? `{}:${server}` : server).split(/\{[^{}]*\}/).map(escaped);
  return new RegExp(`^${literals.join('[^/?#@]+')}$`, 'i');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&');
}

/** How strictly exchanges are checked. */
export interface CheckOptions {
  /**
   * Whether what the document does not declare is a violation (keyword `undeclared`) as well: properties of bodies, at any
   * depth, headers other than those of HTTP itself, and statuses that only `default` covers. Default: `false`, because
   * APIs add to their answers without notice.
   *
   * `allow` lists what is fine nevertheless, as patterns: `response.header:x-*`, `response.body:/data/*\/new_field`
   * (`*` is any text within a name, `**` any number of members), `getOrder response.status:409`.
   */
  readonly strict?: boolean | { readonly allow?: readonly string[] | undefined } | undefined;
}

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
