import { describe, expect, jest, test } from '@jest/globals';
import { type Entry, splitIntoChunks } from '../../src/bulk/chunks.js';
import { outcomeOf } from '../../src/bulk/send-chunk.js';
import { ApiError } from '../../src/errors/index.js';
import {
  AbortError,
  type BigCommerceError,
  InvalidRequestError,
  MalformedResponseError,
  NetworkError,
  TimeoutError,
  UnexpectedRedirectError,
} from '../../src/index.js';
import type { CancelSignal } from '../../src/transport/abort.js';
import { runCancellable } from '../../src/transport/abort.js';
import { systemClock } from '../../src/transport/clock.js';
import { createApiError } from '../../src/transport/response.js';

const call = { operationId: 'deleteCustomers', method: 'DELETE', path: '/customers', attempts: [] } as const;
const answer = (status: number, body?: unknown) => ({
  ...call,
  status,
  body,
  requestId: undefined,
  rateLimit: undefined,
});

describe('the outcome of a request that ended with an error', () => {
  test.each<[string, BigCommerceError, 'failed' | 'unknown' | 'unsent']>([
    ['refused by the client', new InvalidRequestError([]), 'unsent'],
    ['aborted before it was sent', new AbortError({ ...call, reason: 'x', sent: false }), 'unsent'],
    ['aborted while it was under way', new AbortError({ ...call, reason: 'x', sent: true }), 'unknown'],
    ['timed out', new TimeoutError({ ...call, timeoutMs: 1, sent: true }), 'unknown'],
    ['connection lost', new NetworkError({ ...call, code: undefined, cause: new Error('x') }), 'unknown'],
    [
      'no connection',
      new NetworkError({ ...call, code: 'ECONNREFUSED', sent: false, cause: new Error('x') }),
      'unsent',
    ],
    ['no such host', new NetworkError({ ...call, code: 'ENOTFOUND', sent: false, cause: new Error('x') }), 'unsent'],
    ['connection reset', new NetworkError({ ...call, code: 'ECONNRESET', cause: new Error('x') }), 'unknown'],
    [
      'redirected',
      new UnexpectedRedirectError({ ...call, status: 303, requestId: undefined, location: undefined }),
      'unknown',
    ],
    [
      'not a success after all',
      new MalformedResponseError({
        ...call,
        problem: 'x',
        isUnreadable: true,
        status: 200,
        requestId: undefined,
        contentType: undefined,
        body: '',
      }),
      'unknown',
    ],
    ['turned away: no credential', createApiError(answer(401)), 'unsent'],
    ['turned away: no scope', createApiError(answer(403)), 'unsent'],
    ['turned away: too many requests', createApiError(answer(429)), 'unsent'],
    ['not acceptable', createApiError(answer(422)), 'failed'],
    ['not found', createApiError(answer(404)), 'failed'],
    ['too large', createApiError(answer(413)), 'failed'],
    ['a gateway that would not wait', createApiError(answer(408)), 'unknown'],
    ['a server that would not risk it', createApiError(answer(425)), 'unknown'],
    ['server failed', createApiError(answer(500)), 'unknown'],
    ['worked in part', new ApiError(answer(200, { meta: { total: 2, success: 1, failed: 1 } })), 'unknown'],
    [
      'worked in part, under an error status',
      createApiError(answer(422, { meta: { total: 2, success: 1, failed: 1 } })),
      'unknown',
    ],
    ['worked in no part', new ApiError(answer(200, { meta: { total: 2, success: 0, failed: 2 } })), 'failed'],
    ['worked in no part, without a count of successes', new ApiError(answer(200, { meta: { failed: 2 } })), 'failed'],
    [
      'failures for fewer than were sent',
      new ApiError(answer(200, { meta: { total: 1, success: 0, failed: 1 } })),
      'unknown',
    ],
    [
      'counts that contradict each other',
      new ApiError(answer(200, { meta: { total: 2, success: 1, failed: 2 } })),
      'unknown',
    ],
    ['worked in part, without counts', new ApiError(answer(200, { errors: ['x'] })), 'unknown'],
  ])('%s', (_, error, outcome) => {
    expect(outcomeOf(error, 2)).toBe(outcome);
  });
});

describe('chunks', () => {
  const sizes = (chunks: readonly (readonly Entry<unknown>[])[]) => chunks.map(({ length }) => length);

  test.each<[string, readonly string[], Parameters<typeof splitIntoChunks<string>>[1], number[]]>([
    ['no items', [], { maxItems: 2 }, []],
    ['as many as fit', ['a', 'b'], { maxItems: 2 }, [2]],
    ['one more', ['a', 'b', 'c'], { maxItems: 2 }, [2, 1]],
    ['by length', ['aa', 'bb', 'c', 'dddd'], { maxItems: 9, maxLength: 5, lengthOf: (item) => item.length }, [3, 1]],
    ['exactly as long as allowed', ['aaa', 'bb'], { maxItems: 9, maxLength: 5, lengthOf: (item) => item.length }, [2]],
    [
      'too long for any chunk',
      ['a', 'bbbbbbbbb', 'c'],
      { maxItems: 9, maxLength: 5, lengthOf: (item) => item.length },
      [1, 1, 1],
    ],
  ])('of %s', (_, items, limits, expected) => {
    const entries = items.map((item, index) => ({ item, index }));
    const chunks = splitIntoChunks(entries, limits);
    expect(sizes(chunks)).toEqual(expected);
    expect(chunks.flat()).toEqual(entries);
  });
});

describe('something that can be cancelled', () => {
  /** Timers that are started and stopped, but never run out by themselves. */
  function createTimers() {
    const running = new Map<symbol, () => void>();
    return {
      running,
      clock: {
        ...systemClock,
        startTimer: (run: () => void) => {
          const timer = Symbol('timer');
          running.set(timer, run);
          return () => void running.delete(timer);
        },
      },
    };
  }

  test.each<[string, () => Promise<unknown>]>([
    ['succeeds', async () => 'done'],
    ['fails', () => Promise.reject(new Error('no'))],
  ])('that %s leaves no timer', async (_, run) => {
    const { running, clock } = createTimers();
    const ended = runCancellable(run, { signal: undefined, timeoutMs: 1, clock }).catch(() => {});
    expect(running.size).toBe(1);
    await ended;
    expect(running.size).toBe(0);
  });

  test('that times out or is aborted leaves none either, and cancels what it runs', async () => {
    for (const cause of ['timer', 'signal']) {
      const { running, clock } = createTimers();
      const controller = new AbortController();
      let cancelled: CancelSignal | undefined;
      const ended = runCancellable((cancellation) => new Promise(() => (cancelled = cancellation)), {
        signal: controller.signal,
        timeoutMs: 1,
        clock,
      });
      if (cause === 'timer') for (const run of running.values()) run();
      else controller.abort();
      await expect(ended).rejects.toMatchObject({ by: cause === 'timer' ? 'timeout' : 'signal' });
      expect(cancelled?.aborted).toBe(true);
      expect(running.size).toBe(0);
    }
  });

  test('is not begun when the signal is aborted already', async () => {
    const { running, clock } = createTimers();
    const run = jest.fn(async () => 'done');
    await expect(runCancellable(run, { signal: AbortSignal.abort(), timeoutMs: 1, clock })).rejects.toMatchObject({
      by: 'signal',
    });
    expect(run).not.toHaveBeenCalled();
    expect(running.size).toBe(0);
  });
});
