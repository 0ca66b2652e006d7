import type { Clock } from './clock.js';
import { type RateLimit, spreadWithin } from './rate-limit.js';

/** Keeps to the quota of a store. */
export interface RateWindow {
  /** Requests that were let through and have not ended. */
  readonly inFlight: number;
  /**
   * Asks to send one request.
   *
   * @param leftMs How long it can wait; a random wait leaves half of that.
   * @returns 0 when it may be sent, which counts as sent; otherwise the milliseconds until the next window, or `Infinity` if
   * only a response can tell.
   */
  acquire(leftMs?: number): number;
  /** Counts a request as sent that somebody else let through. */
  count(): void;
  /**
   * Takes note of a response as soon as its headers are there, or of a request that ended without one.
   *
   * @param sentAt When the request was sent, in the time of the clock.
   */
  observe(rateLimit: RateLimit | undefined, sentAt: number): void;
}

/** What is known about the current window. */
interface WindowState {
  /** The clock's time since which requests belong to this window. */
  readonly startedAt: number;
  /** Requests of ours that may count in this window. */
  sent: number;
  /** The lowest number of requests left that a response has stated, or else the most that may be left. */
  left: number;
  /** The lowest such number less the requests that have been sent since it was stated. */
  unspent: number;
  /** When the window ends, never earlier than it really does; `Infinity` until a response has said so. */
  endsAt: number;
  /** A moment that surely belongs to the window, as late as is known; `-Infinity` until a response has said so. */
  surelyUntil: number;
  /** Responses to our requests in this window. */
  responses: number;
  /** Those that stated nothing usable. */
  silent: number;
  /** Those that came when the next window may have begun. */
  lateResponses: number;
  /** Milliseconds to let pass after the end if requests wait for it, because those of other apps do so too. */
  spreadMs: number;
}

/**
 * Keeps to the fixed window that BigCommerce states in its headers, and that other apps on the store use as well. Windows may
 * begin with their first request or follow each other without a gap, and a store may count requests, and write its headers,
 * when they arrive or when it responds: so that a request counts in every window in which it may. Responses without usable
 * headers never stop anything.
 *
 * @param reserve Requests of each window to leave to other apps.
 */
export function createRateWindow({ now, random }: Pick<Clock, 'now' | 'random'>, reserve = 0): RateWindow {
  let inFlight = 0;
  let quota = Infinity;
  let lengthMs = 0;
  let margin = 0;
  /** That of the window before. */
  let othersShare = 0;
  let window = emptyWindow(-Infinity, 0, quota);

  const startWindow = (startedAt: number) => {
    if (window.responses > 0) othersShare = othersShareOf(window, quota);
    window = emptyWindow(startedAt, inFlight + window.lateResponses, quota);
  };

  const acquire = (leftMs?: number) => {
    const spreadMs = spreadWithin(window.spreadMs, window.endsAt - now(), leftMs);
    if (now() >= window.endsAt + spreadMs) startWindow(now());
    const { left, unspent, sent, endsAt, responses, silent } = window;
    if (now() >= endsAt) return endsAt + spreadMs - now();
    // A stated number may or may not include the requests under way, so they count twice rather than not at all.
    const available = Math.min(left - inFlight, unspent, quota - sent) - reserve - margin;
    // One that states nothing, such as that of a gateway, says nothing of the others. A whole round of them does.
    const isProbing = responses === silent && silent < probes();
    const isFree = isProbing ? inFlight < Math.min(probes(), available) : available > 0;
    // Requests of ours that ended late may have used all of this window. None has lasted longer than is stated.
    const isUsedUp = inFlight === 0 && responses === 0 && sent >= quota;
    if (isUsedUp && lengthMs > 0) window.endsAt = Math.min(endsAt, window.startedAt + lengthMs);
    // Neither the clock nor a response would end the wait: only a request can find out more.
    if (isFree || (inFlight === 0 && window.endsAt === Infinity)) {
      // A whole quota was used and no response has stated one: there is none any more.
      if (!isFree && responses > 0) {
        quota = Infinity;
        startWindow(now());
      }
      count();
      return 0;
    }
    if (window.endsAt < Infinity) window.spreadMs ||= random() * SPREAD * lengthMs * othersShareOf(window, quota);
    const endsInMs = window.endsAt - now();
    return endsInMs + spreadWithin(window.spreadMs, endsInMs, leftMs);
  };

  const count = () => {
    inFlight += 1;
    window.unspent -= 1;
    window.sent += 1;
  };

  /** Requests to send into a window before its first usable response: all who use the quota share them as they shared it before. */
  const probes = () => Math.max(1, Math.round(MAX_PROBES * (1 - othersShare)));

  const observe = (rateLimit: RateLimit = {}, sentAt: number) => {
    inFlight -= 1;
    const { requestsLeft: left = NaN, timeResetMs: resetMs = NaN, timeWindowMs = 0, requestsQuota } = rateLimit;
    const longestMs = Math.min(timeWindowMs || LONGEST_WINDOW_MS, LONGEST_WINDOW_MS);
    const isUsable = left >= 0 && resetMs <= longestMs + ROUNDING_MS;
    // Windows follow each other by their length. Less than half of it is what clocks and networks differ by.
    const isOfWindowAfter = (moment: number) => isUsable && sentAt + resetMs - moment > longestMs / 2;
    if (isOfWindowAfter(window.endsAt)) {
      window.lateResponses += 1;
      startWindow(window.endsAt);
    }
    // A response of the window before says nothing about this one.
    const isOld = isUsable && window.endsAt < Infinity && window.endsAt - now() - resetMs > longestMs / 2;
    if (!isOld && (sentAt >= window.startedAt || isOfWindowAfter(window.startedAt))) {
      window.responses += 1;
      if (isUsable) readStatement(left, resetMs, requestsQuota, timeWindowMs > longestMs ? 0 : timeWindowMs, sentAt);
      else {
        window.left -= 1;
        window.silent += 1;
      }
    }
    if (now() >= window.surelyUntil) window.lateResponses += 1;
  };

  const readStatement = (left: number, resetMs: number, stated = 0, timeWindowMs: number, sentAt: number) => {
    quota = stated || quota;
    lengthMs = timeWindowMs;
    const { responses, sent, surelyUntil } = window;
    // Requests before the first response with usable headers may have been in windows that nobody knows of.
    if (surelyUntil === -Infinity && responses > 1) window.sent = Math.min(sent, quota - left + inFlight + 1);
    // The store said so after the request was sent and before now.
    const [earliestEnd, latestEnd] = [sentAt + resetMs + ROUNDING_MS, now() + resetMs + ROUNDING_MS];
    window.surelyUntil = Math.max(surelyUntil, earliestEnd - 2 * ROUNDING_MS);
    window.endsAt = Math.max(earliestEnd, Math.min(window.endsAt, latestEnd));
    // The first response of a window replaces what was only assumed.
    window.left = responses === 1 ? left : Math.min(window.left, left);
    window.unspent = responses === 1 ? left : Math.min(window.unspent, left);
    margin = marginFor(quota - left - responses - inFlight, timeWindowMs - resetMs, now() - sentAt);
  };

  return {
    acquire,
    count,
    observe,
    get inFlight() {
      return inFlight;
    },
  };
}

function emptyWindow(startedAt: number, sent: number, quota: number): WindowState {
  const unknown = { endsAt: Infinity, surelyUntil: -Infinity, responses: 0, silent: 0, lateResponses: 0, spreadMs: 0 };
  return { startedAt, sent, left: quota, unspent: quota, ...unknown };
}

/** What part of the quota other apps have used, as far as is known: from 0 to 1. */
function othersShareOf({ left, sent }: WindowState, quota: number): number {
  return quota < Infinity ? Math.min(1, Math.max(0, quota - left - sent) / quota) : 0;
}

/** Requests that other apps will send while one of ours is under way, twice over, judged by what they sent so far. */
function marginFor(othersSent: number, elapsedMs: number, roundTripMs: number): number {
  if (!(othersSent > 0 && elapsedMs > 0 && othersSent < Infinity)) return 0;
  // Other apps send in bursts as well, which must not hold back what they leave.
  return Math.min(MAX_MARGIN, Math.ceil((othersSent / elapsedMs) * roundTripMs * 2));
}

/** Most requests to send into a window before its first response: how much of it others have used is not known. */
const MAX_PROBES = 10;

/** Most requests of others to expect. */
const MAX_MARGIN = 10;

/** Windows were 5 to 30 seconds long in recent years. A header that states more than this is ignored. */
const LONGEST_WINDOW_MS = 300_000;

/** The part of a window over which requests begin again when all who use the quota have waited for its end. */
export const SPREAD = 0.1;

/** Stores round to whole milliseconds, up or down. */
const ROUNDING_MS = 2;
