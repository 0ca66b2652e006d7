import { getEventListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { FAULTS, type Fault } from './faults.js';
import { networkWith } from './faulty-network.js';

const FORMS = ['platform', 'transport'] as const;

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
        if (form === 'transport') expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
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
