import { getEventListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { createStore, SANDBOX_TOKEN, type StoreSettings } from '../../src/sandbox/store.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import type { Fault } from './fault.js';
import { createFaultyNetwork } from './faulty-network.js';
import { FAULTS, seededSchedule } from './schedule.js';

const SEED = { customers: [1, 2], attributes: [{ id: 1, name: 'Tier', type: 'string' }] } as const;
const BODY = JSON.stringify([{ customer_id: 1, attribute_id: 1, value: 'new' }]);
const URL_OF_VALUES = 'https://api.bigcommerce.com/stores/abc123example/v3/customers/attribute-values';

/** A network in which the same happens to every request, and a request to send through it, in either form. */
function networkWith(fault: Fault, settings: StoreSettings = {}) {
  const clock = createVirtualClock();
  const store = createStore({ seed: SEED, ...settings });
  const schedule = () => ({ fault, uplinkMs: 10, downlinkMs: 20 });
  const network = createFaultyNetwork({ clock, stores: [store], schedule });
  const controller = new AbortController();
  const headers = { 'X-Auth-Token': SANDBOX_TOKEN, 'Content-Type': 'application/json' };
  const init = { method: 'PUT', headers, body: BODY, signal: controller.signal };
  const send = {
    platform: async () => network.fetch(new Request(URL_OF_VALUES, init)),
    lean: () => network.leanFetch({ ...init, url: URL_OF_VALUES, headers: Object.entries(headers) }),
  };
  const isApplied = () => store.state.values.size > 0;
  return { clock, store, network, controller, send, isApplied };
}

const FORMS = ['platform', 'lean'] as const;

describe.each(FORMS)('with %s requests', (form) => {
  const outcomeOf = async (fault: Fault) => {
    const { clock, network, send, isApplied } = networkWith(fault);
    const answer = async () => {
      const response = await send[form]();
      const headersAtMs = clock.now();
      const text = await response.text().catch((error: unknown) => error);
      return { status: response.status, text, left: response.headers.get('x-rate-limit-requests-left'), headersAtMs };
    };
    const result = await clock.run(answer().catch((error: unknown) => ({ error })));
    return {
      ...result,
      endedAtMs: clock.now(),
      applied: isApplied(),
      open: network.log.openRequests,
      timers: clock.pendingTimers,
    };
  };

  test.each<[Fault, object]>([
    [{ kind: 'none' }, { status: 200, left: '149', applied: true, endedAtMs: 30 }],
    [{ kind: 'quota-taken' }, { status: 429, left: '0', applied: false }],
    [{ kind: 'shed' }, { status: 429, left: null, text: '', applied: false }],
    [{ kind: 'too-many-at-once' }, { status: 429, left: '149', applied: false }],
    [
      { kind: 'turned-away', status: 401 },
      { status: 401, applied: false },
    ],
    [
      { kind: 'server-error', status: 502, applied: false },
      { status: 502, applied: false },
    ],
    [
      { kind: 'server-error', status: 504, applied: true },
      { status: 504, applied: true },
    ],
    [
      { kind: 'reset', code: 'ECONNRESET', applied: false },
      { error: { message: 'fetch failed', cause: { code: 'ECONNRESET' } }, applied: false },
    ],
    [
      { kind: 'reset', code: 'UND_ERR_SOCKET', applied: true },
      { error: { cause: { code: 'UND_ERR_SOCKET' } }, applied: true },
    ],
    [{ kind: 'refused' }, { error: { cause: { code: 'ECONNREFUSED' } }, applied: false }],
    [
      { kind: 'truncated', hidden: false },
      { status: 200, text: { message: 'terminated' }, applied: true },
    ],
    [
      { kind: 'truncated', hidden: true },
      { status: 200, text: expect.not.stringMatching(/\}$/), applied: true },
    ],
    [
      { kind: 'slow-body', delayMs: 500 },
      { status: 200, text: expect.stringMatching(/\}$/), headersAtMs: 30, endedAtMs: 530 },
    ],
    [
      { kind: 'foreign-page', applied: false },
      { status: 200, text: expect.stringMatching(/^<!DOCTYPE/), applied: false },
    ],
  ])('%j', async (fault, expected) => {
    await expect(outcomeOf(fault)).resolves.toMatchObject({ ...expected, open: 0, timers: 0 });
  });

  test.each(FAULTS.map((fault) => [JSON.stringify(fault), fault] as const))(
    '%s ends when it is aborted',
    async (_, fault) => {
      for (const abortAtMs of [0, 5, 10, 15, 31]) {
        const { clock, network, controller, send } = networkWith(fault);
        const reason = new Error('enough');
        const stopTimer = clock.startTimer(() => controller.abort(reason), abortAtMs);
        const answer = send[form]().then((response) => response.text());
        const thrown = await clock.run(answer.then(() => undefined).catch((error: unknown) => error));
        if (abortAtMs < 30 || fault.kind === 'stall' || fault.kind === 'slow-body') expect(thrown).toBe(reason);
        stopTimer();
        expect([network.log.openRequests, clock.pendingTimers]).toEqual([0, 0]);
        if (form === 'lean') expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
      }
    },
  );

  test('a request that is aborted before it is sent is never sent', async () => {
    const { network, controller, send } = networkWith({ kind: 'none' });
    controller.abort(new Error('enough'));
    await expect(send[form]()).rejects.toThrow('enough');
    expect(network.log.records).toEqual([]);
  });
});

describe('what really happened is kept', () => {
  test('requests at once, and a store that turns away those that are too many', async () => {
    const { clock, network, send } = networkWith({ kind: 'none' });
    const responses = await clock.run(Promise.all([1, 2, 3, 4].map(() => send.lean())));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(network.log.mostAtOnce('upsertCustomerAttributeValues')).toBe(4);
    expect(network.log.tooManyRequests()).toEqual({ total: 1, avoidable: 0 });
    expect(network.log.records.map(({ arrivedAs, storeStatus }) => [arrivedAs, storeStatus])).toEqual([
      [0, 200],
      [1, 200],
      [2, 200],
      [3, 429],
    ]);
  });

  test('whether a 429 could have been avoided: when an earlier answer said that nothing was left', async () => {
    const { clock, network, send } = networkWith({ kind: 'none' }, { quota: 2, windowMs: 1_000 });
    const inTurn = async () => {
      for (let number = 0; number < 3; number += 1) await send.lean();
    };
    await clock.run(inTurn());
    expect(network.log.records.map(({ knownLeft }) => knownLeft)).toEqual([undefined, 1, 0]);
    expect(network.log.tooManyRequests()).toEqual({ total: 1, avoidable: 1 });
    await clock.advanceBy(1_000);
    await clock.run(send.lean());
    expect(network.log.records.at(-1)).toMatchObject({ knownLeft: undefined, status: 200 });
  });

  test('a schedule is the same for the same seed', () => {
    const turns = (seed: number) => Array.from({ length: 200 }, (_, number) => seededSchedule(seed)(number));
    expect(turns(3)).toEqual(turns(3));
    expect(turns(3)).not.toEqual(turns(4));
    expect(new Set(turns(3).map(({ fault }) => fault.kind)).size).toBeGreaterThan(8);
  });
});
