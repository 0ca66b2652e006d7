import type * as contractEntry from '../../src/contract/index.js';
import type { OperationModel, ParameterModel } from '../../src/contract/load/model.js';
import { readModel } from '../../src/contract/load/read-model.js';
import type * as clientEntry from '../../src/index.js';
import { entriesOf, type Json, ownMember, pointerTo, valueAtPointer } from '../../src/json.js';
import type { SpecSource } from './source.js';

/** `resource.method`, for every method that the client has. */
export type MethodName = {
  [Resource in keyof clientEntry.CustomersClient]: `${Resource}.${keyof clientEntry.CustomersClient[Resource] & string}`;
}[keyof clientEntry.CustomersClient];

/** What a method takes behind the values of the path, which come first: the body, a list, filters, or nothing. */
export type Form = 'body' | 'list' | 'filters' | 'nothing';

/** A method, the operation that it calls, and arguments for it from the examples of the document. */
export interface MethodCall {
  readonly method: MethodName;
  readonly operation: OperationModel;
  readonly form: Form;
  readonly args: readonly unknown[];
}

/** What finds out which operation a method calls: the client, from its sources or as it is built, and the contract. */
export interface Entries {
  readonly client: Pick<typeof clientEntry, 'createCustomersClient'>;
  readonly contract: Pick<typeof contractEntry, 'checkRequest' | 'operationIdOf'>;
}

/** In this order: of what a method can take, the first is what it is for. */
export const FORMS: readonly Form[] = ['body', 'list', 'filters', 'nothing'];

/** Every method of the client that sends requests. */
export function methodsOf(client: clientEntry.CustomersClient): MethodName[] {
  const methods = Object.entries(client).map(([resource, members]) => [resource, Object.keys(members)] as const);
  return methods.flatMap(([resource, names]) => names.map((name) => `${resource}.${name}` as MethodName));
}

/**
 * Finds every method of the client with arguments that it accepts. Nobody writes down which operation a method calls: it is
 * called with what each operation takes, and the request tells.
 *
 * @throws Error for a method that sends nothing that the document allows.
 */
export async function findMethodCalls(source: SpecSource, entries: Entries): Promise<MethodCall[]> {
  const { operations } = readModel(source);
  const findCall = async (method: MethodName): Promise<MethodCall> => {
    for (const operation of operations) {
      for (const form of FORMS) {
        const args = argumentsFor(source, operation, form);
        const request = args && (await requestOf(entries, method, args));
        if (!request || entries.contract.operationIdOf(request) !== operation.operationId) continue;
        if (entries.contract.checkRequest(request).length === 0) return { method, operation, form, args };
      }
    }
    throw new Error(`${method} sends no request that the document allows, whatever operation it is called for`);
  };
  const { createCustomersClient } = entries.client;
  return Promise.all(methodsOf(createCustomersClient(CREDENTIALS)).map(findCall));
}

const CREDENTIALS = { storeHash: 'abc123example', accessToken: 'token' };

/** The values of the path, then what the form says; `undefined` if the operation does not take that. */
function argumentsFor(source: SpecSource, operation: OperationModel, form: Form): unknown[] | undefined {
  const exampleOf = ({ pointer }: ParameterModel) => valueAtPointer(source.document, `${pointer}/example`) ?? null;
  const path = parametersIn(operation, 'path').map(exampleOf);
  if (form === 'nothing') return path;
  if (form === 'body') return operation.requestBody && [...path, bodyExample(source, operation)];
  const query = parametersIn(operation, 'query');
  if (form === 'filters' && query.length === 0) return undefined;
  if (form === 'filters') return [...path, Object.fromEntries(query.map((each) => [each.name, exampleOf(each)]))];
  const list = query.find(({ schema }) => schema.object['type'] === 'array');
  return operation.method === 'GET' || !list ? undefined : [...path, exampleOf(list)];
}

/** Parameters in a place. */
export function parametersIn({ parameters }: OperationModel, place: ParameterModel['in']): ParameterModel[] {
  return parameters.filter((parameter) => parameter.in === place);
}

function bodyExample(source: SpecSource, { requestBody }: OperationModel): Json {
  const [media] = requestBody?.content ?? [];
  return (requestBody && media && examplesAt(source, requestBody.pointer, media.mediaType)[0]?.[1]) ?? null;
}

/** The examples of a body, with their names: of a request body or a response, at its JSON pointer. */
export function examplesAt(
  { document }: SpecSource,
  pointer: string,
  mediaType: string,
): (readonly [name: string, value: Json])[] {
  const examples = valueAtPointer(document, pointerTo(pointer, 'content', mediaType, 'examples'));
  return entriesOf(examples).map(([name, example]) => [name, ownMember(example, 'value') ?? null]);
}

/** The first request that a call sends, which is answered with an error; `undefined` if it sends none. */
export async function requestOf(
  { client: { createCustomersClient } }: Pick<Entries, 'client'>,
  method: MethodName,
  args: readonly unknown[],
): Promise<contractEntry.WireRequest | undefined> {
  const sent: contractEntry.WireRequest[] = [];
  const client = createCustomersClient({
    ...CREDENTIALS,
    retry: { maxRetries: 0 },
    fetch: async (url, init) => {
      const request = new Request(url, init);
      sent.push({ method: request.method, url, headers: [...request.headers], body: await request.text() });
      return new Response(null, { status: 404 });
    },
  });
  await callMethod(client, method, args).catch(() => undefined);
  return sent[0];
}

/**
 * Calls a method as plain JavaScript would, without a compiler in between. A method that returns a generator is run to
 * its end and gives everything it yields.
 */
export async function callMethod(
  client: clientEntry.CustomersClient,
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
