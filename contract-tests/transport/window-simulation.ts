import type { RateLimiter } from '../../src/transport/rate-limit.js';
import { readRateLimit } from '../../src/transport/rate-limit.js';
import { createRandom } from '../support/random.js';
import type { VirtualClock } from '../support/virtual-clock.js';
import { createQuotaStore, type QuotaStoreKind } from './quota-store.js';

export interface Scenario extends QuotaStoreKind {
  readonly seed: number;
  /** Requests that want to be sent, all at once. */
  readonly requests: number;
  readonly concurrency: number;
  /** Milliseconds that a request takes to the store, that the store takes, and that an answer takes back, at most. */
  readonly latencyMs: number;
  /** What share of the answers lacks a header or has a malformed one. */
  readonly malformedShare: number;
  /** Requests that another app sends just before each of ours, at most. */
  readonly othersAtOnce: number;
}

export interface SimulatedRequest {
  readonly sentAtMs: number;
  answeredAtMs: number;
  /** When the store's window began that it counted in, and when that began which its answer told of. */
  windowStartMs: number;
  statedWindowStartMs: number;
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

const OPERATION = { operationId: 'a', operationLimit: Infinity };

/** Sends as many requests as a limiter lets through, to a store that is a window and nothing else. */
export async function simulate(limiter: RateLimiter, clock: VirtualClock, scenario: Scenario): Promise<Run> {
  const random = createRandom(scenario.seed);
  const store = createQuotaStore(scenario);
  const requests: SimulatedRequest[] = [];
  let acquired = 0;
  let underWay = 0;
  let stopTimer = () => {};
  const travel = () =>
    new Promise<void>((arrive) => clock.startTimer(arrive, Math.floor(random() * scenario.latencyMs) + 1));

  const send = async (request: SimulatedRequest) => {
    await travel();
    const others = Math.floor(random() * (scenario.othersAtOnce + 1));
    for (let other = 0; other < others; other += 1) store.arrive(clock.now()).respond(clock.now());
    const arrival = store.arrive(clock.now());
    await travel();
    const { status, headers, windowStartMs, statedWindowStartMs } = arrival.respond(clock.now());
    const isWhole = random() >= scenario.malformedShare;
    await travel();
    const left = isWhole ? Number(headers['X-Rate-Limit-Requests-Left']) : undefined;
    const fate = { answeredAtMs: clock.now(), windowStartMs, statedWindowStartMs, left, refused: status === 429 };
    Object.assign(request, fate);
    const rateLimit = readRateLimit(new Headers(isWhole ? headers : damaged(headers, random)), clock.wallNow);
    limiter.observe({ operationId: 'a', status, rateLimit, elapsedMs: clock.now() - request.sentAtMs });
    underWay -= 1;
  };

  await new Promise<void>((resolve, reject) => {
    const pump = async () => {
      stopTimer();
      stopTimer = () => {};
      while (requests.length < scenario.requests && underWay < scenario.concurrency) {
        acquired += 1;
        const waitMs = await limiter.acquire(OPERATION);
        if (waitMs > 0) {
          if (waitMs < Infinity) stopTimer = clock.startTimer(pump, waitMs);
          return;
        }
        const unknown = { windowStartMs: 0, statedWindowStartMs: 0, left: undefined, refused: false };
        const request = { sentAtMs: clock.now(), answeredAtMs: Infinity, ...unknown };
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
  return { requests, acquired, usedByWindow: store.usedByWindow };
}

/** Refusals of requests that were sent although answers had said that none was left. */
export function avoidable({ requests }: Run): SimulatedRequest[] {
  return requests.filter(
    (refused) =>
      refused.refused &&
      requests.some(({ left, answeredAtMs, statedWindowStartMs }) => {
        if (left === undefined || statedWindowStartMs !== refused.windowStartMs || answeredAtMs >= refused.sentAtMs)
          return false;
        const since = requests.filter(({ sentAtMs }) => sentAtMs > answeredAtMs && sentAtMs < refused.sentAtMs);
        return since.filter(({ windowStartMs }) => windowStartMs === statedWindowStartMs).length >= left;
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

const RUBBISH = ['', '-1', 'soon', '1,5', '999999999999999', 'NaN'];
