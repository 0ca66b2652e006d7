import type { AttributeValueInput } from '../../src/index.js';
import { type ArrivedRequest, json } from './store-stub.js';

/** As many values as wanted, each of another customer. */
export const valuesFor = (count: number): AttributeValueInput[] =>
  Array.from({ length: count }, (_, index) => ({ customer_id: index + 1, attribute_id: 4, value: `v${index}` }));

/** Answers an upsert as a store does: one record for each value. */
export const stored = (request: ArrivedRequest, order: (records: object[]) => object[] = (records) => records) => {
  const values: AttributeValueInput[] = JSON.parse(request.body);
  return json(200, { data: order(values.map(recordOf)), meta: {} });
};

export const recordOf = ({ value, ...rest }: AttributeValueInput, index: number) => ({
  id: 9000 + index,
  ...rest,
  attribute_value: value,
});
