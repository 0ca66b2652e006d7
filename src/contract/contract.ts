import type { Violation, ViolationRule } from '#errors';
import type { ClientOperation, QueryStyle, ServerDescriptor, WireType } from '../../generated/descriptor.js';
import type { ContractDocument, LineOf } from './document.js';
import { type SpecProblem, SpecProblemsError } from './load/source.js';
import type { SchemaValidator } from './schema/schemas.js';

/**
 * The scheme and host of a server's URL, which may both contain variables, and the path after them. A server that is only a
 * path has an empty origin: OpenAPI resolves it against the location of the document.
 */
export function partsOfServer(url: string): { readonly origin: string; readonly path: string } {
  const [origin = ''] = /^(?:(?:[a-z\d+.-]|\{[^{}]*\})+:)?\/\/[^/]+/i.exec(url) ?? [];
  return { origin, path: url.slice(origin.length) };
}

/**
 * Whether an origin is that of a server, which may contain variables: `{scheme}://{region}.example.com`. Case and default
 * ports do not matter.
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

/** A variable matches anything that a host can contain. A server without a scheme matches every scheme. */
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
   * Whether anything that the document does not declare is a violation too (keyword `undeclared`): body properties at any
   * depth, headers other than those of HTTP itself, and statuses that only `default` covers. Default: `false`, because
   * APIs extend their responses without notice.
   *
   * Its own `allow` has patterns for these findings only, in the same syntax.
   */
  readonly strict?: boolean | { readonly allow?: readonly string[] | undefined } | undefined;
  /**
   * Findings to leave out, strict or not, as patterns: a location (`request.query:utm_*`, `response.header:x-*`,
   * `response.body:/data/*\/new_field`, `response.status:409`), a keyword (`keyword:readOnly`), an undocumented path
   * (`paths:/static/**`) or another server (`servers`), each after an operationId if it is about one operation
   * (`getOrder response.status:409`). `*` matches any text within a name, `**` any number of members. Objects cover
   * violations that have all of their members: `{ location: 'response.body', keyword: 'content' }`.
   */
  readonly allow?: readonly Allowed[] | undefined;
}

/** Findings to leave out: a pattern, or the members that they have. */
export type Allowed = string | AllowedViolation;

/** Covers every violation that has all of these members, such as `{ location: 'response.body', keyword: 'content' }`. */
export type AllowedViolation = {
  readonly [Name in 'operationId' | 'location' | 'pointer' | 'keyword']?: Violation[Name] | undefined;
};

/** An OpenAPI document in the form that exchanges are checked against. */
export interface Contract {
  readonly server: ServerDescriptor;
  /** All servers, if the document has more than one. */
  readonly servers?: readonly ServerDescriptor[] | undefined;
  /** Operations by operationId. */
  readonly operations: Readonly<Record<string, OperationDescriptor>>;
  /** Validates the parameters of a request and the presence of its body, by operationId. */
  readonly requests: Readonly<Record<string, SchemaValidator>>;
  /** Validates the body of a request, by operationId and media type. */
  readonly bodies: Readonly<Record<string, Readonly<Record<string, SchemaValidator>>>>;
  /** The documented responses, by operationId and status. */
  readonly responses: Readonly<Record<string, ResponseDescriptors>>;
  /** The document itself, for strict checks and rule locations. */
  readonly document: ContractDocument;
  /** The name of the document in messages, if it has one. */
  readonly file?: string | undefined;
  /** The parts of a loaded document that are not checked, with their lines. The bundled contract has none. */
  readonly unchecked?: readonly SpecProblem[];
  /** Why operations of a loaded document cannot be checked, by operationId. Nothing but their method and path is known. */
  readonly refused?: Readonly<Record<string, readonly SpecProblem[]>> | undefined;
  /** The line of each part of the document. */
  readonly lineOf: LineOf;
  /** As `lineOf`, for loaded documents, whose parts may come from several files or from an object without lines. */
  readonly placeOf?: ((pointer: string) => ViolationRule) | undefined;
}

/**
 * Stops the check of an operation whose own rules could not be read.
 *
 * @throws SpecProblemsError that names the operation, and says what is wrong with the document and where.
 */
export function assertReadable({ refused }: Contract, operationId: string): void {
  const problems = refused && Object.hasOwn(refused, operationId) ? refused[operationId] : undefined;
  if (!problems) return;
  const named = problems.map((problem) => ({
    ...problem,
    reason: `${operationId} cannot be checked: ${problem.reason}`,
  }));
  throw new SpecProblemsError(named);
}

/** The bounds that the document sets on a value. */
export interface Limits {
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A parameter of a path or a header. */
export interface ParameterDescriptor {
  readonly name: string;
  readonly required: boolean;
  /** The JSON types of the value, of its items where it is a list, and of its members where it is an object. */
  readonly types: readonly WireType[];
  readonly itemTypes?: readonly WireType[];
  readonly memberTypes?: Readonly<Record<string, readonly WireType[]>>;
  /** The types of undeclared members, if they are allowed. */
  readonly otherMemberTypes?: readonly WireType[];
  /** Default: `simple`. */
  readonly style?: QueryStyle | 'label' | 'matrix';
  /** Whether each member is written separately, those of objects as `name=value`. Default: `false`. */
  readonly explode?: boolean;
  /** Whether the text is JSON. */
  readonly json?: true;
  readonly limits: Limits;
}

/** A query parameter, with its serialization. */
export interface QueryParameterDescriptor extends ParameterDescriptor {
  readonly style: QueryStyle;
  /** Whether each member of a list repeats the name (`a=1&a=2`) or all share one (`a=1,2`). */
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Whether an empty text is allowed, whatever the schema says. */
  readonly allowEmptyValue?: true;
  /** Whether its schema does not say which type it has: it is a list where the name is repeated, or else a text. */
  readonly isAnyType?: true;
  /** Whether a percent sign in its text is itself, as in cookies of style `cookie`. */
  readonly isVerbatim?: true;
  /** Whether its value cannot be determined from its text. */
  readonly isUnchecked?: true;
  /** Whether the value is a date that must not be percent-encoded. */
  readonly dateFilter?: true;
  /** The effect on data of leaving the parameter out. */
  readonly whenOmitted?: 'changes-nothing' | 'removes-all' | 'unknown';
  /** Whether a call without the parameter is idempotent, if that differs from other calls. */
  readonly repeatableWhenOmitted?: boolean;
}

export interface RequestBodyDescriptor {
  readonly required: boolean;
  readonly mediaTypes: readonly string[];
  readonly limits: Limits;
  readonly texts?: TextDescriptors;
}

/** The types of bodies that are neither JSON nor strings, by media type. */
export type TextDescriptors = Readonly<Record<string, TextDescriptor>>;

export interface TextDescriptor {
  readonly types: readonly WireType[];
  /** The fields of a form, which are serialized as in a query, and the types of other fields. */
  readonly fields?: readonly QueryParameterDescriptor[];
  readonly otherTypes?: readonly WireType[];
}

/** One credential that a request carries. */
export interface CredentialDescriptor {
  readonly in: 'header' | 'query' | 'cookie';
  readonly name: string;
  /** The authentication scheme before it, such as `Bearer` in the header `Authorization`. */
  readonly scheme?: string;
  readonly scopes: readonly string[];
}

/** One operation: the form of its request, and how clients may use it. */
export interface OperationDescriptor extends ClientOperation {
  readonly operationId: string;
  /** Its own servers, if it has any. */
  readonly servers?: readonly ServerDescriptor[];
  readonly parameters: {
    readonly path: readonly ParameterDescriptor[];
    readonly query: readonly QueryParameterDescriptor[];
    readonly header: readonly ParameterDescriptor[];
    readonly cookie?: readonly QueryParameterDescriptor[];
  };
  /** Whether undeclared query parameters are allowed, because some are unknown or describe the query as a whole. */
  readonly anyQuery?: true;
  readonly requestBody?: RequestBodyDescriptor;
  /** Alternatives, each a list of credentials that are required together. An empty one means that none is needed. */
  readonly security: readonly (readonly CredentialDescriptor[])[];
  /** How many calls of this operation a store handles at once, if a limit is known. */
  readonly maxConcurrency?: number;
  /** Whether the operation is idempotent: sending a request twice leaves the store as sending it once. */
  readonly repeatable: boolean;
}

/** One documented response, with validators for its headers and, by media type, for its body. */
export interface ResponseDescriptor {
  readonly headers: readonly ParameterDescriptor[];
  readonly validateHeaders: SchemaValidator;
  readonly content: Readonly<Record<string, SchemaValidator>>;
  readonly texts?: TextDescriptors;
  /** Whether the body described by `content` may be missing. */
  readonly bodyOptional?: true;
  /** The statuses that a `default` response covers. Default: all. */
  readonly statusRange?: { readonly minimum: number; readonly maximum: number };
}

/** The documented responses of one operation by status, which may be a range (`4XX`) or `default`. */
export type ResponseDescriptors = Readonly<Record<string, ResponseDescriptor>>;
