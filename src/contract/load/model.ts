import type {
  CredentialDescriptor,
  OperationDescriptor,
  QueryParameterDescriptor,
} from '../../../generated/contract-descriptor.js';
import type { QueryStyle, ServerDescriptor } from '../../../generated/descriptor.js';
import type { DocumentNode } from './document.js';

export interface ParameterModel {
  readonly pointer: string;
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly style: QueryStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly json: true | undefined;
  readonly dateFilter: true | undefined;
  readonly whenOmitted: QueryParameterDescriptor['whenOmitted'];
  readonly repeatableWhenOmitted: boolean | undefined;
  readonly schema: DocumentNode;
}

export interface ContentModel {
  readonly mediaType: string;
  readonly schema: DocumentNode;
  /** The fields, where it may be a form that is looked at. */
  readonly form: readonly ParameterModel[] | undefined;
}

export interface RequestBodyModel {
  readonly pointer: string;
  readonly required: boolean;
  readonly content: readonly ContentModel[];
}

export interface HeaderModel {
  readonly name: string;
  readonly required: boolean;
  readonly schema: DocumentNode;
}

export interface ResponseModel {
  readonly status: string;
  readonly pointer: string;
  readonly headers: readonly HeaderModel[];
  readonly content: readonly ContentModel[];
  readonly bodyOptional: true | undefined;
  readonly statusRange: { readonly minimum: number; readonly maximum: number } | undefined;
}

export interface OperationModel {
  readonly operationId: string;
  readonly pointer: string;
  readonly summary: string;
  readonly method: OperationDescriptor['method'];
  readonly path: string;
  /** Where it is served, where not with all others. */
  readonly servers: readonly ServerDescriptor[] | undefined;
  readonly parameters: readonly ParameterModel[];
  readonly requestBody: RequestBodyModel | undefined;
  readonly responses: readonly ResponseModel[];
  readonly security: readonly (readonly CredentialDescriptor[])[];
  readonly maxConcurrency: number | undefined;
  readonly repeatable: boolean;
}

/** An OpenAPI document in the order and the terms in which code is generated from it. */
export interface SpecModel {
  readonly title: string;
  readonly version: string;
  readonly server: ServerDescriptor;
  readonly servers: readonly ServerDescriptor[] | undefined;
  readonly operations: readonly OperationModel[];
}
