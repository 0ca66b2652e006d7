import {
  examplesAt,
  FORMS,
  findMethodCalls,
  type MethodCall,
  type MethodName,
  requestOf as requestOfClient,
} from '../../scripts/spec/method-calls.js';
import * as contract from '../../src/contract/index.js';
import * as client from '../../src/index.js';
import { SPECIFICATION } from './specification.js';

export { type Form, type MethodCall, parametersIn } from '../../scripts/spec/method-calls.js';

/** Every method of the client, with the operation that it calls and arguments that it accepts. */
export const METHOD_CALLS: readonly MethodCall[] = await findMethodCalls(SPECIFICATION, { client, contract });

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

/** The examples of a body, with their names: of a request body or a response, at its JSON pointer. */
export const examplesOf = (pointer: string, mediaType: string) => examplesAt(SPECIFICATION, pointer, mediaType);

/** The first request that a call sends; `undefined` if it sends none. */
export const requestOf = (method: MethodName, args: readonly unknown[]) => requestOfClient({ client }, method, args);
