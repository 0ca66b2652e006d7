import { operations } from '../../generated/operations.js';
import type { Chunk } from '../bulk/chunks.js';
import type { BulkOptions } from '../bulk/run-chunks.js';
import type { BulkOperation } from '../bulk/send-chunk.js';
import { sendItems } from '../bulk/send-items.js';
import { type BatchOutcome, sendStream } from '../bulk/send-stream.js';
import { type CallOptions, checkCallOptions, SINGLE_CHECKS } from '../options.js';
import type { DryRun, DryRunOption, NameArgument } from '../transport/request.js';
import type { Transport } from '../transport/transport.js';
import type { AttributeValue, AttributeValueFilters, AttributeValueInput, AttributeValuePage } from '../types.js';
import { createDelete, type DeleteByIds } from './delete-by-ids.js';
import { prepareList, recordsOf, sendList } from './list.js';
import { type ListAllOptions, listAllValues } from './list-all.js';

/** What customers have in the attributes of a store. */
export interface AttributeValuesResource {
  /** What `list` would send. */
  list(filters: AttributeValueFilters, options: CallOptions & DryRunOption): Promise<DryRun>;
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
   * All attribute values that satisfy the filters, one by one. Pages have the largest size unless `limit` says otherwise;
   * the next one is fetched while you work on the one before. Deleting values while iterating moves the pages that follow,
   * so that some values are skipped, unless `order` is `last-page-first`.
   *
   * @throws What `list` throws, from the iteration. MalformedResponseError also when the store repeats a page.
   */
  listAll(filters?: AttributeValueFilters, options?: ListAllOptions): AsyncGenerator<AttributeValue, void, undefined>;
  /** What `upsert` would send. */
  upsert(values: readonly AttributeValueInput[], options: BulkOptions & DryRunOption): Promise<DryRun>;
  /**
   * Creates or replaces attribute values. Takes any number; many are sent as several requests, a few at a time. Of several
   * values for the same customer and attribute, the last one stays.
   *
   * @returns The stored records, one for each value, in the order of the values.
   * @throws InvalidRequestError when the list is empty or a value is not acceptable. Nothing was sent.
   * @throws BulkError when not everything was written. It tells what was, and has the records.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  upsert(values: readonly AttributeValueInput[], options?: BulkOptions): Promise<AttributeValue[]>;
  /**
   * Creates or replaces attribute values from a source of any length, holding a few batches in memory at a time.
   *
   * @returns The outcome of each batch, in the order of the source. A batch that fails does not throw, and the batches
   * after it are sent. Values that a batch was refused for have an outcome of their own, and so have the others of that
   * batch. When the signal is aborted, nothing more is taken from the source, and values already taken are reported as
   * failed, or unknown where they were under way. When the caller stops early, requests under way are given up, and
   * values already taken are not sent.
   * @throws InvalidRequestError for an unusable option; and whatever the source throws.
   */
  upsertBatches(
    values: Iterable<AttributeValueInput> | AsyncIterable<AttributeValueInput>,
    options?: BulkOptions,
  ): AsyncGenerator<UpsertOutcome, void, undefined>;
  /**
   * Deletes attribute values by their own ids, the `id` of a listed record. Takes any number of ids, each of which is sent
   * once; many are sent as several requests, a few at a time.
   *
   * @throws InvalidRequestError when the list is empty or an entry is not an id. Nothing was sent.
   * @throws BulkError when not every request worked. It tells what was deleted and what was not.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  readonly delete: DeleteByIds;
}

export function createAttributeValuesResource(transport: Transport): AttributeValuesResource {
  function list(filters: AttributeValueFilters, options: CallOptions & DryRunOption): Promise<DryRun>;
  function list(filters?: AttributeValueFilters, options?: CallOptions): Promise<AttributeValuePage>;
  async function list(
    filters: AttributeValueFilters = {},
    options: CallOptions & Partial<DryRunOption> = {},
  ): Promise<AttributeValuePage | DryRun> {
    const { dryRun, ...checked } = checkCallOptions(options, SINGLE_CHECKS);
    const request = prepareList(transport, filters);
    return dryRun ? { requests: [await transport.preview(request, checked)] } : sendList(transport, request, checked);
  }

  function upsert(values: readonly AttributeValueInput[], options: BulkOptions & DryRunOption): Promise<DryRun>;
  function upsert(values: readonly AttributeValueInput[], options?: BulkOptions): Promise<AttributeValue[]>;
  async function upsert(values: readonly AttributeValueInput[], options: BulkOptions & Partial<DryRunOption> = {}) {
    return sendItems(transport, UPSERT, values, options);
  }

  return {
    list,
    listAll: (filters = {}, options = {}) => listAllValues(transport, filters, options),
    upsert,
    upsertBatches: (values, options = {}) => sendStream(transport, UPSERT, values, options),
    delete: createDelete(transport, 'deleteCustomerAttributeValues'),
  };
}

/**
 * What became of values of a stream that were in one request: written, refused or not sent, or sent with an outcome that
 * is not known.
 */
export type UpsertOutcome = BatchOutcome<AttributeValueInput, AttributeValue>;

const OPERATION_ID = 'upsertCustomerAttributeValues';

/** How attribute values become requests. */
export const UPSERT: BulkOperation<typeof OPERATION_ID, AttributeValueInput, AttributeValue> = {
  operationId: OPERATION_ID,
  argument: 'values',
  limits: { maxItems: operations[OPERATION_ID].requestBody.limits.maxItems },
  keyOf: pairOf,
  sendsRepeats: true,
  toInput: (values) => ({ body: values }),
  nameArgument: (chunk) => nameIn(chunk),
  findProblem: (body, sent) => {
    const records = recordsOf(body);
    if (!records) return 'its body has no list of records';
    const byPair = indexByPair(records);
    const missing = sent.find(({ item }) => !byPair.has(pairOf(item)));
    return missing && `its body has no record for values[${missing.index}]`;
  },
  // In the order of the values: the store's own order is not documented.
  readResults: ({ data }, chunk) => {
    const byPair = indexByPair(data);
    return chunk.flatMap(({ item }) => byPair.get(pairOf(item)) ?? []);
  },
};

function indexByPair(records: readonly AttributeValue[]): Map<unknown, AttributeValue> {
  return new Map(records.map((record) => [pairOf(record), record]));
}

/** The customer and attribute of a value; the value itself where they are not ids, which is refused later. */
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
