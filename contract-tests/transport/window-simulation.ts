import {
  createRateWindow as createStoreWindow,
  quotaHeaders,
  takeByAnotherApp,
  takeRequest,
} from '../../src/sandbox/limits.js';
import type { RateLimiter } from '../../src/transport/rate-limit.js';
import { readRateLimit } from '../../src/transport/rate-limit.js';
import { createRandom } from '../support/random.js';
import type { VirtualClock } from '../support/virtual-clock.js';

export interface Scenario {
  readonly seed: number;
  /** Requests that want to be sent, all at once. */
  readonly requests: number;
  readonly concurrency: number;
  readonly quota: number;
  readonly windowMs: number;
  /** Milliseconds that a request takes to the store, and an answer back, at most. */
  readonly latencyMs: number;
  /** What share of the answers lacks a header or has a malformed one. */
  readonly malformedShare: number;
  /** Requests that another app sends just before each of ours, at most. */
  readonly othersAtOnce: number;
}

export interface SimulatedRequest {
  readonly sentAtMs: number;
  arrivedAtMs: number;
  answeredAtMs: number;
  /** When the store's window that it fell into began. */
  windowStartMs: number;
  /** What the answer said to be left, where it said all that it can say. */
  left: number | undefined;
  refused: boolean;
}

export interface Run {
  readonly requests: readonly SimulatedRequest[];
  readonly acquired: number;
  /** How many requests the store let in, by the start of each of its windows. */
  readonly usedByWindow: ReadonlyMap<number, number>;
}

/** Sends as many requests as a limiter lets through, to a store that is a window and nothing else. */
export async function simulate(limiter: RateLimiter, clock: VirtualClock, scenario: Scenario): Promise<Run> {
  const random = createRandom(scenario.seed);
  const store = createStoreWindow(scenario.quota, scenario.windowMs);
  const requests: SimulatedRequest[] = [];
  const usedByWindow = new Map<number, number>();
  let acquired = 0;
  let underWay = 0;
  let stopTimer = () => {};
  const travel = () =>
    new Promise<void>((arrive) => clock.startTimer(arrive, Math.floor(random() * scenario.latencyMs) + 1));

  const send = async (request: SimulatedRequest) => {
    await travel();
    const nowMs = clock.now();
    const others = Math.floor(random() * (scenario.othersAtOnce + 1));
    if (others > 0) takeByAnotherApp(store, nowMs, others);
    const { allowed, ...reading } = takeRequest(store, nowMs);
    const windowStartMs = store.startedAtMs ?? nowMs;
    usedByWindow.set(windowStartMs, store.used);
    const isWhole = random() >= scenario.malformedShare;
    const headers = isWhole ? quotaHeaders(reading) : damaged(quotaHeaders(reading), random);
    await travel();
    const left = isWhole ? reading.left : undefined;
    Object.assign(request, { arrivedAtMs: nowMs, answeredAtMs: clock.now(), windowStartMs, left, refused: !allowed });
    limiter.observe(readRateLimit(new Headers(headers)), request.sentAtMs);
    underWay -= 1;
  };

  await new Promise<void>((resolve, reject) => {
    const pump = async () => {
      stopTimer();
      stopTimer = () => {};
      while (requests.length < scenario.requests && underWay < scenario.concurrency) {
        acquired += 1;
        const waitMs = await limiter.acquire();
        if (waitMs > 0) {
          if (waitMs < Infinity) stopTimer = clock.startTimer(pump, waitMs);
          return;
        }
        const sentAtMs = clock.now();
        const request = {
          sentAtMs,
          arrivedAtMs: 0,
          answeredAtMs: Infinity,
          windowStartMs: 0,
          left: undefined,
          refused: false,
        };
        requests.push(request);
        underWay += 1;
        send(request).then(turn, reject);
      }
    };
    // One after the other, as the pump waits for the limiter.
    let turns = Promise.resolve();
    const turn = () => {
      turns = turns.then(pump).catch(reject);
      if (underWay === 0 && requests.length === scenario.requests) resolve();
    };
    turn();
  });
  return { requests, acquired, usedByWindow };
}

/** Refusals of requests that were sent although answers had said that none was left. */
export function avoidable({ requests }: Run): SimulatedRequest[] {
  return requests.filter(
    (refused) =>
      refused.refused &&
      requests.some(({ left, answeredAtMs, windowStartMs }) => {
        if (left === undefined || windowStartMs !== refused.windowStartMs || answeredAtMs >= refused.sentAtMs)
          return false;
        const since = requests.filter(({ sentAtMs }) => sentAtMs > answeredAtMs && sentAtMs < refused.sentAtMs);
        return since.filter((each) => each.windowStartMs === windowStartMs).length >= left;
      }),
  );
}

/** Headers of which some are missing, or hold what no store should say. */
function damaged(headers: Readonly<Record<string, string>>, random: () => number): [string, string][] {
  const isBare = random() < 0.4;
  return Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    if (isBare || random() < 0.3) return [];
    return [[name, random() < 0.5 ? value : (RUBBISH[Math.floor(random() * RUBBISH.length)] ?? '')]];
  });
}

const RUBBISH = ['', '-1', 'soon', '1.5', '999999999999999', 'NaN'];
