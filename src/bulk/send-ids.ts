import type { OperationInput } from '../../generated/client.js';
import type { OperationDescriptor } from '../../generated/descriptor.js';
import { type OperationId, operations, server } from '../../generated/operations.js';
import { type CallOptions, checkCallOptions } from '../transport/call-options.js';
import type { FindProblem } from '../transport/interpret-response.js';
import type { NameArgument } from '../transport/prepare-request.js';
import type { Transport } from '../transport/transport.js';
import { type Chunk, entriesOf, splitIntoChunks, withoutRepeats } from './chunk.js';
import { prepareChunks } from './prepare-chunks.js';
import { runChunks } from './run-chunks.js';

/** How ids become requests of one operation. */
export interface IdRequests<Id extends OperationId, Item> {
  readonly operationId: Id;
  /** The query parameter that holds the ids. */
  readonly parameter: string;
  /** The caller's name for the list. */
  readonly argument: string;
  toInput(ids: Item[]): OperationInput<Id>;
  /** Says what is wrong with the body of a success, where it cannot be used. */
  readonly findProblem?: FindProblem;
}

/**
 * Sends any number of ids, each once, in as few requests as the URL allows. Everything is checked before anything is
 * sent; an empty list is refused, because a request without ids means something else.
 *
 * @throws InvalidRequestError, BulkError, and everything that {@link Transport.send} throws.
 */
export async function sendIds<Id extends OperationId, Item extends string | number>(
  transport: Transport,
  { operationId, parameter, argument, toInput, findProblem }: IdRequests<Id, Item>,
  ids: readonly Item[],
  options: CallOptions,
): Promise<void> {
  const checkedOptions = checkCallOptions(options);
  const entries = withoutRepeats(entriesOf(ids, argument, operationId));
  const { params }: { params?: { path?: object } } = toInput([]);
  const limits = limitsFor(operationId, parameter, transport.serverUrl, Object.values(params?.path ?? {}));
  const chunks = prepareChunks(transport, operationId, splitIntoChunks<Item>(entries, limits), (chunk) => ({
    operationId,
    input: toInput(chunk.map(({ item }) => item)),
    nameArgument: nameIn(chunk, parameter, argument),
  }));
  await runChunks(operationId, chunks, async ({ request }) => {
    await transport.send(request, checkedOptions, findProblem);
    return [];
  });
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
