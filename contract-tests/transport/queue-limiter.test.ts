import { describe, expect, test } from '@jest/globals';
import type { RateLimiter } from '../../src/transport/rate-limit.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { watchedQueue } from './queue-simulation.js';

/** A limiter whose answers a test gives. */
function askedLimiter() {
  const questions: ((waitMs: number) => void)[] = [];
  const limiter: RateLimiter = {
    acquire: () =>
      new Promise((resolve) => {
        questions.push(resolve);
      }),
    observe: () => {},
  };
  return { questions, limiter, answer: (waitMs: number) => questions.shift()?.(waitMs) };
}

describe('a limiter that has to ask elsewhere', () => {
  test('is asked once at a time, and requests keep their order', async () => {
    const clock = createVirtualClock();
    const { limiter, questions, answer } = askedLimiter();
    const { enter, admitted } = watchedQueue(clock, limiter);
    for (const name of ['1', '2', '3']) enter(name, { operationLimit: 9 });
    for (const expected of [['1'], ['1', '2'], ['1', '2', '3']]) {
      await clock.advanceBy(10);
      expect(questions).toHaveLength(1);
      answer(0);
      await clock.advanceBy(0);
      expect(admitted).toEqual(expected);
    }
    expect(questions).toHaveLength(0);
  });

  test('lets a retry go first that came while it was thinking', async () => {
    const clock = createVirtualClock();
    const { limiter, answer } = askedLimiter();
    const { enter, admitted } = watchedQueue(clock, limiter);
    enter('new');
    enter('again', { isRetry: true });
    answer(0);
    await clock.advanceBy(0);
    expect(admitted).toEqual(['again']);
  });

  test('gives a permit to the next request where the one that it was asked for has left', async () => {
    const clock = createVirtualClock();
    const { limiter, questions, answer } = askedLimiter();
    const { enter, admitted } = watchedQueue(clock, limiter);
    const controller = new AbortController();
    enter('1', { signal: controller.signal });
    controller.abort();
    answer(0);
    await clock.advanceBy(0);
    expect(questions).toHaveLength(0);
    const next = enter('2');
    await clock.advanceBy(0);
    expect(admitted).toEqual(['2']);
    // It was one permit, for one request.
    await next.leave();
    enter('3');
    await clock.advanceBy(0);
    expect([admitted, questions.length]).toEqual([['2'], 1]);
  });

  test('is given a permit back that nobody of its operation wants', async () => {
    const clock = createVirtualClock();
    const asked: string[] = [];
    const givenBack: string[] = [];
    const { questions, limiter } = askedLimiter();
    const { enter, admitted } = watchedQueue(clock, {
      acquire: (request) => {
        asked.push(request.operationId);
        return limiter.acquire(request);
      },
      observe: ({ operationId }) => void givenBack.push(operationId),
    });
    const controller = new AbortController();
    enter('1', { operationId: 'a', signal: controller.signal });
    enter('2', { operationId: 'b' });
    controller.abort();
    while (questions.length > 0) {
      questions.shift()?.(0);
      await clock.advanceBy(0);
    }
    expect([admitted, asked, givenBack]).toEqual([['2'], ['a', 'b'], ['a']]);
  });

  test('is given a permit back that nobody wants, where others could use it', async () => {
    const clock = createVirtualClock();
    const { questions, limiter, answer } = askedLimiter();
    const told: string[] = [];
    const { enter } = watchedQueue(clock, {
      ...limiter,
      observe: ({ status }) => void told.push(`${status}`),
      release: (operationId) => void told.push(`released ${operationId}`),
    });
    const controller = new AbortController();
    enter('1', { operationId: 'a', signal: controller.signal });
    controller.abort();
    answer(0);
    await clock.advanceBy(0);
    expect([told, questions.length]).toEqual([['undefined', 'released a'], 0]);
  });

  test('is told when each request has ended, and may fail at that', async () => {
    const clock = createVirtualClock();
    const released: string[] = [];
    const { enter, admitted } = watchedQueue(clock, {
      acquire: () => 0,
      observe: () => {},
      release: (operationId) => {
        released.push(operationId);
        throw new Error('gone');
      },
    });
    const first = enter('1', { operationId: 'a', operationLimit: 1 });
    enter('2', { operationId: 'a', operationLimit: 1 });
    await clock.advanceBy(0);
    expect([admitted, released]).toEqual([['1'], []]);
    await first.leave();
    await clock.advanceBy(0);
    expect([admitted, released]).toEqual([['1', '2'], ['a']]);
  });

  test('holds the requests of one operation, while those of another are sent', async () => {
    const clock = createVirtualClock();
    const { enter, admitted } = watchedQueue(clock, {
      acquire: ({ operationId }) => (operationId === 'a' ? Math.max(0, 500 - clock.now()) : 0),
      observe: () => {},
    });
    enter('1', { operationId: 'a' });
    enter('2', { operationId: 'b' });
    await clock.advanceBy(0);
    expect(admitted).toEqual(['2']);
    await clock.advanceBy(500);
    expect([admitted, clock.pendingTimers]).toEqual([['2', '1'], 0]);
  });

  test('announces a wait to those that came while it was thinking', async () => {
    const clock = createVirtualClock();
    const { limiter, answer } = askedLimiter();
    const { enter } = watchedQueue(clock, limiter);
    enter('1');
    const late = enter('2', { expiresAt: 50 });
    answer(60);
    await clock.advanceBy(0);
    expect(late.outcome).toBe('deadline');
  });
});

describe('a limiter that fails', () => {
  const unreachable = new Error('the shared limiter cannot be reached');
  test.each<[string, RateLimiter['acquire']]>([
    [
      'at once',
      () => {
        throw unreachable;
      },
    ],
    ['later', () => Promise.reject(unreachable)],
  ])('stops nobody: the store itself counts as well (%s)', async (_, acquire) => {
    const clock = createVirtualClock();
    const { enter, admitted } = watchedQueue(clock, { acquire, observe: () => {} });
    for (const name of ['1', '2']) enter(name, { operationLimit: 9 });
    await clock.advanceBy(0);
    expect(admitted).toEqual(['1', '2']);
  });
});

describe('a limiter that waits for an answer', () => {
  test('is asked again when one has come, and no timer runs meanwhile', async () => {
    const clock = createVirtualClock();
    let answers: number[] = [0, Infinity];
    const { enter, admitted } = watchedQueue(clock, { acquire: () => answers.shift() ?? Infinity, observe: () => {} });
    const first = enter('1', { operationLimit: 9 });
    enter('2', { operationLimit: 9 });
    await clock.advanceBy(60_000);
    expect([admitted, clock.pendingTimers]).toEqual([['1'], 0]);
    answers = [0];
    await first.leave();
    expect(admitted).toEqual(['1', '2']);
  });

  test('is asked again also when that came while it was thinking', async () => {
    const clock = createVirtualClock();
    const { limiter, answer, questions } = askedLimiter();
    const { enter, admitted } = watchedQueue(clock, limiter);
    const first = enter('1', { operationLimit: 9 });
    answer(0);
    await clock.advanceBy(0);
    enter('2', { operationLimit: 9 });
    await first.leave();
    answer(Infinity);
    await clock.advanceBy(0);
    expect(questions).toHaveLength(1);
    answer(0);
    await clock.advanceBy(0);
    expect(admitted).toEqual(['1', '2']);
  });

  test('is asked again as well when it has taken note of the answer, which may take a while', async () => {
    const clock = createVirtualClock();
    let isFree = true;
    const { enter, admitted } = watchedQueue(clock, {
      acquire: () => {
        const waitMs = isFree ? 0 : Infinity;
        isFree = false;
        return waitMs;
      },
      observe: () =>
        new Promise((resolve) => {
          clock.startTimer(() => {
            isFree = true;
            resolve();
          }, 100);
        }),
    });
    const first = enter('1', { operationLimit: 9 });
    enter('2', { operationLimit: 9 });
    await first.leave();
    await clock.advanceBy(99);
    expect(admitted).toEqual(['1']);
    await clock.advanceBy(1);
    expect(admitted).toEqual(['1', '2']);
  });

  test('but not for ever when nothing comes', async () => {
    const clock = createVirtualClock();
    let asked = 0;
    const acquire = async () => {
      asked += 1;
      return asked === 1 ? 0 : Infinity;
    };
    const { enter } = watchedQueue(clock, { acquire, observe: () => {} });
    enter('1', { operationLimit: 9 });
    for (let count = 0; count < 5; count += 1) enter('x', { operationLimit: 9 });
    await clock.advanceBy(60_000);
    expect(asked).toBeLessThanOrEqual(7);
    expect(clock.pendingTimers).toBe(0);
  });
});
