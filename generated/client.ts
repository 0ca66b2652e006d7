// Written by "npm run generate" from the OpenAPI document. Do not edit.

import createClient, {
  type ClientOptions,
  type FetchResponse,
  type HeadersOptions,
  type ParamsOption,
  type RequestBodyOption,
} from 'openapi-fetch';
import type { OperationDescriptor } from './descriptor.js';
import { operations as descriptors, type OperationId } from './operations.js';
import { serializePath, serializeQuery } from './serialize.js';
import type { operations, paths } from './types.js';

/** Parameters and body of a call, as the operation defines them. */
export type OperationInput<Id extends OperationId> = ParamsOption<operations[Id]> & RequestBodyOption<operations[Id]>;

/** What a call takes besides: what `fetch` takes, and a `fetch` for this call alone. */
export interface OperationInit extends Omit<RequestInit, 'body' | 'headers' | 'method'> {
  fetch?: (request: Request) => Promise<Response>;
  headers?: HeadersOptions;
}

export type OperationOptions<Id extends OperationId> = OperationInput<Id> & OperationInit;

/** What a call resolves to, as openapi-fetch has it: `data` or `error`, and the `response`. */
export type OperationResult<Id extends OperationId> = FetchResponse<operations[Id], object, `${string}/${string}`>;

export type OperationFunctions = {
  [Id in OperationId]: (options: OperationOptions<Id>) => Promise<OperationResult<Id>>;
};

/**
 * Creates one function per operation. They send what they are given: values are checked by the compiler only, and a
 * `baseUrl` with the server's variables filled in is needed.
 */
export function createOperations(options: ClientOptions) {
  const client = createClient<paths>(options);
  return {
    /** List customer attribute values */
    listCustomerAttributeValues: (options?: OperationOptions<'listCustomerAttributeValues'>) =>
      client.GET('/customers/attribute-values', { ...options, ...serializers(descriptors.listCustomerAttributeValues) }),

    /** Upsert customer attribute values */
    upsertCustomerAttributeValues: (options: OperationOptions<'upsertCustomerAttributeValues'>) =>
      client.PUT('/customers/attribute-values', { ...options, ...serializers(descriptors.upsertCustomerAttributeValues) }),

    /** Delete customer attribute values */
    deleteCustomerAttributeValues: (options: OperationOptions<'deleteCustomerAttributeValues'>) =>
      client.DELETE('/customers/attribute-values', { ...options, ...serializers(descriptors.deleteCustomerAttributeValues) }),

    /** Delete customers */
    deleteCustomers: (options: OperationOptions<'deleteCustomers'>) =>
      client.DELETE('/customers', { ...options, ...serializers(descriptors.deleteCustomers) }),

    /** Remove shopper profiles from a segment */
    removeShopperProfilesFromSegment: (options: OperationOptions<'removeShopperProfilesFromSegment'>) =>
      client.DELETE('/segments/{segmentId}/shopper-profiles', { ...options, ...serializers(descriptors.removeShopperProfilesFromSegment) }),
  } satisfies OperationFunctions;
}

/** Parameters are written as the document says, each in its own style. */
function serializers({ parameters }: OperationDescriptor) {
  return {
    querySerializer: (query: Record<string, unknown>) => serializeQuery(parameters.query, query),
    pathSerializer: serializePath,
  };
}
