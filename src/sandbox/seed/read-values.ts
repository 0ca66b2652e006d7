import { requests } from '../../../generated/contract-requests.js';
import { findValueProblem } from '../attribute-type.js';
import { type Attribute, pairKey, type SeedValue } from '../state.js';
import type { SeedReader } from './seed-reader.js';

/** What values can belong to. */
export interface Known {
  readonly customers: ReadonlySet<number>;
  readonly attributes: ReadonlyMap<number, Attribute>;
}

/** The values of a seed. No two of them have the same id, or the same customer and attribute. */
export function readValues(reader: SeedReader, given: unknown, known: Known): SeedValue[] {
  const values = reader.list(given, 'values').map((each, index) => readValue(reader, each, `values[${index}]`, known));
  const seen = new Map<string, number>();
  for (const [index, { id = 0, customerId, attributeId }] of values.entries()) {
    const isSeen = (key: string) => seen.has(key) || !seen.set(key, index);
    const [ofId, ofPair] = [`id ${id}`, pairKey(customerId, attributeId)];
    if (id > 0 && isSeen(ofId))
      reader.complain(
        `values[${index}].id`,
        `${id} is that of values[${seen.get(ofId)}] already; choose another, or none`,
      );
    if (customerId > 0 && attributeId > 0 && isSeen(ofPair))
      reader.complain(`values[${index}]`, `has customer and attribute of values[${seen.get(ofPair)}]; leave one out`);
  }
  return values;
}

function readValue(reader: SeedReader, given: unknown, at: string, known: Known): SeedValue {
  const members = reader.object(given, at, MEMBERS);
  const customerId = reader.id(members['customer_id'], `${at}.customer_id`);
  const attributeId = reader.id(members['attribute_id'], `${at}.attribute_id`);
  const value = reader.text(members['value'], `${at}.value`);
  const attribute = known.attributes.get(attributeId);
  if (customerId > 0 && !known.customers.has(customerId))
    reader.complain(`${at}.customer_id`, `there is no customer ${customerId}; add it to customers, or correct the id`);
  if (attributeId > 0 && !attribute)
    reader.complain(
      `${at}.attribute_id`,
      `there is no attribute ${attributeId}; add it to attributes, or correct the id`,
    );
  const wrongText = findTextProblem(value);
  if (wrongText) reader.complain(`${at}.value`, `${wrongText}; a store would not take it`);
  const problem = attribute && findValueProblem(attribute.type, value);
  if (attribute && problem)
    reader.complain(`${at}.value`, `${problem}; attribute ${attributeId} is of type ${attribute.type}`);
  return { customerId, attributeId, value, ...readOptional(reader, members, at) };
}

/** What the document has against a text as a value of any attribute, in the words of its validator. */
function findTextProblem(value: string): string | undefined {
  const validate = requests.upsertCustomerAttributeValues;
  const isValid = validate({ path: {}, query: {}, body: [{ customer_id: 1, attribute_id: 1, value }] });
  return isValid ? undefined : validate.errors?.[0]?.message;
}

function readOptional(reader: SeedReader, members: Readonly<Record<string, unknown>>, at: string) {
  const { id, date_created: created, date_modified: modified } = members;
  const createdAtMs = created === undefined ? undefined : reader.moment(created, `${at}.date_created`);
  const modifiedAtMs = modified === undefined ? undefined : reader.moment(modified, `${at}.date_modified`);
  if (createdAtMs !== undefined && modifiedAtMs !== undefined && modifiedAtMs < createdAtMs)
    reader.complain(`${at}.date_modified`, 'has to be the moment of date_created or a later one');
  return {
    ...(id !== undefined && { id: reader.id(id, `${at}.id`) }),
    ...(createdAtMs !== undefined && { createdAtMs }),
    ...(modifiedAtMs !== undefined && { modifiedAtMs }),
  };
}

const MEMBERS = ['customer_id', 'attribute_id', 'value', 'id', 'date_created', 'date_modified'];
