import { operations } from '../../generated/operations.js';
import type { Chunk } from '../bulk/chunk.js';
import type { BulkOperation } from '../bulk/send-chunk.js';
import type { BatchOutcome } from '../bulk/send-stream.js';
import type { NameArgument } from '../transport/prepare-request.js';
import type { AttributeValue, AttributeValueInput } from '../wire-types.js';
import { recordsOf } from './records.js';

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
