import { bigcommerceContract, checkRequest, type WireRequest } from '../../src/contract/index.js';
import type { OperationModel, ParameterModel } from '../../src/contract/load/model.js';
import { readModel } from '../../src/contract/load/read-model.js';
import { matchOperation } from '../../src/contract/match.js';
import { createCustomersClient } from '../../src/index.js';
import { entriesOf, type Json, ownMember, pointerTo, valueAtPointer } from '../../src/json.js';
import { callMethod, METHODS, type MethodName } from './call-method.js';
import { fetchOfRequest } from './fetch-of-request.js';
import { SPECIFICATION } from './specification.js';

/** What a method takes behind the values of the path, which come first: the body, a list, filters, or nothing. */
export type Form = 'body' | 'list' | 'filters' | 'nothing';

/** A method, the operation that it calls, and arguments for it from the examples of the document. */
export interface MethodCall {
  readonly method: MethodName;
  readonly operation: OperationModel;
  readonly form: Form;
  readonly args: readonly unknown[];
}

/** In this order: of what a method can take, the first is what it is for. */
const FORMS: readonly Form[] = ['body', 'list', 'filters', 'nothing'];

const { operations } = readModel(SPECIFICATION);

/**
 * Every method of the client with arguments that it accepts. Nobody writes down which operation a method calls: it is called
 * with what each operation takes, and the request tells.
 */
export const METHOD_CALLS: readonly MethodCall[] = await Promise.all(METHODS.map(findCall));

/** The call of a method. */
export function callOf(method: MethodName): MethodCall {
  const found = METHOD_CALLS.find((call) => call.method === method);
  if (!found) throw new Error(`${method} is not a method of the client`);
  return found;
}

/** The first method that calls an operation, with everything that the operation takes. */
export function callFor(operationId: string): MethodCall {
  const calls = METHOD_CALLS.filter(({ operation }) => operation.operationId === operationId);
  const [call] = FORMS.flatMap((form) => calls.filter((each) => each.form === form));
  if (!call) throw new Error(`no method of the client calls ${operationId}: add one to src/resources/`);
  return call;
}

async function findCall(method: MethodName): Promise<MethodCall> {
  for (const operation of operations) {
    for (const form of FORMS) {
      const args = argumentsFor(operation, form);
      const request = args && (await requestOf(method, args));
      if (request && calls(request, operation)) return { method, operation, form, args };
    }
  }
  throw new Error(`${method} sends no request that the document allows, whatever operation it is called for`);
}

/** The values of the path, then what the form says; `undefined` if the operation does not take that. */
function argumentsFor(operation: OperationModel, form: Form): unknown[] | undefined {
  const path = parametersIn(operation, 'path').map(exampleOf);
  if (form === 'nothing') return path;
  if (form === 'body') return operation.requestBody && [...path, bodyExample(operation)];
  const query = parametersIn(operation, 'query');
  if (form === 'filters') return [...path, Object.fromEntries(query.map((each) => [each.name, exampleOf(each)]))];
  const list = query.find(({ schema }) => schema.object['type'] === 'array');
  return operation.method === 'GET' || !list ? undefined : [...path, exampleOf(list)];
}

/** Parameters in a place. */
export function parametersIn({ parameters }: OperationModel, place: ParameterModel['in']): ParameterModel[] {
  return parameters.filter((parameter) => parameter.in === place);
}

/** The example of a parameter. The document has one for each. */
function exampleOf({ pointer }: ParameterModel): Json {
  return valueAtPointer(SPECIFICATION.document, `${pointer}/example`) ?? null;
}

function bodyExample({ requestBody }: OperationModel): Json {
  const [media] = requestBody?.content ?? [];
  return (requestBody && media && examplesOf(requestBody.pointer, media.mediaType)[0]?.[1]) ?? null;
}

/** The examples of a body, with their names: of a request body or a response, at its JSON pointer. */
export function examplesOf(pointer: string, mediaType: string): (readonly [name: string, value: Json])[] {
  const examples = valueAtPointer(SPECIFICATION.document, pointerTo(pointer, 'content', mediaType, 'examples'));
  return entriesOf(examples).map(([name, example]) => [name, ownMember(example, 'value') ?? null]);
}

function calls(request: WireRequest, { operationId }: OperationModel): boolean {
  const match = matchOperation(request, bigcommerceContract);
  return 'operation' in match && match.operation.operationId === operationId && checkRequest(request).length === 0;
}

/** The first request that a call sends, which is answered with an error; `undefined` if it sends none. */
export async function requestOf(method: MethodName, args: readonly unknown[]): Promise<WireRequest | undefined> {
  const sent: WireRequest[] = [];
  const fetch = fetchOfRequest(async (request): Promise<Response> => {
    const { url, headers } = request;
    sent.push({ method: request.method, url, headers: [...headers], body: await request.text() });
    return new Response(null, { status: 404 });
  });
  const client = createCustomersClient({
    storeHash: 'abc123example',
    accessToken: 'token',
    retry: { maxRetries: 0 },
    fetch,
  });
  await callMethod(client, method, args).catch(() => undefined);
  return sent[0];
}
