import type { CustomersClient } from '../../src/index.js';

/** Every method of the client that sends requests. */
export const METHODS = [
  'attributeValues.list',
  'attributeValues.listAll',
  'attributeValues.upsert',
  'attributeValues.upsertBatches',
  'attributeValues.delete',
  'customers.delete',
  'segments.removeShopperProfiles',
  'segments.removeAllShopperProfiles',
] as const;

export type MethodName = (typeof METHODS)[number];

/**
 * Calls a method as plain JavaScript would, without a compiler in between. A method that returns a generator is run to
 * its end and gives everything it yields.
 */
export async function callMethod(
  client: CustomersClient,
  name: MethodName,
  args: readonly unknown[],
): Promise<unknown> {
  const [resource = '', method = ''] = name.split('.');
  const result: unknown = Reflect.apply(Reflect.get(Reflect.get(client, resource), method), undefined, args);
  return isAsyncIterable(result) ? collect(result) : result;
}

export async function collect<Item>(source: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of source) items.push(item);
  return items;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
