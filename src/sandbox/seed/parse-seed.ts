import { isObject } from '../../json.js';
import type { Attribute, StoreSeed } from '../state.js';
import { readValues } from './read-values.js';
import { SeedError } from './seed-error.js';
import { SeedReader } from './seed-reader.js';

/**
 * Reads what a seed file holds. Names are those of the API:
 * `{ customers: [11], attributes: [{ id, name, type }], values: [{ customer_id, attribute_id, value, id, date_created,
 * date_modified }], segments: [{ id, profiles: [] }] }`, each of them optional, and of a value the last three.
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
  const values = readValues(reader, root['values'], known);
  const segments = reader.list(root['segments'], 'segments').map((given, index) => {
    const at = `segments[${index}]`;
    const { id, profiles } = reader.object(given, at, ['id', 'profiles']);
    const ids = reader.list(profiles, `${at}.profiles`).map((each, place) => {
      return reader.uuid(each, `${at}.profiles[${place}]`);
    });
    return [reader.uuid(id, `${at}.id`), ids] as const;
  });
  reader.distinct(
    segments.map(([id]) => id.toLowerCase()),
    'segments',
  );
  if (reader.problems.length > 0) throw new SeedError(source, reader.problems);
  return { customers, attributes, values, segments: Object.fromEntries(segments) };
}
