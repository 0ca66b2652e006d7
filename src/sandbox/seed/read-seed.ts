import { readFile } from 'node:fs/promises';
import { bigcommerceIssues, importYaml } from '#contract';
import { isObject, valueAt } from '../../json.js';
import { type Attribute, findValueProblem, pairKey, type SeedValue, type StoreSeed } from '../state.js';
import { generateSeed } from './generate-seed.js';
import { SeedError, SeedReader } from './seed-reader.js';

interface SeedSource {
  readonly seedFile: string | undefined;
  readonly data: unknown;
  readonly customers: number;
  readonly seed: number;
}

/**
 * The content of a store at the start: from a file, from data, or generated.
 *
 * @throws SeedError when it is invalid. The message lists what is wrong, where, and what to do.
 * @throws Error when a file needs `yaml` and it is not installed, or cannot be imported.
 */
export async function readSeed({ seedFile, data, customers, seed }: SeedSource): Promise<StoreSeed> {
  if (seedFile !== undefined) return parseSeed(await readDocument(seedFile), seedFile);
  return data === undefined ? generateSeed(customers, seed) : parseSeed(data, 'data');
}

async function readDocument(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new SeedError(path, [`cannot be read (${String(valueAt(cause, 'code'))}); check the path`], { cause });
  });
  if (/\.ya?ml$/i.test(path)) return parseYaml(path, text);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const problem = `is not valid JSON: ${String(valueAt(cause, 'message'))}. For YAML, name the file .yaml`;
    throw new SeedError(path, [problem], { cause });
  }
}

async function parseYaml(path: string, text: string): Promise<unknown> {
  const { parse } = await importYaml('a seed file in YAML');
  try {
    return parse(text);
  } catch (cause) {
    const [problem = ''] = String(valueAt(cause, 'message')).split('\n');
    throw new SeedError(path, [`is not valid YAML: ${problem.replace(/:$/, '')}`], { cause });
  }
}

/**
 * Reads the content of a seed file. Names are those of the API:
 * `{ customers: [11], attributes: [{ id, name, type }], values: [{ customer_id, attribute_id, value, id, date_created,
 * date_modified }], segments: [{ id, profiles: [] }] }`. All four lists are optional, and so are the last three members of
 * a value. A customer may also be `{ id, email }`, and a profile `{ id, customer_id }`.
 *
 * @throws SeedError that lists everything that is wrong, where, and what to do.
 */
function parseSeed(document: unknown, source: string): StoreSeed {
  const reader = new SeedReader();
  const root = reader.object(document, '', ['customers', 'attributes', 'values', 'segments']);
  const emails: Record<number, string> = {};
  const customers = reader.list(root['customers'], 'customers').map((given, index) => {
    const at = `customers[${index}]`;
    const id = reader.id(isObject(given) ? Reflect.get(given, 'id') : given, at);
    const email: unknown = isObject(given) ? Reflect.get(given, 'email') : undefined;
    if (email !== undefined) emails[id] = reader.string(email, `${at}.email`);
    return id;
  });
  reader.distinct(customers, 'customers');
  const attributes = reader.list(root['attributes'], 'attributes').map((given, index): Attribute => {
    const at = `attributes[${index}]`;
    const { id, name, type = 'string' } = reader.object(given, at, ['id', 'name', 'type']);
    return {
      id: reader.id(id, `${at}.id`),
      name: reader.string(name, `${at}.name`),
      type: reader.oneOf(type, `${at}.type`, ['string', 'number', 'date'] as const),
    };
  });
  reader.distinct(
    attributes.map(({ id }) => id),
    'attributes',
  );
  const known = { customers: new Set(customers), attributes: new Map(attributes.map((each) => [each.id, each])) };
  const values = readValues(reader, root['values'], known);
  const profileOwners: Record<string, number> = {};
  const segments = reader.list(root['segments'], 'segments').map((given, index) => {
    const at = `segments[${index}]`;
    const { id, profiles } = reader.object(given, at, ['id', 'profiles']);
    const ids = reader.list(profiles, `${at}.profiles`).map((each, place) => {
      const where = `${at}.profiles[${place}]`;
      if (!isObject(each)) return reader.uuid(each, where);
      const { id: profileId, customer_id: customerId } = reader.object(each, where, ['id', 'customer_id']);
      const uuid = reader.uuid(profileId, `${where}.id`);
      if (customerId !== undefined) profileOwners[uuid] = reader.id(customerId, `${where}.customer_id`);
      return uuid;
    });
    return [reader.uuid(id, `${at}.id`), ids] as const;
  });
  reader.distinct(
    segments.map(([id]) => id.toLowerCase()),
    'segments',
  );
  if (reader.problems.length > 0) throw new SeedError(source, reader.problems);
  return { customers, emails, attributes, values, segments: Object.fromEntries(segments), profiles: profileOwners };
}

/** The customers and attributes that values can belong to. */
interface Known {
  readonly customers: ReadonlySet<number>;
  readonly attributes: ReadonlyMap<number, Attribute>;
}

/** Reports values with the same id, or with the same customer and attribute. */
function readValues(reader: SeedReader, given: unknown, known: Known): SeedValue[] {
  const values = reader.list(given, 'values').map((each, index) => readValue(reader, each, `values[${index}]`, known));
  const seen = new Map<string, number>();
  for (const [index, { id = 0, customerId, attributeId }] of values.entries()) {
    const isSeen = (key: string) => seen.has(key) || !seen.set(key, index);
    const [ofId, ofPair] = [`id ${id}`, pairKey(customerId, attributeId)];
    if (id > 0 && isSeen(ofId))
      reader.report(
        `values[${index}].id`,
        `${id} is also the id of values[${seen.get(ofId)}]; choose another, or leave it out`,
      );
    if (customerId > 0 && attributeId > 0 && isSeen(ofPair))
      reader.report(
        `values[${index}]`,
        `has the same customer and attribute as values[${seen.get(ofPair)}]; remove one of them`,
      );
  }
  return values;
}

function readValue(reader: SeedReader, given: unknown, at: string, known: Known): SeedValue {
  const members = reader.object(given, at, MEMBERS);
  const customerId = reader.id(members['customer_id'], `${at}.customer_id`);
  const attributeId = reader.id(members['attribute_id'], `${at}.attribute_id`);
  const value = reader.string(members['value'], `${at}.value`);
  const attribute = known.attributes.get(attributeId);
  if (customerId > 0 && !known.customers.has(customerId))
    reader.report(`${at}.customer_id`, `customer ${customerId} does not exist; add it to customers, or correct the id`);
  if (attributeId > 0 && !attribute)
    reader.report(
      `${at}.attribute_id`,
      `attribute ${attributeId} does not exist; add it to attributes, or correct the id`,
    );
  const schemaProblem = findSchemaProblem(value);
  if (schemaProblem) reader.report(`${at}.value`, `${schemaProblem}; a store would refuse it`);
  const problem = attribute && findValueProblem(attribute.type, value);
  if (attribute && problem)
    reader.report(`${at}.value`, `${problem}; attribute ${attributeId} is of type ${attribute.type}`);
  return { customerId, attributeId, value, ...readOptional(reader, members, at) };
}

/** What breaks the OpenAPI document in the value of any attribute, in the words of its validator. */
function findSchemaProblem(value: string): string | undefined {
  const body = [{ customer_id: 1, attribute_id: 1, value }];
  return bigcommerceIssues('upsertCustomerAttributeValues', { path: {}, query: {}, body })[0]?.message;
}

function readOptional(reader: SeedReader, members: Readonly<Record<string, unknown>>, at: string) {
  const { id, date_created: created, date_modified: modified } = members;
  const createdAtMs = created === undefined ? undefined : reader.time(created, `${at}.date_created`);
  const modifiedAtMs = modified === undefined ? undefined : reader.time(modified, `${at}.date_modified`);
  if (createdAtMs !== undefined && modifiedAtMs !== undefined && modifiedAtMs < createdAtMs)
    reader.report(`${at}.date_modified`, 'must not be earlier than date_created');
  return {
    ...(id !== undefined && { id: reader.id(id, `${at}.id`) }),
    ...(createdAtMs !== undefined && { createdAtMs }),
    ...(modifiedAtMs !== undefined && { modifiedAtMs }),
  };
}

const MEMBERS = ['customer_id', 'attribute_id', 'value', 'id', 'date_created', 'date_modified'];
