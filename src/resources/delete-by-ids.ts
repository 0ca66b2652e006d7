import type { OperationInput } from '../../generated/client.js';
import { type OperationId, operations, server } from '../../generated/operations.js';
import type { Chunk } from '../bulk/chunks.js';
import type { BulkOptions } from '../bulk/run-bulk.js';
import type { BulkOperation } from '../bulk/send-chunk.js';
import { sendItems } from '../bulk/send-items.js';
import type { CallResult, DryRunOption } from '../dry-run.js';
import type { NameArgument } from '../transport/request.js';
import type { Transport } from '../transport/transport.js';
import { ID_PARAMETER, idLimits } from './id-limits.js';

/** The type of `customers.delete` and `attributeValues.delete`. */
export type DeleteByIds = <IsDryRun extends boolean | undefined = false>(
  ids: readonly number[],
  options?: BulkOptions & DryRunOption<IsDryRun>,
) => Promise<CallResult<void, IsDryRun>>;

/** Sends ids to an operation that returns nothing for them. */
export function deleteIds<Id extends OperationId, Item, IsDryRun extends boolean | undefined>(
  transport: Transport,
  operationAt: (serverUrl: string) => BulkOperation<Id, Item, never>,
  ids: readonly Item[],
  options: BulkOptions & DryRunOption<IsDryRun>,
): Promise<CallResult<void, IsDryRun>> {
  return sendItems(transport, operationAt(transport.serverUrl), ids, options, () => undefined);
}

/** The input of operations that take numeric ids and nothing else. */
export const queryOfIds = (ids: number[]) => ({ params: { query: { [ID_PARAMETER]: ids } } });

/** Where an operation and its callers have the ids, if it is not the usual place. */
export interface IdNames {
  /**
   * The caller's name for the list.
   *
   * @default 'ids'
   */
  readonly argument?: string;
  /** Describes what makes the body of a successful response unusable, if anything does. */
  findProblem?(body: unknown): string | undefined;
  /**
   * Whether a body with a success has to confirm by its counts that all ids worked.
   *
   * @default false
   */
  readonly isCounted?: boolean;
}

/**
 * An operation on ids: each is sent once, as many to a request as the document and the length of a URL allow.
 *
 * @returns What makes the operation for a server, whose URL may be long.
 */
export function idOperation<Id extends OperationId, Item extends string | number>(
  operationId: Id,
  toInput: (ids: Item[]) => OperationInput<Id>,
  { argument = 'ids', findProblem = () => undefined, isCounted = false }: IdNames = {},
): (serverUrl: string) => BulkOperation<Id, Item, never> {
  const { params }: { params?: { path?: object } } = toInput([]);
  const { maxUrlLength } = server;
  return (serverUrl) => ({
    operationId,
    argument,
    limits: idLimits<Item>(operations[operationId], { serverUrl, maxUrlLength }, Object.values(params?.path ?? {})),
    // UUIDs are case-insensitive (RFC 9562).
    keyOf: (id) => (typeof id === 'string' ? id.toLowerCase() : id),
    lastWins: false,
    toInput,
    nameArgument: (chunk) => nameIn(chunk, argument),
    findProblem,
    isCounted,
    readResults: () => [],
  });
}

/** Names an invalid id by its position in the caller's list. */
function nameIn(chunk: Chunk<unknown>, argument: string): NameArgument {
  return ([place, name, position]) => {
    if (place !== 'query' || name !== ID_PARAMETER) return name ?? argument;
    return position === undefined ? argument : `${argument}[${chunk[Number(position)]?.index}]`;
  };
}
