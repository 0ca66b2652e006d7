import * as client from 'bigcommerce-customers';
import * as contract from 'bigcommerce-customers/contract';
import { runSuite } from './suite.mjs';

/** There is no util.inspect: own members of objects, also those that are not listed, at any depth. */
function inspect(value, seen = new Set()) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return String(value);
  if (seen.has(value)) return '';
  seen.add(value);
  const names = Reflect.ownKeys(value).filter((name) => name !== 'caller' && name !== 'arguments' && name !== 'callee');
  return names.map((name) => `${String(name)}: ${inspect(Reflect.get(value, name), seen)}`).join('\n');
}

export default {
  fetch: async (_request, { SETTINGS: settings }) =>
    Response.json(await runSuite({ entries: { client, contract }, settings, inspect })),
};
