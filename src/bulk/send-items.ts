import type { OperationId } from '../../generated/operations.js';
import { checkCallOptions } from '../transport/call-options.js';
import { checkBoolean, optional } from '../transport/check-options.js';
import type { DryRun, DryRunOption } from '../transport/preview-request.js';
import type { Transport } from '../transport/transport.js';
import { BULK_CHECKS, type BulkOptions } from './bulk-options.js';
import { entriesOf, withoutRepeats } from './entries.js';
import { previewAll, sendAll } from './send-all.js';
import type { BulkOperation } from './send-chunk.js';

/**
 * Sends any number of items, or tells what would be sent. An empty list is refused: a request without items can mean all.
 *
 * @throws InvalidRequestError, BulkError, and everything that {@link Transport.send} throws.
 */
export async function sendItems<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  items: readonly Item[],
  options: BulkOptions & Partial<DryRunOption>,
): Promise<Result[] | DryRun> {
  const { dryRun, ...checked } = checkCallOptions(options, CHECKS);
  const all = entriesOf(items, operation.argument, operation.operationId);
  const entries = operation.sendsRepeats ? all : withoutRepeats(all, operation.keyOf);
  return dryRun ? previewAll(transport, operation, entries, checked) : sendAll(transport, operation, entries, checked);
}

const CHECKS = { ...BULK_CHECKS, dryRun: optional(checkBoolean) };
