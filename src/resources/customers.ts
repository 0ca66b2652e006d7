import type { BulkOptions } from '../bulk/run-bulk.js';
import type { CallResult, DryRunOption } from '../dry-run.js';
import type { CallOptions } from '../options.js';
import type { Transport } from '../transport/transport.js';
import type { FiltersOf, PageOf, RecordOf } from '../types.js';
import { deleteIds, idOperation, queryOfIds } from './delete-by-ids.js';
import { asIs, byQuery, type ListOperation, listPage } from './list.js';
import { type ListAllOptions, listAllRecords } from './list-all.js';

/** Registered shoppers of a store. */
export interface CustomersResource {
  /**
   * Lists one page of customers: the first one unless `page` says otherwise, with as many customers as the store's default
   * unless `limit` says otherwise.
   *
   * @param filters Default: none, which lists all customers of the store.
   * @param options With `dryRun: true`, returns the request without sending it.
   * @throws InvalidRequestError when a filter is unknown or has an invalid value. Nothing was sent.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  list<IsDryRun extends boolean | undefined = false>(
    filters?: CustomerFilters,
    options?: CallOptions & DryRunOption<IsDryRun>,
  ): Promise<CallResult<CustomerPage, IsDryRun>>;
  /**
   * Iterates over all customers that satisfy the filters, page after page. Pages have the largest size unless `limit` says otherwise.
   * As `attributeValues.listAll`, it skips customers if pages move up while you iterate: see `order`.
   *
   * @throws What `list` throws, while iterating; MalformedResponseError also when the store repeats pages, or says that
   * more follow an empty one: then nobody knows what is missing.
   */
  listAll(filters?: CustomerFilters, options?: ListAllOptions): AsyncGenerator<Customer, void, undefined>;
  /**
   * Deletes any number of customers, irrevocably. Ids that do not exist are most likely ignored. Each id is sent once; a long
   * list takes several requests, a few at a time.
   *
   * @param options With `dryRun: true`, returns the requests without sending them.
   * @throws InvalidRequestError when the list is empty or an entry is not a valid customer id. Nothing was sent.
   * @throws BulkError when not every request succeeded. It says which customers were deleted and which were not.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  delete<IsDryRun extends boolean | undefined = false>(
    ids: readonly number[],
    options?: BulkOptions & DryRunOption<IsDryRun>,
  ): Promise<CallResult<void, IsDryRun>>;
}

export function createCustomersResource(transport: Transport): CustomersResource {
  return {
    list: (filters = {}, options = {}) => listPage(transport, LIST_CUSTOMERS, filters, options),
    listAll: (filters = {}, options = {}) => listAllRecords(transport, LIST_CUSTOMERS, filters, options),
    delete: (ids, options = {}) => deleteIds(transport, DELETE_CUSTOMERS, ids, options),
  };
}

/**
 * A registered shopper.
 *
 * @interface
 */
export type Customer = { [Name in keyof RecordOf<'listCustomers'>]: RecordOf<'listCustomers'>[Name] };

/** One page of customers, with its position among all pages. */
export interface CustomerPage extends PageOf<'listCustomers', Customer> {}

/**
 * Filters for customers, under their names in the API, and what each customer is to include.
 *
 * @interface
 */
export type CustomerFilters = { [Name in keyof FiltersOf<'listCustomers'>]: FiltersOf<'listCustomers'>[Name] };

/** How customers are listed. */
const LIST_CUSTOMERS: ListOperation<'listCustomers', CustomerPage> = {
  operationId: 'listCustomers',
  toInput: byQuery,
  readPage: asIs,
};

/** How customers are deleted. */
export const DELETE_CUSTOMERS = idOperation('deleteCustomers', queryOfIds);
