import { getEventListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { createVirtualClock } from '../support/virtual-clock.js';
import { watchedQueue } from './queue-simulation.js';

const outcomes = (visits: readonly { readonly outcome: string }[]) => visits.map(({ outcome }) => outcome);

describe('requests are let in', () => {
  test('as many of an operation as its lane takes, and the next when one has ended', async () => {
    const clock = createVirtualClock();
    const { enter, admitted } = watchedQueue(clock);
    const visits = ['1', '2', '3', '4', '5'].map((name) => enter(name, { operationLimit: 3 }));
    await clock.advanceBy(1_000_000);
    expect(admitted).toEqual(['1', '2', '3']);
    await visits[1]?.leave();
    expect(admitted).toEqual(['1', '2', '3', '4']);
    await visits[0]?.leave();
    expect(admitted).toEqual(['1', '2', '3', '4', '5']);
  });

  test('as many at once as the client allows, whatever their operations, the longest waiting first', async () => {
    const clock = createVirtualClock();
    const { enter, admitted } = watchedQueue(clock, undefined, 2);
    const [first] = ['a', 'b', 'c', 'd'].map((operationId) => enter(operationId, { operationId, operationLimit: 9 }));
    await clock.advanceBy(0);
    expect(admitted).toEqual(['a', 'b']);
    await first?.leave();
    expect(admitted).toEqual(['a', 'b', 'c']);
  });

  test('past those whose lane is full', async () => {
    const clock = createVirtualClock();
    const { enter, admitted } = watchedQueue(clock);
    for (const name of ['1', '2', '3']) enter(name);
    enter('other', { operationId: 'b' });
    await clock.advanceBy(0);
    expect(admitted).toEqual(['1', 'other']);
  });

  test('those that are sent again first, and these in their own order', async () => {
    const clock = createVirtualClock();
    const { enter, admitted } = watchedQueue(clock);
    const visits = [enter('under way'), enter('new')];
    for (const name of ['again 1', 'again 2', 'again 3']) visits.push(enter(name, { isRetry: true }));
    visits.push(enter('newer'));
    await clock.advanceBy(0);
    for (let round = 0; round < 5; round += 1) {
      await visits.find(({ name }) => name === admitted.at(-1))?.leave();
    }
    expect(admitted).toEqual(['under way', 'again 1', 'again 2', 'again 3', 'new', 'newer']);
  });

  test('those that are sent again before new ones of other operations', async () => {
    const clock = createVirtualClock();
    const { enter, admitted } = watchedQueue(clock, undefined, 1);
    const visit = enter('under way');
    enter('new', { operationId: 'b' });
    enter('again', { operationId: 'c', isRetry: true });
    await clock.advanceBy(0);
    await visit.leave();
    expect(admitted).toEqual(['under way', 'again']);
  });
});

describe('a request that is given up', () => {
  test('leaves at once, lets the next one move up, and leaves no timer and no listener', async () => {
    const clock = createVirtualClock();
    const { enter, admitted } = watchedQueue(clock);
    const { signal, abort } = controlled();
    const visits = [enter('1'), enter('2', { signal, expiresAt: 5_000 }), enter('3')];
    await clock.advanceBy(10);
    expect([clock.pendingTimers, getEventListeners(signal, 'abort').length]).toEqual([1, 1]);
    abort();
    await clock.advanceBy(0);
    expect(visits[1]).toMatchObject({ outcome: 'signal', atMs: 10 });
    expect([clock.pendingTimers, getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
    await visits[0]?.leave();
    expect(admitted).toEqual(['1', '3']);
  });

  test('takes nobody with it who has no part in its signal, also when it is given up at the moment of its turn', async () => {
    const clock = createVirtualClock();
    const limiter = { acquire: () => Math.max(0, 100 - clock.now()), observe: () => {} };
    const { enter, admitted } = watchedQueue(clock, limiter);
    const { signal, abort } = controlled();
    // The runtime was busy until now, so that the timer that ends the wait has not fired.
    clock.startTimer(abort, 100);
    const visits = [enter('1', { signal }), enter('2', { signal }), enter('3'), enter('4'), enter('5')];
    await clock.advanceBy(1_000);
    for (const visit of visits) if (visit.outcome === 'admitted') await visit.leave();
    expect(outcomes(visits)).toEqual(['signal', 'admitted', 'admitted', 'admitted', 'admitted']);
    expect(admitted).toEqual(['2', '3', '4', '5']);
  });

  test('was not even put in line when its signal is aborted already, or its time is up', async () => {
    const clock = createVirtualClock();
    const { enter } = watchedQueue(clock);
    const visits = [enter('1', { signal: AbortSignal.abort() }), enter('2', { expiresAt: clock.now() }), enter('3')];
    await clock.advanceBy(0);
    expect(outcomes(visits)).toEqual(['signal', 'deadline', 'admitted']);
  });

  test('is told at its deadline, to the millisecond', async () => {
    const clock = createVirtualClock();
    const { enter } = watchedQueue(clock);
    enter('1');
    const late = enter('2', { expiresAt: 70 });
    await clock.advanceBy(69);
    expect(late.outcome).toBe('waiting');
    await clock.advanceBy(1);
    expect(late).toMatchObject({ outcome: 'deadline', atMs: 70 });
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('while all wait for the quota', () => {
  test('those that would come too late are told at once, those in time are sent when it is there', async () => {
    const clock = createVirtualClock();
    const limiter = { acquire: () => Math.max(0, 500 - clock.now()), observe: () => {} };
    const { enter } = watchedQueue(clock, limiter);
    const deadlines = [Infinity, 499, 500, 501];
    const visits = deadlines.map((expiresAt) => enter('x', { expiresAt, operationLimit: 9 }));
    await clock.advanceBy(0);
    expect(outcomes(visits)).toEqual(['waiting', 'deadline', 'deadline', 'waiting']);
    await clock.advanceBy(500);
    expect(visits.map(({ atMs }) => atMs)).toEqual([500, 0, 0, 500]);
    expect(clock.pendingTimers).toBe(0);
  });

  test('those that were in line before the wait was announced are told as well, in every lane that has room', async () => {
    const clock = createVirtualClock();
    let waitMs = 0;
    const { enter } = watchedQueue(clock, { acquire: () => waitMs, observe: () => {} });
    const first = enter('1');
    const late = [enter('2', { expiresAt: 1_000 }), enter('3', { expiresAt: 1_001 })];
    const other = enter('other', { operationId: 'b' });
    late.push(enter('4', { operationId: 'b', expiresAt: 400 }));
    await clock.advanceBy(0);
    waitMs = 1_000;
    await first.leave();
    expect(outcomes(late)).toEqual(['deadline', 'waiting', 'waiting']);
    await other.leave();
    expect(outcomes(late)).toEqual(['deadline', 'waiting', 'deadline']);
    expect(clock.now()).toBe(0);
  });

  test('nobody asks again before time, and one timer is enough', async () => {
    const clock = createVirtualClock();
    let asked = 0;
    const acquire = () => {
      asked += 1;
      return Math.max(0, 500 - clock.now());
    };
    const { enter } = watchedQueue(clock, { acquire, observe: () => {} });
    for (let count = 0; count < 20; count += 1) enter('x', { operationLimit: 99 });
    await clock.advanceBy(499);
    expect([asked, clock.pendingTimers]).toEqual([1, 1]);
    await clock.advanceBy(1);
    expect([asked, clock.pendingTimers]).toEqual([21, 0]);
  });
});

function controlled() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
