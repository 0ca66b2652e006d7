import type { QueryStyle, ServerDescriptor } from '../../../generated/descriptor.js';
import type { CredentialDescriptor, OperationDescriptor, QueryParameterDescriptor } from '../descriptors.js';
import type { DocumentNode } from './document.js';

export interface HeaderModel {
  readonly name: string;
  readonly required: boolean;
  /** How it is written, where that is not `simple` or a style of queries. */
  readonly pathStyle: 'label' | 'matrix' | undefined;
  readonly explode: boolean;
  readonly json: true | undefined;
  /** Nobody can tell from its text what value it has. */
  readonly isUnchecked: true | undefined;
  readonly schema: DocumentNode;
}

export interface ParameterModel extends HeaderModel {
  readonly pointer: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly style: QueryStyle;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: true | undefined;
  readonly dateFilter: true | undefined;
  readonly whenOmitted: QueryParameterDescriptor['whenOmitted'];
  readonly repeatableWhenOmitted: boolean | undefined;
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
