import { createStore, SANDBOX_TOKEN, type StoreSettings } from '../../src/sandbox/store.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import type { Fault } from './fault.js';
import { createFaultyNetwork } from './faulty-network.js';

const SEED = { customers: [1, 2], attributes: [{ id: 1, name: 'Tier', type: 'string' }] } as const;
const BODY = JSON.stringify([{ customer_id: 1, attribute_id: 1, value: 'new' }]);
const URL_OF_VALUES = 'https://api.bigcommerce.com/stores/abc123example/v3/customers/attribute-values';

/** A network in which the same happens to every request, and a request to send through it, in either form. */
export function networkWith(fault: Fault, settings: StoreSettings = {}) {
  const clock = createVirtualClock();
  const store = createStore({ seed: SEED, ...settings });
  const schedule = () => ({ fault, uplinkMs: 10, downlinkMs: 20 });
  const network = createFaultyNetwork({ clock, stores: [store], schedule });
  const controller = new AbortController();
  const headers = { 'X-Auth-Token': SANDBOX_TOKEN, 'Content-Type': 'application/json' };
  const init = { method: 'PUT', headers, body: BODY, signal: controller.signal };
  const send = {
    platform: async () => network.fetch(new Request(URL_OF_VALUES, init)),
    transport: () => network.transport.send({ ...init, url: URL_OF_VALUES }),
  };
  const isApplied = () => store.state.values.size > 0;
  return { clock, store, network, controller, send, isApplied };
}
