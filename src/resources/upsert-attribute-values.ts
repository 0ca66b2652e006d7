import { operations } from '../../generated/operations.js';
import { type Chunk, type ChunkLimits, createChunker, entriesOf, splitIntoChunks } from '../bulk/chunk.js';
import { outcomeOf } from '../bulk/outcome.js';
import { type PreparedChunk, prepareChunks } from '../bulk/prepare-chunks.js';
import { runChunks } from '../bulk/run-chunks.js';
import { untilAborted } from '../bulk/until-aborted.js';
import { BigCommerceError } from '../errors/bigcommerce-error.js';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { type CallOptions, checkCallOptions } from '../transport/call-options.js';
import type { NameArgument, RequestDraft } from '../transport/prepare-request.js';
import type { Transport } from '../transport/transport.js';
import type { AttributeValue, AttributeValueInput } from '../wire-types.js';
import { recordsOf } from './records.js';

const OPERATION_ID = 'upsertCustomerAttributeValues';

/**
 * What became of one batch of a stream of values: written, refused or not sent, or sent with an outcome that is not known.
 */
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
  const checkedOptions = checkCallOptions(options);
  const entries = entriesOf(values, 'values', OPERATION_ID).map(({ item, index }) => ({ item: copyOf(item), index }));
  const chunks = prepareChunks(transport, OPERATION_ID, splitIntoChunks(entries, LIMITS), draftOf);
  return runChunks(OPERATION_ID, chunks, (prepared) => sendUpsert(transport, prepared, checkedOptions));
}

/** Writes values as they come, in batches of the largest size. Holds one batch at a time. */
export async function* upsertStream(
  transport: Transport,
  source: Iterable<AttributeValueInput> | AsyncIterable<AttributeValueInput>,
  options: CallOptions,
): AsyncGenerator<UpsertOutcome, void, undefined> {
  const checkedOptions = checkCallOptions(options);
  if (!isIterable(source)) {
    const issue = { path: 'values', message: 'must be an iterable of values' };
    throw new InvalidRequestError([issue], { operationId: OPERATION_ID });
  }
  const items = untilAborted(source, checkedOptions.signal);
  const chunker = createChunker(LIMITS);
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown) => {
    failure = { error };
    return { done: true, value: undefined } as const;
  };
  try {
    for (let index = 0; ; index += 1) {
      const next = await items.next().catch(fail);
      if (next.done) break;
      const complete = chunker.add({ item: copyOf(next.value), index });
      for (const chunk of complete) yield await upsertBatch(transport, chunk, checkedOptions);
    }
    // What came before the source failed, or the signal was aborted, is not forgotten.
    for (const chunk of chunker.end()) yield await upsertBatch(transport, chunk, checkedOptions);
  } finally {
    await items.return();
  }
  if (failure) throw failure.error;
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
    const request = transport.prepare(draftOf(chunk));
    return { status: 'done', items, values: await sendUpsert(transport, { chunk, request }, options) };
  } catch (error) {
    if (!(error instanceof BigCommerceError)) throw error;
    return { status: outcomeOf(error, chunk.length) === 'unknown' ? 'unknown' : 'failed', items, error };
  }
}

function draftOf(chunk: Chunk<AttributeValueInput>): RequestDraft<typeof OPERATION_ID> {
  const nameArgument: NameArgument = ([, position, field]) => {
    const value = `values[${chunk[Number(position)]?.index}]`;
    return field === undefined ? value : `${value}.${field}`;
  };
  return { operationId: OPERATION_ID, input: { body: chunk.map(({ item }) => item) }, nameArgument };
}

/** Of an object, a copy: what is checked is what is sent, whatever the caller does to it meanwhile. */
function copyOf<Item>(item: Item): Item {
  return typeof item === 'object' && item !== null && !Array.isArray(item) ? { ...item } : item;
}

/** Returns the stored records in the order of the values: the store's own order is not documented. */
async function sendUpsert(
  transport: Transport,
  { chunk, request }: PreparedChunk<typeof OPERATION_ID, AttributeValueInput>,
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
