import { describe, expect, test } from '@jest/globals';
import { seededSchedule } from './faults.js';
import { networkWith } from './faulty-network.js';
import { createRequestLog } from './request-log.js';

describe('what really happened is kept', () => {
  test('requests at once, and a store that turns away those that are too many', async () => {
    const { clock, network, send } = networkWith({ kind: 'none' });
    const responses = await clock.run(Promise.all([1, 2, 3, 4].map(() => send.transport())));
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
      for (let number = 0; number < 3; number += 1) await send.transport();
    };
    await clock.run(inTurn());
    expect(network.log.records.map(({ knownLeft }) => knownLeft)).toEqual([undefined, 1, 0]);
    expect(network.log.tooManyRequests()).toEqual({ total: 1, avoidable: 1 });
    await clock.advanceBy(1_000);
    await clock.run(send.transport());
    expect(network.log.records.at(-1)).toMatchObject({ knownLeft: undefined, status: 200 });
  });

  test('the end of a window as the quickest answer tells it: one that took long adds its delay', () => {
    let nowMs = 0;
    const log = createRequestLog(() => nowMs);
    const sent = { storeHash: 'abc', operationId: undefined, method: 'PUT', url: '/' };
    const header = (left: number) => (name: string) => (name.endsWith('Left') ? String(left) : '100');
    const [quick, slow] = [log.begin(sent), log.begin(sent)];
    log.complete(quick, header(1));
    nowMs = 50;
    log.complete(slow, header(0));
    nowMs = 99;
    expect(log.begin(sent).knownLeft).toBe(0);
    nowMs = 101;
    expect(log.begin(sent).knownLeft).toBeUndefined();
  });

  test('a request that never reached the store has used up nothing of what is left', () => {
    const log = createRequestLog(() => 0);
    const sent = { storeHash: 'abc', operationId: undefined, method: 'PUT', url: '/' };
    log.complete(log.begin(sent), (name) => (name.endsWith('Left') ? '2' : '100'));
    const [counted, lost] = [log.begin(sent), log.begin(sent)];
    expect(log.begin(sent).knownLeft).toBe(0);
    log.arrive(counted, 200);
    log.end(counted);
    log.end(lost);
    expect(log.begin(sent).knownLeft).toBe(0);
  });

  test('a schedule is the same for the same seed', () => {
    const turns = (seed: number) => Array.from({ length: 200 }, (_, number) => seededSchedule(seed)(number));
    expect(turns(3)).toEqual(turns(3));
    expect(turns(3)).not.toEqual(turns(4));
    expect(new Set(turns(3).map(({ fault }) => fault.kind)).size).toBeGreaterThan(8);
  });
});
