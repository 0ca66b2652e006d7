import { checkOptions, checkWholeNumber, optional } from '../options.js';
import { type Clock, systemClock } from './clock.js';
import {
  isCrowded,
  type LimitedRequest,
  LONGEST_SPREAD_MS,
  type ObservedResponse,
  type RateLimiter,
  spreadWithin,
  statedWaitMs,
} from './rate-limit.js';
import { createRateWindow, SPREAD } from './rate-window.js';

export interface RateLimiterOptions {
  /**
   * Requests of each window to leave to other apps on the store.
   *
   * @default 0
   */
  readonly reserve?: number | undefined;
}

/**
 * Creates what clients in one process share as their option `limiter`, so that they keep to the quota and the limits of one
 * store together.
 *
 * @throws InvalidRequestError for an unknown option or an invalid value.
 * @example
 * const limiter = createRateLimiter();
 * const importer = createCustomersClient({ storeHash, accessToken, limiter });
 * const exporter = createCustomersClient({ storeHash, accessToken: another, limiter });
 */
export function createRateLimiter(options: RateLimiterOptions = {}): RateLimiter {
  return createLimiter(systemClock, checkOptions(options, { reserve: optional(checkWholeNumber) }));
}

/** How long requests pause after a 429 that does not say for how long. */
export interface SlowdownSettings extends RateLimiterOptions {
  /** The shortest pause in milliseconds. */
  readonly minDelayMs?: number;
  /** The longest pause in milliseconds. */
  readonly maxDelayMs?: number;
}

/** A limiter that can take over from another one at any time. */
export interface LocalRateLimiter extends RateLimiter {
  acquire(request: LimitedRequest): number;
  /** Counts a request that the other one let through. */
  count(): void;
  observe(response: ObservedResponse): void;
}

/**
 * Keeps to the quota that responses state, holds all requests for as long as the store asks to wait, and slows down where it
 * refuses requests without a reason: with a pause that doubles each time, and then with as many requests at once as succeed
 * (TCP's slow start).
 */
export function createLimiter(
  clock: Clock,
  { reserve, minDelayMs = 500, maxDelayMs = 30_000 }: SlowdownSettings = {},
): LocalRateLimiter {
  const window = createRateWindow(clock, reserve);
  let heldUntil = -Infinity;
  /** Random time after that. */
  let heldSpreadMs = 0;
  /** Most requests at once. */
  let atOnce = Infinity;
  /** Up to this many, `atOnce` doubles with each round of successes. */
  let threshold = Infinity;
  /** Responses to requests that were sent until this moment are no news: it has been acted upon. */
  let restartedAt = -Infinity;
  let slowdowns = 0;
  let crowdedAt = Infinity;

  /** @param spreadMs Random time to add, because everybody else waits for the same moment. */
  const hold = (until: number, spreadMs: number) => {
    if (until <= heldUntil + heldSpreadMs) return;
    heldUntil = until;
    heldSpreadMs = clock.random() * Math.min(spreadMs, LONGEST_SPREAD_MS);
  };

  const acquire = ({ leftMs }: LimitedRequest) => {
    const heldMs = heldUntil - clock.now();
    const waitMs = heldMs + spreadWithin(heldSpreadMs, heldMs, leftMs);
    if (waitMs > 0) return Math.ceil(waitMs);
    if (window.inFlight >= Math.floor(atOnce)) return Infinity;
    return Math.ceil(window.acquire(leftMs));
  };

  /** Starts with one request, and lets more follow as these succeed. */
  const restart = () => {
    atOnce = 1;
    restartedAt = clock.now();
  };

  const speedUp = () => {
    crowdedAt = Infinity;
    if (atOnce === Infinity) return;
    atOnce += atOnce < threshold ? 1 : 1 / atOnce;
    if (atOnce > MOST_COUNTED) atOnce = threshold = Infinity;
    if (atOnce >= threshold) slowdowns = 0;
  };

  const slowDown = (running: number) => {
    const pauseMs = Math.min(maxDelayMs, minDelayMs * 2 ** slowdowns);
    hold(clock.now() + pauseMs, pauseMs);
    threshold = Math.max(2, running / 2);
    slowdowns += 1;
    restart();
  };

  const observe = ({ status, rateLimit = {}, elapsedMs }: ObservedResponse) => {
    const now = clock.now();
    const sentAt = now - elapsedMs;
    const running = window.inFlight;
    window.observe(rateLimit, sentAt);
    const isNews = sentAt > restartedAt;
    const isRefusal = status === 429;
    // One quick retry may help. If the store refuses a request that was sent since, it means its window.
    const isQuick = isCrowded(status, rateLimit) && sentAt <= crowdedAt;
    if (isQuick) crowdedAt = Math.min(crowdedAt, now);
    const { timeResetMs = 0, ...withoutReset } = rateLimit;
    // No window lasts for more than a day: such a reset is a broken header, and not worth stopping everything for a day.
    const stated = timeResetMs > LONGEST_HOLD_MS ? withoutReset : rateLimit;
    const statedMs = isRefusal || status === 503 ? statedWaitMs(status, stated, isQuick) : undefined;
    if (statedMs !== undefined) {
      hold(now + Math.min(statedMs, LONGEST_HOLD_MS), (rateLimit.timeWindowMs ?? statedMs) * SPREAD);
      restart();
    } else if (isRefusal) {
      if (isNews) slowDown(running);
    } else if (isNews && status !== undefined && status < 500) speedUp();
  };

  return { acquire, count: window.count, observe };
}

/** A day. Then one request finds out whether the store, or something before it, meant more than that. */
const LONGEST_HOLD_MS = 86_400_000;

/** With more than this many at once, there is no need to count. */
const MOST_COUNTED = 64;
