// Written by "npm run generate" from the OpenAPI document. Do not edit.

import createClient, {
  type ClientOptions,
  createFinalURL,
  type FetchResponse,
  type HeadersOptions,
  type ParamsOption,
  type RequestBodyOption,
} from 'openapi-fetch';
import { type ClientOperation, withoutPrototypes } from './descriptor.js';
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

    /** List customers */
    listCustomers: (options?: OperationOptions<'listCustomers'>) =>
      client.GET('/customers', { ...options, ...serializers(descriptors.listCustomers) }),

    /** Delete customers */
    deleteCustomers: (options: OperationOptions<'deleteCustomers'>) =>
      client.DELETE('/customers', { ...options, ...serializers(descriptors.deleteCustomers) }),

    /** List customer attributes */
    listCustomerAttributes: (options?: OperationOptions<'listCustomerAttributes'>) =>
      client.GET('/customers/attributes', { ...options, ...serializers(descriptors.listCustomerAttributes) }),

    /** List shopper profiles of a segment */
    listShopperProfilesOfSegment: (options: OperationOptions<'listShopperProfilesOfSegment'>) =>
      client.GET('/segments/{segmentId}/shopper-profiles', { ...options, ...serializers(descriptors.listShopperProfilesOfSegment) }),

    /** Remove shopper profiles from a segment */
    removeShopperProfilesFromSegment: (options: OperationOptions<'removeShopperProfilesFromSegment'>) =>
      client.DELETE('/segments/{segmentId}/shopper-profiles', { ...options, ...serializers(descriptors.removeShopperProfilesFromSegment) }),
  } satisfies OperationFunctions;
}

/** A request as an operation defines it, to be sent by anything that speaks HTTP. */
export interface OperationRequest {
  readonly method: string;
  readonly url: string;
  /** The header parameters, where there are any. */
  readonly headers: Readonly<Record<string, unknown>> | undefined;
  /** JSON. */
  readonly body: string | undefined;
}

/**
 * Writes the request of an operation without sending it: openapi-fetch's client makes a platform Request and Headers for
 * each call, which cost more than all the rest.
 *
 * @throws TypeError for what has no textual form.
 */
export function writeRequest<Id extends OperationId>(
  baseUrl: string,
  operationId: Id,
  input: OperationInput<Id>,
): OperationRequest {
  // Spread, so that nothing is taken from a polluted Object.prototype.
  const { params: given, body }: { params?: RequestParams; body?: unknown } = { params: {}, body: undefined, ...input };
  const params: RequestParams = { path: {}, query: {}, header: undefined, ...given };
  const descriptor: ClientOperation = descriptors[operationId];
  const url = createFinalURL(descriptor.path, { baseUrl, params, ...serializers(descriptor) });
  const text = body === undefined ? undefined : JSON.stringify(withoutPrototypes(body));
  return { method: descriptor.method, url, headers: params.header, body: text };
}

interface RequestParams {
  readonly path?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly header?: Record<string, unknown> | undefined;
}

/** Parameters are written as the document says, each in its own style. */
function serializers({ parameters }: ClientOperation) {
  return {
    querySerializer: (query: Record<string, unknown>) => serializeQuery(parameters.query, query),
    pathSerializer: serializePath,
  };
}
