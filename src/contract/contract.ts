import type { ViolationRule } from '#errors';
import type {
  OperationDescriptor as ClientOperation,
  QueryStyle,
  ServerDescriptor,
  WireType,
} from '../../generated/descriptor.js';
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

/** The bounds that the OpenAPI document sets on a value, as far as it sets any. */
export interface Limits {
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** What a parameter has wherever it travels. */
export interface ParameterDescriptor {
  readonly name: string;
  readonly required: boolean;
  /** The JSON types of the value, of its items where it is a list, and of its members where it is an object. */
  readonly types: readonly WireType[];
  readonly itemTypes?: readonly WireType[];
  readonly memberTypes?: Readonly<Record<string, readonly WireType[]>>;
  /** The types of members that have no types of their own, where there may be such. */
  readonly otherMemberTypes?: readonly WireType[];
  /** `simple` unless it says otherwise. */
  readonly style?: QueryStyle | 'label' | 'matrix';
  /** Whether each member stands on its own: those of objects with their names. `false` unless it says otherwise. */
  readonly explode?: boolean;
  /** The text is JSON. */
  readonly json?: true;
  readonly limits: Limits;
}

/** A query parameter, with how its value is written into the URL. */
export interface QueryParameterDescriptor extends ParameterDescriptor {
  readonly style: QueryStyle;
  /** Whether each member of a list repeats the name (`a=1&a=2`) or all share one (`a=1,2`). */
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** An empty text is fine, whatever the value must be. */
  readonly allowEmptyValue?: true;
  /** The value is a moment, and is never percent-encoded. */
  readonly dateFilter?: true;
  /** What the operation does to data when the parameter is left out. */
  readonly whenOmitted?: 'changes-nothing' | 'removes-all' | 'unknown';
  /** Whether a call without the parameter may be repeated, where that differs from other calls. */
  readonly repeatableWhenOmitted?: boolean;
}

export interface RequestBodyDescriptor {
  readonly required: boolean;
  readonly mediaTypes: readonly string[];
  readonly limits: Limits;
  readonly texts?: TextDescriptors;
}

/** By media type, what the text of a body that is not JSON is turned into, where that is anything but text. */
export type TextDescriptors = Readonly<Record<string, TextDescriptor>>;

export interface TextDescriptor {
  readonly types: readonly WireType[];
  /** The fields of a form, which are written as in a query, and the types of all others. */
  readonly fields?: readonly QueryParameterDescriptor[];
  readonly otherTypes?: readonly WireType[];
}

/** One credential that a request carries. */
export interface CredentialDescriptor {
  readonly in: 'header' | 'query' | 'cookie';
  readonly name: string;
  /** The word that it begins with, as the header `Authorization` has it. */
  readonly scheme?: string;
  readonly scopes: readonly string[];
}

/** One operation: everything about how its request looks, and how it may be used. */
export interface OperationDescriptor extends ClientOperation {
  readonly operationId: string;
  /** Where it is served, where not with all others. */
  readonly servers?: readonly ServerDescriptor[];
  readonly parameters: {
    readonly path: readonly ParameterDescriptor[];
    readonly query: readonly QueryParameterDescriptor[];
    readonly header: readonly ParameterDescriptor[];
    readonly cookie?: readonly QueryParameterDescriptor[];
  };
  readonly requestBody?: RequestBodyDescriptor;
  /** Alternatives; each lists the credentials that go together. An empty alternative means that none is needed. */
  readonly security: readonly (readonly CredentialDescriptor[])[];
  /** Calls of this operation that a store handles at once, where a limit is known. */
  readonly maxConcurrency?: number;
  /** Whether sending the same request again leaves the store as one request would. */
  readonly repeatable: boolean;
}

/** One documented answer: what its headers and, per media type, its body must satisfy. */
export interface ResponseDescriptor {
  readonly headers: readonly ParameterDescriptor[];
  readonly validateHeaders: SchemaValidator;
  readonly content: Readonly<Record<string, SchemaValidator>>;
  readonly texts?: TextDescriptors;
  /** The body described by `content` may be missing. */
  readonly bodyOptional?: true;
  /** The statuses that a `default` answer covers, where not all. */
  readonly statusRange?: { readonly minimum: number; readonly maximum: number };
}

/** The documented answers of one operation by status, which may be a range (`4XX`) or `default`. */
export type ResponseDescriptors = Readonly<Record<string, ResponseDescriptor>>;
