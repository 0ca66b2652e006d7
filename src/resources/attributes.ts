import type { CallResult, DryRunOption } from '../dry-run.js';
import type { CallOptions } from '../options.js';
import type { Transport } from '../transport/transport.js';
import type { FiltersOf, PageOf, RecordOf } from '../types.js';
import { asIs, byQuery, type ListOperation, listPage } from './list.js';
import { type ListAllOptions, listAllRecords } from './list-all.js';

/** The attributes that a store defines for its customers. */
export interface AttributesResource {
  /**
   * Lists one page of attributes: the first one unless `page` says otherwise, with as many attributes as the store's default
   * unless `limit` says otherwise.
   *
   * @param filters Default: none, which lists all attributes of the store.
   * @param options With `dryRun: true`, returns the request without sending it.
   * @throws InvalidRequestError when a filter is unknown or has an invalid value. Nothing was sent.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  list<IsDryRun extends boolean | undefined = false>(
    filters?: AttributeFilters,
    options?: CallOptions & DryRunOption<IsDryRun>,
  ): Promise<CallResult<AttributePage, IsDryRun>>;
  /**
   * Iterates over all attributes that satisfy the filters, page after page. Pages have the largest size unless `limit` says otherwise.
   * As `attributeValues.listAll`, it skips attributes if pages move up while you iterate: see `order`.
   *
   * @throws What `list` throws, while iterating; MalformedResponseError also when the store repeats pages, or says that
   * more follow an empty one: then nobody knows what is missing.
   */
  listAll(filters?: AttributeFilters, options?: ListAllOptions): AsyncGenerator<Attribute, void, undefined>;
}

export function createAttributesResource(transport: Transport): AttributesResource {
  return {
    list: (filters = {}, options = {}) => listPage(transport, LIST_ATTRIBUTES, filters, options),
    listAll: (filters = {}, options = {}) => listAllRecords(transport, LIST_ATTRIBUTES, filters, options),
  };
}

type Id = 'listCustomerAttributes';

/**
 * A field that a store defines for its customers.
 *
 * @interface
 */
export type Attribute = { [Name in keyof RecordOf<Id>]: RecordOf<Id>[Name] };

/** One page of attributes, with its position among all pages. */
export interface AttributePage extends PageOf<Id, Attribute> {}

/**
 * Filters for attributes, under their names in the API.
 *
 * @interface
 */
export type AttributeFilters = { [Name in keyof FiltersOf<Id>]: FiltersOf<Id>[Name] };

const LIST_ATTRIBUTES: ListOperation<Id, AttributePage> = {
  operationId: 'listCustomerAttributes',
  toInput: byQuery,
  readPage: asIs,
};
