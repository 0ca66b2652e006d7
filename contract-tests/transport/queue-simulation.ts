import { getEventListeners } from 'node:events';
import { Cancelled } from '../../src/transport/abort.js';
import { createRequestQueue } from '../../src/transport/queue.js';
import type { RateLimiter } from '../../src/transport/rate-limit.js';
import type { QueuedRequest } from '../../src/transport/waiting.js';
import type { VirtualClock } from '../support/virtual-clock.js';

const NO_RESPONSE = { status: undefined, rateLimit: undefined, elapsedMs: 0 };

/** One for each queue: those with the same limiter are one queue. */
const freeLimiter = (): RateLimiter => ({ acquire: () => 0, observe: () => {} });

export interface Visit {
  readonly name: string;
  outcome: 'waiting' | 'admitted' | Cancelled['by'];
  atMs: number;
  leave(): Promise<void>;
}

/** A queue whose visitors are watched. */
export function watchedQueue(clock: VirtualClock, limiter = freeLimiter(), maxConcurrency = Infinity) {
  const queue = createRequestQueue({ clock, limiter, maxConcurrency });
  const admitted: string[] = [];
  /** Asks to be let in, and tells what has become of it by now. */
  const enter = (
    name: string,
    { isRetry = false, ...ticket }: Partial<QueuedRequest> & { isRetry?: boolean } = {},
  ): Visit => {
    let open = () => {};
    const visit: Visit = {
      name,
      outcome: 'waiting',
      atMs: -1,
      leave: async () => {
        queue.observe({ operationId: 'a', ...NO_RESPONSE });
        open();
        await clock.advanceBy(0);
      },
    };
    const settle = (outcome: Visit['outcome']) => Object.assign(visit, { outcome, atMs: clock.now() });
    const complete = {
      operationId: 'a',
      operationLimit: 1,
      signal: undefined,
      expiresAt: Infinity,
      ...ticket,
    };
    Promise.resolve(queue.enter(complete, isRetry)).then(
      (leave) => {
        open = leave;
        admitted.push(name);
        settle('admitted');
      },
      (error: unknown) => {
        if (!(error instanceof Cancelled)) throw error;
        settle(error.by);
      },
    );
    return visit;
  };
  return { enter, admitted };
}

export interface Plan {
  readonly arriveMs: number;
  readonly operationId: string;
  readonly isRetry: boolean;
  readonly holdMs: number;
  /** Which of a few signals it has. */
  readonly signal: number | undefined;
  readonly deadlineMs: number | undefined;
}

export interface QueuePlan {
  readonly visits: readonly Plan[];
  readonly operationLimit: number;
  readonly maxConcurrency: number;
  /** When each of the signals is aborted. */
  readonly abortMs: readonly number[];
  readonly quota: number;
  readonly windowMs: number;
  /** Milliseconds that the limiter takes to answer; -1 for at once. */
  readonly thinkMs: number;
}

/** Lets visitors come and go as planned, and tells what was wrong. */
export async function simulate(clock: VirtualClock, plan: QueuePlan): Promise<string[]> {
  const problems = new Set<string>();
  const limiter = quotaLimiter(clock, plan);
  const queue = createRequestQueue({ clock, limiter, maxConcurrency: plan.maxConcurrency });
  const controllers = plan.abortMs.map(() => new AbortController());
  const after = (delayMs: number) => new Promise<void>((resolve) => clock.startTimer(resolve, delayMs));
  const underWay = new Map<string, number>();
  const count = (operationId: string, change: number) => {
    const now = (underWay.get(operationId) ?? 0) + change;
    underWay.set(operationId, now);
    if (now > plan.operationLimit) problems.add(`${now} of an operation`);
    const all = [...underWay.values()].reduce((sum, each) => sum + each, 0);
    if (all > plan.maxConcurrency) problems.add(`${all} at once`);
  };
  const visit = async ({ arriveMs, operationId, isRetry, holdMs, signal: number, deadlineMs = Infinity }: Plan) => {
    await after(arriveMs);
    const signal = number === undefined ? undefined : controllers[number]?.signal;
    const expiresAt = clock.now() + deadlineMs;
    try {
      const leave = await queue.enter({ operationId, operationLimit: plan.operationLimit, signal, expiresAt }, isRetry);
      if (clock.now() > expiresAt) problems.add('admitted after its deadline');
      count(operationId, 1);
      await after(holdMs);
      count(operationId, -1);
      queue.observe({ operationId, ...NO_RESPONSE });
      leave();
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      if (error.by === 'deadline' && clock.now() > expiresAt) problems.add('told after its deadline');
      if (error.by === 'signal' && !signal?.aborted) problems.add('aborted by nobody');
    }
  };
  const aborts = plan.abortMs.map((delayMs, number) => clock.startTimer(() => controllers[number]?.abort(), delayMs));
  await clock.run(Promise.all(plan.visits.map(visit)));
  for (const stop of aborts) stop();
  const left = clock.pendingTimers - limiter.thoughts();
  if (left > 0) problems.add(`${left} timers left`);
  for (const { signal } of controllers)
    for (const _ of getEventListeners(signal, 'abort')) problems.add('listener left');
  return [...problems];
}

/** So many requests in each window, and half as many at once: that is decided when it is asked, and told when it has thought. */
function quotaLimiter(
  clock: VirtualClock,
  { quota, windowMs, thinkMs }: QueuePlan,
): RateLimiter & { thoughts(): number } {
  let endsAt = windowMs;
  let left = quota;
  let underWay = 0;
  let thoughts = 0;
  const decide = () => {
    if (clock.now() >= endsAt) [left, endsAt] = [quota, clock.now() + windowMs];
    if (underWay > quota / 2) return Infinity;
    if (left === 0) return endsAt - clock.now();
    left -= 1;
    underWay += 1;
    return 0;
  };
  return {
    acquire: () => {
      const answer = decide();
      if (thinkMs < 0) return answer;
      thoughts += 1;
      const tell = (resolve: (waitMs: number) => void) => () => {
        thoughts -= 1;
        resolve(answer);
      };
      return new Promise((resolve) => clock.startTimer(tell(resolve), thinkMs));
    },
    observe: () => {
      underWay -= 1;
    },
    thoughts: () => thoughts,
  };
}
