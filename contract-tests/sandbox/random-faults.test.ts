import { describe, expect, test } from '@jest/globals';
import { assembleClient } from '../../src/client.js';
import type { FaultInput } from '../../src/sandbox/faults/fault.js';
import { createFaults, type RandomFaults } from '../../src/sandbox/faults/faults.js';
import type { Fault as SandboxFault } from '../../src/sandbox/index.js';
import { SANDBOX_TOKEN } from '../../src/sandbox/store.js';
import type { Turn } from '../model/faults.js';
import { createFaultyNetwork } from '../model/faulty-network.js';
import { fetchOfRequest } from '../support/fetch-of-request.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { START_MS, storeWith } from './sandbox-calls.js';

const CUSTOMERS = Array.from({ length: 500 }, (_, index) => index + 1);
const VALUES = CUSTOMERS.map((customer_id) => ({ customer_id, attribute_id: 1, value: `${customer_id}` }));
const SEEDS = [1, 2, 3, 4];

/** A fault of the sandbox as a fault of the model's network, which has a virtual clock. */
function turnOf(fault: SandboxFault): Turn {
  const turn = { uplinkMs: 1, downlinkMs: 1 };
  if (fault.kind === 'latency') return { uplinkMs: 1, downlinkMs: fault.delayMs, fault: { kind: 'none' } };
  if (fault.kind === 'reset') return { ...turn, fault: { ...fault, code: 'ECONNRESET' } };
  if (fault.kind === 'redirect') throw new Error('a network does not send anybody elsewhere');
  return { ...turn, fault };
}

/** Upserts 500 values with the default options of a client during random faults. */
async function upsertDuring(settings: RandomFaults) {
  const clock = createVirtualClock(settings.seed);
  const attributes = [{ id: 1, name: 'Number', type: 'number' }] as const;
  const store = storeWith({ seed: { customers: CUSTOMERS, attributes } });
  const source = createFaults();
  source.faults.random(settings);
  const met: SandboxFault['kind'][] = [];
  const schedule = () => {
    const fault = source.take();
    met.push(fault.kind);
    return turnOf(fault);
  };
  const { fetch } = createFaultyNetwork({ clock, stores: [store], schedule, epochMs: START_MS });
  const { storeHash } = store;
  const client = assembleClient({ storeHash, accessToken: SANDBOX_TOKEN, fetch: fetchOfRequest(fetch) }, clock);
  const upsert = client.attributeValues.upsert(VALUES).catch((error: unknown) => error);
  const result = await clock.run(upsert);
  const stored = [...store.state.values.values()].map(({ customerId, value }) => `${customerId} ${value}`);
  return { result, stored, met };
}

describe('random faults', () => {
  test('are by default only those that a bulk call survives', async () => {
    const met = new Set<string>();
    for (const seed of SEEDS) {
      const { result, stored, met: kinds } = await upsertDuring({ seed, rate: 0.2 });
      expect({ seed, result }).toEqual({
        seed,
        result: VALUES.map(({ value }) => expect.objectContaining({ attribute_value: value })),
      });
      expect(stored.sort()).toEqual(VALUES.map(({ value }) => `${value} ${value}`).sort());
      for (const kind of kinds) met.add(kind);
    }
    expect([...met].sort()).toEqual([
      'latency',
      'none',
      'quota-taken',
      'reset',
      'server-error',
      'shed',
      'slow-body',
      'too-many-at-once',
      'truncated',
    ]);
  });

  test.each<[FaultInput, string]>([
    ['foreign-page', 'MalformedResponseError'],
    ['turned-away', 'AuthenticationError'],
  ])('that have to be named end it: %s', async (kind, cause) => {
    const { result } = await upsertDuring({ rate: 0.2, kinds: [kind] });
    expect(result).toMatchObject({ name: 'BulkError', cause: { name: cause } });
  });
});
