import type { BulkOptions } from '../bulk/run-bulk.js';
import type { CallResult, DryRunOption } from '../dry-run.js';
import type { Transport } from '../transport/transport.js';
import { deleteIds, idOperation, queryOfIds } from './delete-by-ids.js';

/** Registered shoppers of a store. */
export interface CustomersResource {
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
    delete: (ids, options = {}) => deleteIds(transport, DELETE_CUSTOMERS, ids, options),
  };
}

/** How customers are deleted. */
export const DELETE_CUSTOMERS = idOperation('deleteCustomers', queryOfIds);
