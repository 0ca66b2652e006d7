import { type CustomersClient, createCustomersClient } from '../../src/index.js';

/** `resource.method`, for every method that the client has. */
export type MethodName = {
  [Resource in keyof CustomersClient]: `${Resource}.${keyof CustomersClient[Resource] & string}`;
}[keyof CustomersClient];

/** Every method of the client that sends requests. */
export const METHODS: readonly MethodName[] = Object.entries(
  createCustomersClient({ storeHash: 'abc123example', accessToken: 'token' }),
).flatMap(([resource, methods]) => Object.keys(methods).map((method) => `${resource}.${method}` as MethodName));

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
