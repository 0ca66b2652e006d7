import { isObject } from '../../value-at.js';
import { findValueProblem } from '../attribute-type.js';
import type { Attribute, StoreSeed } from '../state.js';
import { SeedError } from './seed-error.js';
import { SeedReader } from './seed-reader.js';

/**
 * Reads what a seed file holds. Names are those of the API:
 * `{ customers: [11], attributes: [{ id, name, type }], values: [{ customer_id, attribute_id, value }],
 * segments: [{ id, profiles: [] }] }`, each of them optional.
 *
 * @throws SeedError that lists everything that is wrong, with places and what to do.
 */
export function parseSeed(document: unknown, source: string): StoreSeed {
  const reader = new SeedReader();
  const root = reader.object(document, '', ['customers', 'attributes', 'values', 'segments']);
  const customers = reader.list(root['customers'], 'customers').map((id, index) => {
    return reader.id(isObject(id) ? Reflect.get(id, 'id') : id, `customers[${index}]`);
  });
  reader.distinct(customers, 'customers');
  const attributes = reader.list(root['attributes'], 'attributes').map((given, index): Attribute => {
    const at = `attributes[${index}]`;
    const { id, name, type = 'string' } = reader.object(given, at, ['id', 'name', 'type']);
    return {
      id: reader.id(id, `${at}.id`),
      name: reader.text(name, `${at}.name`),
      type: reader.oneOf(type, `${at}.type`, ['string', 'number', 'date'] as const),
    };
  });
  reader.distinct(
    attributes.map(({ id }) => id),
    'attributes',
  );
  const known = { customers: new Set(customers), attributes: new Map(attributes.map((each) => [each.id, each])) };
  const values = reader.list(root['values'], 'values').map((given, index) => {
    return readValue(reader, given, `values[${index}]`, known);
  });
  const segments = reader.list(root['segments'], 'segments').map((given, index) => {
    const at = `segments[${index}]`;
    const { id, profiles } = reader.object(given, at, ['id', 'profiles']);
    const ids = reader.list(profiles, `${at}.profiles`).map((each, place) => {
      return reader.uuid(each, `${at}.profiles[${place}]`);
    });
    return [reader.uuid(id, `${at}.id`), ids] as const;
  });
  if (reader.problems.length > 0) throw new SeedError(source, reader.problems);
  return { customers, attributes, values, segments: Object.fromEntries(segments) };
}

interface Known {
  readonly customers: ReadonlySet<number>;
  readonly attributes: ReadonlyMap<number, Attribute>;
}

function readValue(reader: SeedReader, given: unknown, at: string, known: Known) {
  const members = reader.object(given, at, ['customer_id', 'attribute_id', 'value']);
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
  const problem = attribute && findValueProblem(attribute.type, value);
  if (attribute && problem)
    reader.complain(`${at}.value`, `${problem}; attribute ${attributeId} is of type ${attribute.type}`);
  return { customerId, attributeId, value };
}
