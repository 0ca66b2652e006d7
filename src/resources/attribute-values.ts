import { operations } from '../../generated/operations.js';
import type { Chunk } from '../bulk/chunks.js';
import type { BulkOptions } from '../bulk/run-bulk.js';
import { type BatchOutcome, sendBatches } from '../bulk/send-batches.js';
import type { BulkOperation } from '../bulk/send-chunk.js';
import { sendItems } from '../bulk/send-items.js';
import type { CallResult, DryRunOption } from '../dry-run.js';
import type { CallOptions } from '../options.js';
import type { NameArgument } from '../transport/request.js';
import type { Transport } from '../transport/transport.js';
import type {
  AttributeValue,
  AttributeValueFilters,
  AttributeValueInput,
  AttributeValuePage,
  BulkItems,
} from '../types.js';
import { deleteIds, idOperation, queryOfIds } from './delete-by-ids.js';
import { asIs, byQuery, type ListOperation, listPage, recordsOf } from './list.js';
import { type ListAllOptions, listAllRecords } from './list-all.js';

/** Values of customers in the attributes of a store. */
export interface AttributeValuesResource {
  /**
   * Lists one page of attribute values: the first one unless `page` says otherwise, with as many values as the store's
   * default unless `limit` says otherwise.
   *
   * @param filters Default: none, which lists the values of all customers and attributes.
   * @param options With `dryRun: true`, returns the request without sending it.
   * @throws InvalidRequestError when a filter is unknown or has an invalid value. Nothing was sent.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  list<IsDryRun extends boolean | undefined = false>(
    filters?: AttributeValueFilters,
    options?: CallOptions & DryRunOption<IsDryRun>,
  ): Promise<CallResult<AttributeValuePage, IsDryRun>>;
  /**
   * Iterates over all attribute values that satisfy the filters, page after page. The next page is fetched while you work on
   * the current one. Pages have the largest size unless `limit` says otherwise. If you delete values while iterating, the
   * pages that follow move up and some values are skipped; set `order` to `last-page-first` to avoid that.
   *
   * @throws What `list` throws, while iterating; MalformedResponseError also when the store repeats pages, or
   * says that more follow an empty one: then nobody knows what is missing.
   */
  listAll(filters?: AttributeValueFilters, options?: ListAllOptions): AsyncGenerator<AttributeValue, void, undefined>;
  /**
   * Creates or replaces any number of attribute values, ten to a request and a few requests at a time. If several values are
   * for the same customer and attribute, the last one is stored.
   *
   * @param options With `dryRun: true`, returns the requests without sending them.
   * @returns The stored records, one for each value and in the same order.
   * @throws InvalidRequestError when the list is empty or a value is invalid. Nothing was sent.
   * @throws BulkError when not all values were written. It says which were, and has their records.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   * @example
   * try {
   *   await bigcommerce.attributeValues.upsert(values);
   * } catch (error) {
   *   if (!(error instanceof BulkError && error.operationId === 'upsertCustomerAttributeValues')) throw error;
   *   for (const { indexes, error: reason } of error.failures) console.error(indexes, reason.message);
   *   await bigcommerce.attributeValues.upsert([...error.unknown, ...error.unsent]);
   * }
   */
  upsert<IsDryRun extends boolean | undefined = false>(
    values: readonly AttributeValueInput[],
    options?: BulkOptions & DryRunOption<IsDryRun>,
  ): Promise<CallResult<AttributeValue[], IsDryRun>>;
  /**
   * Creates or replaces attribute values from a source of any length, with only a few batches in memory at a time.
   *
   * A failed batch does not throw, and the batches after it are still sent. When the signal is aborted, nothing more is taken
   * from the source, and the values already taken are reported: as `unknown` if they were under way, or else as `failed`. When
   * you stop iterating early, requests under way are cancelled and values already taken are not sent.
   *
   * @returns The outcome of each batch, in the order of the source. Values that the store refuses have an outcome of their own.
   * @throws InvalidRequestError when an option is invalid; whatever the source throws.
   */
  upsertBatches(
    values: Iterable<AttributeValueInput> | AsyncIterable<AttributeValueInput>,
    options?: BulkOptions,
  ): AsyncGenerator<UpsertOutcome, void, undefined>;
  /**
   * Deletes any number of attribute values by their own ids, the `id` of a listed record. Each id is sent once; a long list
   * takes several requests, a few at a time.
   *
   * @param options With `dryRun: true`, returns the requests without sending them.
   * @throws InvalidRequestError when the list is empty or an entry is not a valid id. Nothing was sent.
   * @throws BulkError when not every request succeeded. It says what was deleted and what was not.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  delete<IsDryRun extends boolean | undefined = false>(
    ids: readonly number[],
    options?: BulkOptions & DryRunOption<IsDryRun>,
  ): Promise<CallResult<void, IsDryRun>>;
}

export function createAttributeValuesResource(transport: Transport): AttributeValuesResource {
  return {
    list: (filters = {}, options = {}) => listPage(transport, LIST_VALUES, filters, options),
    listAll: (filters = {}, options = {}) => listAllRecords(transport, LIST_VALUES, filters, options),
    upsert: (values, options = {}) => sendItems(transport, UPSERT, values, options, (records) => records),
    upsertBatches: (values, options = {}) => sendBatches(transport, UPSERT, values, options),
    delete: (ids, options = {}) => deleteIds(transport, DELETE_VALUES, ids, options),
  };
}

/** How attribute values are listed. */
export const LIST_VALUES: ListOperation<'listCustomerAttributeValues', AttributeValuePage> = {
  operationId: 'listCustomerAttributeValues',
  toInput: byQuery,
  readPage: asIs,
};

/** The outcome of values of a stream that were in one request. `failed` includes what was not sent. */
export type UpsertOutcome = BatchOutcome<AttributeValueInput, AttributeValue>;

const UPSERT_ID = 'upsertCustomerAttributeValues';
type Upsert = BulkItems[typeof UPSERT_ID];

/** How attribute values are written. */
export const UPSERT: BulkOperation<typeof UPSERT_ID, Upsert['item'], Upsert['result']> = {
  operationId: UPSERT_ID,
  argument: 'values',
  limits: { maxItems: operations[UPSERT_ID].requestBody.limits.maxItems },
  keyOf: pairOf,
  lastWins: true,
  toInput: (values) => ({ body: values }),
  nameArgument: (chunk) => nameIn(chunk),
  isCounted: false,
  findProblem: (body, sent) => {
    const missing = sent[recordsFor(sent, recordsOf(body) ?? []).indexOf(undefined)];
    return missing && `its body has no record for values[${missing.index}]`;
  },
  readResults: ({ data }, chunk) => recordsFor(chunk, data).flatMap((record) => record ?? []),
};

/** How attribute values are deleted. */
export const DELETE_VALUES = idOperation('deleteCustomerAttributeValues', queryOfIds);

/** The record for each value. Records are looked up only where they are not in order, which is not documented. */
function recordsFor(
  chunk: Chunk<AttributeValueInput>,
  records: readonly AttributeValue[],
): readonly (AttributeValue | undefined)[] {
  const isInOrder = chunk.every(
    ({ item }, index) =>
      records[index]?.customer_id === item.customer_id && records[index].attribute_id === item.attribute_id,
  );
  if (isInOrder && records.length === chunk.length) return records;
  const byPair = new Map(records.map((record) => [pairOf(record), record]));
  return chunk.map(({ item }) => byPair.get(pairOf(item)));
}

/** Identifies a value by customer and attribute. An invalid value, which is refused later, identifies itself. */
function pairOf(value: AttributeValueInput | AttributeValue): unknown {
  const { customer_id: customer, attribute_id: attribute } = value ?? {};
  return typeof customer === 'number' && typeof attribute === 'number' ? `${customer} ${attribute}` : value;
}

function nameIn(chunk: Chunk<unknown>): NameArgument {
  return ([, position, field]) => {
    const value = `values[${chunk[Number(position)]?.index}]`;
    return field === undefined ? value : `${value}.${field}`;
  };
}
