import type { ViolationRule } from '#errors';
import type { ServerDescriptor } from '../../generated/descriptor.js';
import type { OperationDescriptor, ResponseDescriptors } from './descriptors.js';
import type { ContractDocument, LineOf } from './document.js';
import type { SpecProblem } from './load/source.js';
import type { SchemaValidator } from './schema/schemas.js';

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
  /** What the parameters of a request must satisfy, and whether it must have a body, by operationId. */
  readonly requests: Readonly<Record<string, SchemaValidator>>;
  /** What the body of a request must satisfy, by operationId and media type. */
  readonly bodies: Readonly<Record<string, Readonly<Record<string, SchemaValidator>>>>;
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
