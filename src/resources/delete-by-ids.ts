import type { OperationInput } from '../../generated/client.js';
import type { OperationDescriptor } from '../../generated/descriptor.js';
import { type OperationId, operations, server } from '../../generated/operations.js';
import type { Chunk } from '../bulk/chunks.js';
import type { BulkOptions } from '../bulk/run-chunks.js';
import type { BulkOperation } from '../bulk/send-chunk.js';
import { sendItems } from '../bulk/send-items.js';
import type { DryRun, DryRunOption, NameArgument } from '../transport/request.js';
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

/** How ids become requests of one operation. */
export interface IdRequests<Id extends OperationId, Item> {
  readonly operationId: Id;
  /** The query parameter that holds the ids. */
  readonly parameter: string;
  /** The caller's name for the list. */
  readonly argument: string;
  toInput(ids: Item[]): OperationInput<Id>;
  /** Says what is wrong with the body of a success, where it cannot be used. */
  findProblem?(body: unknown): string | undefined;
}

/** Sends ids, each once, as many in a request as the document and the length of a URL allow. Nothing comes back. */
export function idOperation<Id extends OperationId, Item extends string | number>(
  { operationId, parameter, argument, toInput, findProblem = () => undefined }: IdRequests<Id, Item>,
  serverUrl: string,
): BulkOperation<Id, Item, never> {
  const { params }: { params?: { path?: object } } = toInput([]);
  return {
    operationId,
    argument,
    limits: limitsFor(operationId, parameter, serverUrl, Object.values(params?.path ?? {})),
    // UUIDs are the same in any case (RFC 9562).
    keyOf: (id) => (typeof id === 'string' ? id.toLowerCase() : id),
    sendsRepeats: false,
    toInput,
    nameArgument: (chunk) => nameIn(chunk, parameter, argument),
    findProblem,
    readResults: () => [],
  };
}

function limitsFor(operationId: OperationId, parameter: string, serverUrl: string, pathValues: readonly unknown[]) {
  const operation: OperationDescriptor = operations[operationId];
  const { maxItems = Infinity } = operation.parameters.query.find(({ name }) => name === parameter)?.limits ?? {};
  const rest = `${serverUrl}${operation.path}?${parameter}=`.length + sum(pathValues.map(lengthOf));
  return { maxItems, maxLength: server.maxUrlLength - rest, lengthOf };
}

/** Characters an id takes with a comma behind it. What is not an id is refused before its length matters. */
function lengthOf(id: unknown): number {
  return (typeof id === 'string' || typeof id === 'number' ? String(id).length : 0) + ','.length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A mistake in an id is reported at its position in the caller's list. */
function nameIn(chunk: Chunk<unknown>, parameter: string, argument: string): NameArgument {
  return ([place, name, position]) => {
    if (place !== 'query' || name !== parameter) return name ?? argument;
    return position === undefined ? argument : `${argument}[${chunk[Number(position)]?.index}]`;
  };
}
