import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { serveRequest } from '../../src/sandbox/http/serve-request.js';
import type { Switches } from '../../src/sandbox/switches.js';
import { remove, START_MS, storeWith } from './sandbox-calls.js';

test.each<[string, Partial<Switches>, boolean]>([
  ['carried out', {}, true],
  ['dropped if the switch says so', { abandonedCall: 'dropped' }, false],
])('a call whose client has given up is %s, and no longer counts as running', async (_, switches, isDeleted) => {
  const store = storeWith({ switches });
  const outgoing = new ServerResponse(new IncomingMessage(new Socket()));
  outgoing.destroy();
  const service = { now: () => START_MS, latencyMs: 0, maxBodyBytes: 1_000 };
  const arrival = {
    request: remove('/customers?id:in=11'),
    body: '',
    fault: { kind: 'none' },
    refusal: undefined,
  } as const;
  expect(await serveRequest(store, arrival, outgoing, service)).toBeUndefined();
  expect(store.state.customers.has(11)).toBe(!isDeleted);
  expect([...store.inFlight.values()]).toEqual([0]);
});
