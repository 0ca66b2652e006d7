import { sendIds } from '../bulk/send-ids.js';
import type { CallOptions } from '../transport/call-options.js';
import type { Transport } from '../transport/transport.js';

/** Registered shoppers of a store. */
export interface CustomersResource {
  /**
   * Deletes customers; nothing brings them back. Ids that do not exist are most likely ignored. Takes any number of ids;
   * many are sent as several requests, one after another.
   *
   * @throws InvalidRequestError when the list is empty or an entry is not a customer id. Nothing was sent.
   * @throws BulkError when one of several requests failed. It tells what was deleted and what was not.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  delete(ids: readonly number[], options?: CallOptions): Promise<void>;
}

export function createCustomersResource(transport: Transport): CustomersResource {
  return {
    delete: async (ids, options = {}) =>
      sendIds(
        transport,
        {
          operationId: 'deleteCustomers',
          parameter: 'id:in',
          argument: 'ids',
          toInput: (list: number[]) => ({ params: { query: { 'id:in': list } } }),
        },
        ids,
        options,
      ),
  };
}
