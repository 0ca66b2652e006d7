import { methodsOf } from '../../scripts/spec/method-calls.js';
import { createCustomersClient } from '../../src/index.js';

export { callMethod, collect, type MethodName } from '../../scripts/spec/method-calls.js';

/** Every method of the client that sends requests. */
export const METHODS = methodsOf(createCustomersClient({ storeHash: 'abc123example', accessToken: 'token' }));
