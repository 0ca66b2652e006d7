import type { Transport } from '../transport/transport.js';
import { createDelete, type DeleteByIds } from './delete-by-ids.js';

/** Registered shoppers of a store. */
export interface CustomersResource {
  /**
   * Deletes customers; nothing brings them back. Ids that do not exist are most likely ignored. Takes any number of ids,
   * each of which is sent once; many are sent as several requests, a few at a time.
   *
   * @throws InvalidRequestError when the list is empty or an entry is not a customer id. Nothing was sent.
   * @throws BulkError when not every request worked. It tells what was deleted and what was not.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  readonly delete: DeleteByIds;
}

export function createCustomersResource(transport: Transport): CustomersResource {
  return { delete: createDelete(transport, 'deleteCustomers') };
}
