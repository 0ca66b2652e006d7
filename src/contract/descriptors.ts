import type {
  OperationDescriptor as ClientOperation,
  QueryStyle,
  ServerDescriptor,
  WireType,
} from '../../generated/descriptor.js';
import type { SchemaValidator } from './schema/schemas.js';

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
