import fc from 'fast-check';
import type { AttributeValueInput, UpsertOutcome } from '../../src/index.js';
import type { VirtualClock } from '../support/virtual-clock.js';

/** How a stream is fed and read. */
export interface StreamPlan {
  /** Milliseconds that the source takes for a value; `undefined` for a source that has them at once. */
  readonly sourceDelayMs: number | undefined;
  /** Milliseconds that the reader takes for an outcome. */
  readonly readerDelayMs: number;
  /** Outcomes after which the reader stops. */
  readonly stopAfter: number;
}

export const streamPlan: fc.Arbitrary<StreamPlan> = fc.record({
  sourceDelayMs: fc.option(fc.constantFrom(0, 3, 40), { nil: undefined }),
  readerDelayMs: fc.constantFrom(0, 0, 25, 300),
  stopAfter: fc.oneof(
    { weight: 5, arbitrary: fc.constant(Infinity) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
  ),
});

/**
 * Values as a source gives them, and how many it has given before the signal was aborted: those that come later are for
 * nobody. A source that nobody waits for any more has to be stopped.
 */
export function createSource(
  items: readonly AttributeValueInput[],
  { sourceDelayMs }: StreamPlan,
  clock: VirtualClock,
  signal: AbortSignal | undefined,
) {
  const given = { count: 0 };
  let stopTimer = () => {};
  function* atOnce() {
    for (const item of items) {
      given.count += 1;
      yield item;
    }
  }
  async function* inTime() {
    for (const item of items) {
      await new Promise<void>((resolve) => {
        stopTimer = clock.startTimer(resolve, sourceDelayMs ?? 0);
      });
      if (!signal?.aborted) given.count += 1;
      yield item;
    }
  }
  return { source: sourceDelayMs === undefined ? atOnce() : inTime(), given, stop: () => stopTimer() };
}

/** Reads outcomes until there are no more, or the reader has had enough. */
export async function readOutcomes(
  outcomes: AsyncIterable<UpsertOutcome>,
  { readerDelayMs, stopAfter }: StreamPlan,
  clock: VirtualClock,
): Promise<UpsertOutcome[]> {
  const read: UpsertOutcome[] = [];
  for await (const outcome of outcomes) {
    read.push(outcome);
    if (read.length >= stopAfter) break;
    if (readerDelayMs > 0)
      await new Promise<void>((resolve) => {
        clock.startTimer(resolve, readerDelayMs);
      });
  }
  return read;
}
