import type { BulkOptions } from '../bulk/bulk-options.js';
import { idOperation } from '../bulk/id-operation.js';
import { sendItems } from '../bulk/send-items.js';
import type { DryRun, DryRunOption } from '../transport/preview-request.js';
import type { Transport } from '../transport/transport.js';

/** Deletes things by their ids, or tells which requests would do so. */
export interface DeleteByIds {
  (ids: readonly number[], options: BulkOptions & DryRunOption): Promise<DryRun>;
  (ids: readonly number[], options?: BulkOptions): Promise<void>;
}

export function createDelete(
  transport: Transport,
  operationId: 'deleteCustomers' | 'deleteCustomerAttributeValues',
): DeleteByIds {
  const operation = idOperation(
    {
      operationId,
      parameter: 'id:in',
      argument: 'ids',
      toInput: (ids: number[]) => ({ params: { query: { 'id:in': ids } } }),
    },
    transport.serverUrl,
  );
  function deleteByIds(ids: readonly number[], options: BulkOptions & DryRunOption): Promise<DryRun>;
  function deleteByIds(ids: readonly number[], options?: BulkOptions): Promise<void>;
  async function deleteByIds(
    ids: readonly number[],
    options: BulkOptions & Partial<DryRunOption> = {},
  ): Promise<unknown> {
    const result = await sendItems(transport, operation, ids, options);
    return Array.isArray(result) ? undefined : result;
  }
  return deleteByIds;
}
