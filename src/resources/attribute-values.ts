import { sendIds } from '../bulk/send-ids.js';
import type { CallOptions } from '../transport/call-options.js';
import type { Transport } from '../transport/transport.js';
import type { AttributeValue, AttributeValueFilters, AttributeValueInput, AttributeValuePage } from '../wire-types.js';
import { listAllPages, listPage } from './list-attribute-values.js';
import { type UpsertOutcome, upsertAll, upsertStream } from './upsert-attribute-values.js';

/** What customers have in the attributes of a store. */
export interface AttributeValuesResource {
  /**
   * One page of attribute values: the first, unless `page` says otherwise, with as many values as the store puts on a
   * page, unless `limit` says otherwise.
   *
   * @param filters Without any, values of all customers and attributes are listed.
   * @throws InvalidRequestError when a filter is unknown or has an unusable value. Nothing was sent.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  list(filters?: AttributeValueFilters, options?: CallOptions): Promise<AttributeValuePage>;
  /**
   * All attribute values that satisfy the filters, one by one, fetched page by page as they are asked for. Pages have
   * the largest size unless `limit` says otherwise. Deleting values while iterating moves the pages, so that some are
   * skipped: gather the ids first.
   *
   * @throws What `list` throws, from the iteration. MalformedResponseError also when the store repeats a page.
   */
  listAll(filters?: AttributeValueFilters, options?: CallOptions): AsyncGenerator<AttributeValue, void, undefined>;
  /**
   * Creates or replaces attribute values. Takes any number; many are sent as several requests, one after another. Two
   * values for the same customer and attribute are written in the order given.
   *
   * @returns The stored records, one for each value, in the order of the values.
   * @throws InvalidRequestError when the list is empty or a value is not acceptable. Nothing was sent.
   * @throws BulkError when one of several requests failed. It has the records of those that worked.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  upsert(values: readonly AttributeValueInput[], options?: CallOptions): Promise<AttributeValue[]>;
  /**
   * Creates or replaces attribute values from a source of any length, holding one batch in memory at a time.
   *
   * @returns The outcome of each batch. A batch that fails does not throw, and the batches after it are sent. When the
   * signal is aborted, nothing more is taken from the source, and values already taken are reported as failed.
   * When the caller stops early, values that are taken but do not fill a batch yet are not sent.
   *
   * @throws InvalidRequestError for an unusable option; and whatever the source throws.
   */
  upsertBatches(
    values: Iterable<AttributeValueInput> | AsyncIterable<AttributeValueInput>,
    options?: CallOptions,
  ): AsyncGenerator<UpsertOutcome, void, undefined>;
  /**
   * Deletes attribute values by their own ids, the `id` of a listed record. Takes any number of ids; many are sent as
   * several requests, one after another.
   *
   * @throws InvalidRequestError when the list is empty or an entry is not an id. Nothing was sent.
   * @throws BulkError when one of several requests failed. It tells what was deleted and what was not.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  delete(ids: readonly number[], options?: CallOptions): Promise<void>;
}

export function createAttributeValuesResource(transport: Transport): AttributeValuesResource {
  return {
    list: async (filters = {}, options = {}) => listPage(transport, filters, options),
    listAll: (filters = {}, options = {}) => listAllPages(transport, filters, options),
    upsert: async (values, options = {}) => upsertAll(transport, values, options),
    upsertBatches: (values, options = {}) => upsertStream(transport, values, options),
    delete: async (ids, options = {}) =>
      sendIds(
        transport,
        {
          operationId: 'deleteCustomerAttributeValues',
          parameter: 'id:in',
          argument: 'ids',
          toInput: (list: number[]) => ({ params: { query: { 'id:in': list } } }),
        },
        ids,
        options,
      ),
  };
}
