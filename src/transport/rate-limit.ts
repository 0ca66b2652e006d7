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

/** Members in milliseconds. The others are counts. */
const TIMES: readonly (keyof RateLimit)[] = ['timeResetMs', 'timeWindowMs'];

const RETRY_AFTER = ['X-Retry-After' satisfies keyof components['headers'], 'Retry-After'];

/** Headers by name, in any case. */
export interface ReadableHeaders {
  get(name: string): string | null;
}

/**
 * Reads the rate-limit headers. `undefined` when none of them has a usable value.
 *
 * @param wallNow Milliseconds since 1970, for a date to wait for in a response without a date of its own.
 * @param isFailure Whether the request may be sent again after a wait.
 */
export function readRateLimit(
  headers: ReadableHeaders,
  wallNow: () => number,
  isFailure = true,
): RateLimit | undefined {
  const rateLimit: { -readonly [Member in keyof RateLimit]: RateLimit[Member] } = {};
  let isEmpty = true;
  for (const member of MEMBERS) {
    const [text = '', ...others] = headers.get(HEADERS[member])?.split(', ') ?? [];
    // A header that is repeated is joined with commas, and means something only where it repeats itself.
    const number = others.some((other) => other !== text)
      ? undefined
      : numberOf(text, TIMES.includes(member) ? 1 : undefined);
    if (number === undefined) continue;
    rateLimit[member] = number;
    isEmpty = false;
  }
  for (const name of isFailure ? RETRY_AFTER : []) {
    const waitMs = retryAfterMs(headers.get(name), headers, wallNow);
    if (waitMs === undefined) continue;
    rateLimit.retryAfterMs = Math.max(waitMs, rateLimit.retryAfterMs ?? 0);
    isEmpty = false;
  }
  // Listeners are shown it before it decides how long to wait.
  return isEmpty ? undefined : Object.freeze(rateLimit);
}

/** Seconds, or a date. A date is compared with that of the response if it has one, so that no clock has to be right. */
function retryAfterMs(text: string | null, headers: ReadableHeaders, wallNow: () => number): number | undefined {
  if (text === null) return undefined;
  // `fetch` joins repeated headers with commas. The longest wait counts.
  const longestMs = Math.max(...text.split(',').map((part) => numberOf(part, 1000) ?? Number.NaN));
  if (!Number.isNaN(longestMs)) return longestMs;
  const sentAt = Date.parse(headers.get('Date') ?? '');
  // Without a letter it is a malformed number, which runtimes take for a date as well.
  const until = /[a-z]/i.test(text) ? Math.max(...text.split(/,(?= *[a-z]+,)/i).map(Date.parse)) : Number.NaN;
  const waitMs = until - (Number.isNaN(sentAt) ? wallNow() : sentAt);
  return waitMs >= 0 ? waitMs : undefined;
}

/**
 * A decimal number, also with a plus, in quotes or, where it is a time, with its unit: none of these has a second meaning. A
 * fraction is rounded to the safe side, and a huge number is cut rather than ignored.
 *
 * @param unitMs Milliseconds in the unit that the header has by itself, if it states a time.
 */
function numberOf(text: string, unitMs?: number): number | undefined {
  const [, , digits, unit] = NUMBER.exec(text.trim()) ?? [];
  if (digits === undefined || (unit && !unitMs)) return undefined;
  const number = unitMs ? Math.ceil(Number(digits)) : Math.floor(Number(digits));
  const factor = unit ? (/^m/i.test(unit) ? 1 : 1000) : (unitMs ?? 1);
  return Math.min(number * factor, Number.MAX_SAFE_INTEGER);
}

const NUMBER = /^("?)\+?(\d+(?:\.\d*)?|\.\d+) ?(m?s(?:ec(?:ond)?s?)?)?\1;?$/i;

/**
 * How long the store asks to wait, if it does. After a 429 that is also the time until its window ends, because that is what
 * BigCommerce's guide says to wait for.
 *
 * @param isQuick Whether to try again before the window ends.
 */
export function statedWaitMs(
  status: number | undefined,
  { retryAfterMs, timeResetMs }: RateLimit = {},
  isQuick = false,
): number | undefined {
  const resetMs = status === 429 && !isQuick ? timeResetMs : undefined;
  return retryAfterMs === undefined ? resetMs : Math.max(retryAfterMs, resetMs ?? 0);
}

/** Whether a 429 may mean that too many requests ran at once, and not that the quota is used up. */
export function isCrowded(status: number | undefined, rateLimit: RateLimit = {}): boolean {
  return status === 429 && (rateLimit.requestsLeft ?? 0) > 0;
}

/** BigCommerce's windows were never longer than an hour. A store that asks for more is down for the day, or wrong. */
export const LONGEST_STATED_WAIT_MS = 3_600_000;

/** Most milliseconds to add to a stated wait at random, because everybody else waits for the same moment. */
export const LONGEST_SPREAD_MS = 3_000;

/** As much of a random wait as leaves half of the time that a request has from the moment when it may be sent. */
export function spreadWithin(spreadMs: number, startsInMs: number, leftMs = Number.MAX_VALUE): number {
  return Math.min(spreadMs, Math.max(0, leftMs - startsInMs) / 2);
}

/** A request that asks a {@link RateLimiter} for its turn. */
export interface LimitedRequest {
  /** The operationId in the OpenAPI document. */
  readonly operationId: string;
  /** Requests of this operation that the store accepts at once; `Infinity` if no limit is documented. */
  readonly operationLimit: number;
  /** Milliseconds after which sending it is no use; absent if there is no such limit. */
  readonly leftMs?: number | undefined;
}

/** How a request ended that a {@link RateLimiter} let through. */
export interface ObservedResponse {
  readonly operationId: string;
  /** The HTTP status; `undefined` if there was no response, or if the request was not sent after all. */
  readonly status: number | undefined;
  readonly rateLimit: RateLimit | undefined;
  /** Milliseconds since the request was sent. */
  readonly elapsedMs: number;
}

/**
 * Decides when requests may be sent. `createRateLimiter()` makes one, which clients in one process can share. One of your own
 * can share a quota among processes: both methods may be asynchronous, and a failure of either stops no request.
 */
export interface RateLimiter {
  /**
   * Asks to send one request. One question at a time is asked.
   *
   * @returns 0 when it may be sent, which counts as sent; otherwise the milliseconds after which to ask again. `Infinity`
   * means as soon as a request of this process has ended. Requests do not wait for longer than an hour: their calls fail.
   */
  acquire(request: LimitedRequest): number | Promise<number>;
  /** Takes note of a response as soon as its headers are there. Called once for each request that was let through. */
  observe(response: ObservedResponse): void | Promise<void>;
  /**
   * Takes note that a request has ended, with the body of its response. Called once for each request that was let through,
   * after `observe`. For limiters that count how many requests of an operation run in several processes: a permit that
   * nobody wants any more is given back to them at once.
   */
  release?(operationId: string): void;
}
