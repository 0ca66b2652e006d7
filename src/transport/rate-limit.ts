import type { components } from '../../generated/types.js';

/** The quota of a store, shared by all apps on it, as a response states it. Members it does not state are absent. */
export interface RateLimit {
  /** Requests left in the current window. */
  readonly requestsLeft?: number;
  /** Requests allowed in a window. */
  readonly requestsQuota?: number;
  /** Milliseconds until the current window ends. */
  readonly timeResetMs?: number;
  /** Length of a window in milliseconds. */
  readonly timeWindowMs?: number;
  /** Milliseconds to wait before trying again, from `X-Retry-After` or `Retry-After`: the longer of the two. */
  readonly retryAfterMs?: number;
}

const MEMBERS = ['requestsLeft', 'requestsQuota', 'timeResetMs', 'timeWindowMs'] as const;

const HEADERS = {
  requestsLeft: 'X-Rate-Limit-Requests-Left',
  requestsQuota: 'X-Rate-Limit-Requests-Quota',
  timeResetMs: 'X-Rate-Limit-Time-Reset-Ms',
  timeWindowMs: 'X-Rate-Limit-Time-Window-Ms',
} as const satisfies Record<(typeof MEMBERS)[number], keyof components['headers']>;

const RETRY_AFTER = ['X-Retry-After' satisfies keyof components['headers'], 'Retry-After'];

/** Headers by name, in any case. */
export interface ReadableHeaders {
  get(name: string): string | null;
}

/**
 * Reads the rate-limit headers. `undefined` when none of them has a usable value.
 *
 * @param isFailure Whether the request may be sent again after a wait.
 */
export function readRateLimit(headers: ReadableHeaders, isFailure = true): RateLimit | undefined {
  const rateLimit: { -readonly [Member in keyof RateLimit]: RateLimit[Member] } = {};
  let isEmpty = true;
  for (const member of MEMBERS) {
    const number = wholeNumber(headers.get(HEADERS[member]));
    if (number === undefined) continue;
    rateLimit[member] = number;
    isEmpty = false;
  }
  for (const name of isFailure ? RETRY_AFTER : []) {
    const waitMs = retryAfterMs(headers.get(name), headers);
    if (waitMs === undefined) continue;
    rateLimit.retryAfterMs = Math.max(waitMs, rateLimit.retryAfterMs ?? 0);
    isEmpty = false;
  }
  // Listeners are shown it before it decides how long to wait.
  return isEmpty ? undefined : Object.freeze(rateLimit);
}

/** Seconds, or a date. A date is compared with that of the response, so that no clock has to be right. */
function retryAfterMs(text: string | null, headers: ReadableHeaders): number | undefined {
  if (text === null) return undefined;
  const seconds = wholeNumber(text);
  if (seconds !== undefined) return seconds * 1000;
  const waitMs = Date.parse(text) - Date.parse(headers.get('Date') ?? '');
  return waitMs >= 0 ? waitMs : undefined;
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;
}

/**
 * Says when requests may be sent, so that the quota of a store is used but not exceeded. A client has one for all of its
 * calls; one that several processes share would have the same two methods.
 */
export interface RateLimiter {
  /**
   * Asks to send one request.
   *
   * @returns 0 when it may be sent, which counts as sent; otherwise the milliseconds after which to ask again. `Infinity`
   * means as soon as a response has been observed.
   */
  acquire(): number | Promise<number>;
  /**
   * Takes note of a response as soon as its headers are there, or of a request that ended without one.
   *
   * @param sentAt When the request was sent, in the time of the clock.
   */
  observe(rateLimit: RateLimit | undefined, sentAt: number): void;
}

/** What is known about the current window. */
interface RateWindow {
  /** The clock's time since which requests belong to this window. */
  readonly startedAt: number;
  /** The lowest number of requests left that a response has stated, or else the most that may be left. */
  left: number;
  /** The lowest such number less the requests that have been sent since it was stated. */
  unspent: number;
  /** When the window ends, never earlier than it really does; `Infinity` until a response has said so. */
  endsAt: number;
  /** Responses to our requests in this window. */
  responses: number;
}

/**
 * Keeps to the fixed window that BigCommerce states in its headers: it begins with the first request after the one before
 * it ended, and other apps on the store use it as well. Responses without usable headers never stop anything.
 *
 * @param reserve Requests of each window to leave to other apps.
 */
export function createRateWindow(now: () => number, reserve = 0): RateLimiter {
  let inFlight = 0;
  let quota = Infinity;
  let margin = 0;
  let window: RateWindow = { startedAt: -Infinity, left: Infinity, unspent: Infinity, endsAt: Infinity, responses: 0 };

  const startWindow = (startedAt: number) => {
    window = { startedAt, left: quota, unspent: quota, endsAt: Infinity, responses: 0 };
  };

  const acquire = () => {
    if (now() >= window.endsAt) startWindow(now());
    const { left, unspent, endsAt, responses } = window;
    // A stated number may or may not include the requests under way, so they count twice rather than not at all.
    const available = Math.min(left - inFlight, unspent) - reserve - margin;
    const isFree = responses === 0 ? inFlight < Math.min(MAX_PROBES, available) : available > 0;
    // Neither the clock nor a response would end the wait: only a request can find out more.
    if (isFree || (inFlight === 0 && endsAt === Infinity)) {
      // A whole quota was used and no response has stated one: there is none any more.
      if (!isFree && responses > 0) {
        quota = Infinity;
        startWindow(now());
      }
      inFlight += 1;
      window.unspent -= 1;
      return 0;
    }
    return endsAt - now();
  };

  const observe = (rateLimit: RateLimit = {}, sentAt: number) => {
    inFlight -= 1;
    const { requestsLeft: left = NaN, timeResetMs: resetMs = NaN, timeWindowMs = 0, requestsQuota } = rateLimit;
    const longestMs = Math.min(timeWindowMs || LONGEST_WINDOW_MS, LONGEST_WINDOW_MS);
    const isUsable = left >= 0 && resetMs <= longestMs;
    // Windows follow each other by their length. Less than half of it is what clocks and networks differ by.
    const isOfWindowAfter = (moment: number) => isUsable && sentAt + resetMs - moment > longestMs / 2;
    if (isOfWindowAfter(window.endsAt)) startWindow(window.endsAt);
    // A response of the window before says nothing about this one.
    if (sentAt < window.startedAt && !isOfWindowAfter(window.startedAt)) return;
    window.responses += 1;
    if (!isUsable) {
      window.left -= 1;
      return;
    }
    quota = requestsQuota || quota;
    // The store said so after the request was sent and before now.
    const [earliestEnd, latestEnd] = [sentAt + resetMs + ROUNDING_MS, now() + resetMs + ROUNDING_MS];
    window.endsAt = Math.max(earliestEnd, Math.min(window.endsAt, latestEnd));
    // The first response of a window replaces what was only assumed.
    const isFirst = window.responses === 1;
    window.left = isFirst ? left : Math.min(window.left, left);
    window.unspent = isFirst ? left : Math.min(window.unspent, left);
    margin = marginFor(quota - left - window.responses - inFlight, timeWindowMs - resetMs, now() - sentAt);
  };

  return { acquire, observe };
}

/** Requests that other apps will send while one of ours is under way, twice over, judged by what they sent so far. */
function marginFor(othersSent: number, elapsedMs: number, roundTripMs: number): number {
  if (!(othersSent > 0 && elapsedMs > 0 && othersSent < Infinity)) return 0;
  // Other apps send in bursts as well, which must not hold back what they leave.
  return Math.min(MAX_MARGIN, Math.ceil((othersSent / elapsedMs) * roundTripMs * 2));
}

/** Requests to send into a window before its first response: how much of it others have used is not known. */
const MAX_PROBES = 10;

/** Most requests of others to expect. */
const MAX_MARGIN = 10;

/** Windows were 5 to 30 seconds long in recent years. A header that states more than this is ignored. */
const LONGEST_WINDOW_MS = 300_000;

/** Stores round down to whole milliseconds. */
const ROUNDING_MS = 2;
