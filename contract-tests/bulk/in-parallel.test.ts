import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inParallel, type Parallelism } from '../../src/bulk/in-parallel.js';
import { collect } from '../support/call-method.js';
import { createRandom } from '../support/random.js';
import { createVirtualClock } from '../support/virtual-clock.js';

/** Runs items in a time of its own. An item is how long it takes; a negative one fails after that. */
function tasks() {
  const clock = createVirtualClock();
  const log = { started: 0, underWay: 0, most: 0 };
  const wait = (delayMs: number) => new Promise<void>((resolve) => void clock.startTimer(resolve, delayMs));
  const run = async (item: number) => {
    log.started += 1;
    log.underWay += 1;
    log.most = Math.max(log.most, log.underWay);
    await wait(Math.abs(item));
    log.underWay -= 1;
    if (item < 0) throw new Error(`task ${item}`);
    return item;
  };
  return { clock, log, wait, run };
}

async function* of(items: readonly number[], end = () => {}) {
  yield* items;
  end();
}

/** Results until there are no more, and the error that ended them. */
async function read(source: AsyncIterable<number>) {
  const results: number[] = [];
  const walk = async () => {
    for await (const result of source) results.push(result);
  };
  const error: unknown = await walk().catch((thrown: unknown) => thrown);
  return { results, error };
}

const THREE: Parallelism = { parallel: 3, maxAhead: Infinity };

describe('tasks in parallel', () => {
  test('give their results in the order of the items, never run more than allowed, and all of those where they can', async () => {
    const items = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 30 });
    const limits = [fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 12 })] as const;
    const property = fc.asyncProperty(items, ...limits, async (durations, parallel, maxAhead) => {
      const { clock, log, run } = tasks();
      const results = clock.run(collect(inParallel(of(durations), run, { parallel, maxAhead })));
      await expect(results).resolves.toEqual(durations);
      expect(log.most).toBe(Math.min(parallel, maxAhead, durations.length));
    });
    await fc.assert(property, { numRuns: 100 });
  });

  test('begin as soon as another one has ended', async () => {
    const { clock, run } = tasks();
    await clock.run(collect(inParallel(of([10, 40, 10, 10, 10]), run, { parallel: 2, maxAhead: Infinity })));
    expect(clock.now()).toBe(40);
  });

  test('go on while the caller works on a result, but not further ahead than allowed', async () => {
    const { clock, log, wait, run } = tasks();
    const started: number[] = [];
    const walk = async () => {
      for await (const _ of inParallel(of(Array(20).fill(10)), run, { parallel: 2, maxAhead: 4 })) {
        await wait(1_000);
        started.push(log.started);
      }
    };
    await clock.run(walk());
    // One is with the caller, and four more are ready or under way.
    expect(started.slice(0, 4)).toEqual([5, 6, 7, 8]);
  });

  test('are not held up by a slow one, as far as allowed', async () => {
    const { clock, log, run } = tasks();
    const results = inParallel(of([1_000, ...Array(20).fill(10)]), run, { parallel: 2, maxAhead: 6 });
    const first = results.next();
    await clock.advanceBy(900);
    expect(log).toMatchObject({ started: 6, underWay: 1 });
    await clock.run(first);
  });

  test('take an item when there is room for it, and not before', async () => {
    const { clock, run } = tasks();
    let taken = 0;
    async function* counting() {
      for (;;) {
        taken += 1;
        yield 10;
      }
    }
    const results = inParallel(counting(), run, THREE);
    expect(taken).toBe(0);
    const first = results.next();
    await clock.advanceBy(9);
    expect(taken).toBe(3);
    await clock.run(first);
    await clock.run(results.return());
  });
});

describe('tasks in the order in which they end', () => {
  const READY: Parallelism = { parallel: 3, maxAhead: 4, order: 'completion' };

  test('give each result as soon as there is one', async () => {
    const { clock, run } = tasks();
    const seen: [number, number][] = [];
    const walk = async () => {
      for await (const result of inParallel(of([100, 20, 10, 15]), run, READY)) seen.push([result, clock.now()]);
    };
    await clock.run(walk());
    expect(seen).toEqual([
      [10, 10],
      [20, 20],
      [15, 25],
      [100, 100],
    ]);
  });

  test('give all of them, and never run more than allowed', async () => {
    const items = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 30 });
    const limits = [fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 12 })] as const;
    const property = fc.asyncProperty(items, ...limits, async (durations, parallel, maxAhead) => {
      const { clock, log, run } = tasks();
      const settings = { parallel, maxAhead, order: 'completion' } as const;
      const results = await clock.run(collect(inParallel(of(durations), run, settings)));
      expect(results.sort()).toEqual([...durations].sort());
      expect(log.most).toBe(Math.min(parallel, maxAhead, durations.length));
    });
    await fc.assert(property, { numRuns: 60 });
  });

  test('are not started beyond what is allowed while nobody takes their results', async () => {
    const { clock, log, run } = tasks();
    const results = inParallel(of([10, 10, 1_000, ...Array(20).fill(10)]), run, READY);
    await clock.run(results.next());
    await clock.advanceBy(500);
    expect(log).toMatchObject({ started: 5, underWay: 1 });
    await clock.run(results.return());
  });
});

test('a plain iterator is a source as well', async () => {
  const { clock, run } = tasks();
  await expect(clock.run(collect(inParallel([30, 20, 10].values(), run, THREE)))).resolves.toEqual([30, 20, 10]);
});

describe('what fails', () => {
  test.each([
    [[10, 20, -5, 10], [10, 20], 'task -5'],
    [[-5], [], 'task -5'],
    [[30, -1, -2], [30], 'task -1'],
    [[30, 20, -1, -30, 10], [30, 20], 'task -1'],
  ])('comes after the results before it: %j', async (items, results, message) => {
    const { clock, run } = tasks();
    expect(await clock.run(read(inParallel(of(items), run, THREE)))).toEqual({ results, error: new Error(message) });
  });

  test('in the source comes after the results of everything that it gave', async () => {
    const { clock, run } = tasks();
    const failing = of([30, 10, 20, 10], () => {
      throw new Error('the source');
    });
    const ended = await clock.run(read(inParallel(failing, run, THREE)));
    expect(ended).toEqual({ results: [30, 10, 20, 10], error: new Error('the source') });
  });

  test('starts no more tasks, and is told to nobody else', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', note);
    const { clock, log, run } = tasks();
    await clock.run(read(inParallel(of([-10, -10, -20, 10, 10, 10]), run, THREE)));
    const { started } = log;
    await clock.advanceBy(1_000);
    process.off('unhandledRejection', note);
    expect([log.started, log.underWay, unhandled]).toEqual([started, 0, []]);
  });

  test('at once, without a promise, is the same', async () => {
    const run = () => {
      throw new Error('at once');
    };
    await expect(collect(inParallel(of([1]), run, THREE))).rejects.toThrow('at once');
  });
});

test('a caller who stops has no further task started', async () => {
  const { clock, log, run } = tasks();
  const random = createRandom(7);
  const walk = async () => {
    for await (const _ of inParallel(of(Array.from({ length: 50 }, () => 1 + random() * 9)), run, THREE)) break;
  };
  await clock.run(walk());
  const { started } = log;
  await clock.advanceBy(1_000);
  expect([log.started, log.underWay]).toEqual([started, 0]);
});
