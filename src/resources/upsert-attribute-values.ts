import { operations } from '../../generated/operations.js';
import { type Chunk, type ChunkLimits, createChunker, entriesOf, splitIntoChunks } from '../bulk/chunk.js';
import { outcomeOf } from '../bulk/outcome.js';
import { runChunks } from '../bulk/run-chunks.js';
import { BigCommerceError } from '../errors/bigcommerce-error.js';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { type CallOptions, checkCallOptions } from '../transport/call-options.js';
import { type NameArgument, type PreparedRequest, prepareRequest } from '../transport/prepare-request.js';
import type { Transport } from '../transport/transport.js';
import type { AttributeValue, AttributeValueInput } from '../wire-types.js';
import { recordsOf } from './records.js';

const OPERATION_ID = 'upsertCustomerAttributeValues';

type UpsertRequest = PreparedRequest<typeof OPERATION_ID>;

/** What became of one batch of a stream of values. */
export type UpsertOutcome =
  | {
      readonly status: 'done';
      readonly items: readonly AttributeValueInput[];
      readonly values: readonly AttributeValue[];
    }
  | {
      readonly status: 'failed' | 'unknown';
      readonly items: readonly AttributeValueInput[];
      readonly error: BigCommerceError;
    };

/** How values are grouped. Two for the same customer and attribute go one after the other, so that the last one stays. */
const LIMITS: ChunkLimits<AttributeValueInput> = {
  maxItems: operations[OPERATION_ID].requestBody.limits.maxItems,
  conflictKey: pairOf,
};

/** The customer and attribute of a value; the value itself where they are not ids, which is refused later. */
function pairOf(item: AttributeValueInput): unknown {
  const { customer_id: customer, attribute_id: attribute } = item ?? {};
  return typeof customer === 'number' && typeof attribute === 'number' ? `${customer} ${attribute}` : item;
}

/** Writes any number of values. All of them are checked before the first request. */
export async function upsertAll(
  transport: Transport,
  values: readonly AttributeValueInput[],
  options: CallOptions,
): Promise<AttributeValue[]> {
  checkCallOptions(options);
  if (!Array.isArray(values) || values.length === 0) {
    const message = Array.isArray(values) ? 'is empty; pass at least one value' : 'must be a list of values';
    throw new InvalidRequestError([{ path: 'values', message }], { operationId: OPERATION_ID });
  }
  const chunks = splitIntoChunks(entriesOf(values), LIMITS);
  const requests = new Map(chunks.map((chunk) => [chunk, prepareUpsert(chunk)]));
  return runChunks(OPERATION_ID, chunks, async (chunk) => {
    const request = requests.get(chunk);
    return request ? sendUpsert(transport, request, chunk, options) : [];
  });
}

/** Writes values as they come, in batches of the largest size. Holds one batch at a time. */
export async function* upsertStream(
  transport: Transport,
  source: Iterable<AttributeValueInput> | AsyncIterable<AttributeValueInput>,
  options: CallOptions,
): AsyncGenerator<UpsertOutcome, void, undefined> {
  checkCallOptions(options);
  if (!isIterable(source))
    throw new InvalidRequestError([{ path: 'values', message: 'must be an iterable of values' }], {
      operationId: OPERATION_ID,
    });
  const chunker = createChunker(LIMITS);
  let index = 0;
  for await (const item of source) {
    const chunk = chunker.add({ item, index });
    index += 1;
    if (chunk) yield await upsertBatch(transport, chunk, options);
  }
  const rest = chunker.end();
  if (rest) yield await upsertBatch(transport, rest, options);
}

function isIterable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);
}

async function upsertBatch(
  transport: Transport,
  chunk: Chunk<AttributeValueInput>,
  options: CallOptions,
): Promise<UpsertOutcome> {
  const items = chunk.map(({ item }) => item);
  try {
    return { status: 'done', items, values: await sendUpsert(transport, prepareUpsert(chunk), chunk, options) };
  } catch (error) {
    if (!(error instanceof BigCommerceError)) throw error;
    return { status: outcomeOf(error) === 'unknown' ? 'unknown' : 'failed', items, error };
  }
}

/** Copies every value, so that what is checked is what is sent, whatever the caller does to it meanwhile. */
function prepareUpsert(chunk: Chunk<AttributeValueInput>): UpsertRequest {
  const nameValue: NameArgument = ([, position, field]) => {
    const value = `values[${chunk[Number(position)]?.index}]`;
    return field === undefined ? value : `${value}.${field}`;
  };
  return prepareRequest(OPERATION_ID, { body: chunk.map(({ item }) => copyOf(item)) }, nameValue);
}

function copyOf<Item>(item: Item): Item {
  return typeof item === 'object' && item !== null && !Array.isArray(item) ? { ...item } : item;
}

/** Returns the stored records in the order of the values: the store's own order is not documented. */
async function sendUpsert(
  transport: Transport,
  request: UpsertRequest,
  chunk: Chunk<AttributeValueInput>,
  options: CallOptions,
): Promise<AttributeValue[]> {
  const find = (records: readonly AttributeValue[], { customer_id, attribute_id }: AttributeValueInput) =>
    records.find((record) => record?.customer_id === customer_id && record?.attribute_id === attribute_id);
  const { data } = await transport.send(request, options, (body) => {
    const records = recordsOf(body);
    if (!records) return 'its body has no list of records';
    const missing = chunk.find(({ item }) => !find(records, item));
    return missing && `its body has no record for values[${missing.index}]`;
  });
  return chunk.map(({ item }) => find(data, item)).filter((record) => record !== undefined);
}
