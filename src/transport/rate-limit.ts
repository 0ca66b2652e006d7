import type { components } from '../../generated/types.js';

/** The quota of a store, shared by all apps on it, as an answer states it. Members are absent where the answer is silent. */
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
 * @param isFailure Whether the answer is one that a wait could follow.
 */
export function readRateLimit(headers: ReadableHeaders, isFailure = true): RateLimit | undefined {
  const rateLimit: { -readonly [Member in keyof RateLimit]: RateLimit[Member] } = {};
  for (const member of MEMBERS) {
    const number = wholeNumber(headers.get(HEADERS[member]));
    if (number !== undefined) rateLimit[member] = number;
  }
  for (const name of isFailure ? RETRY_AFTER : []) {
    const waitMs = retryAfterMs(headers.get(name), headers);
    if (waitMs !== undefined) rateLimit.retryAfterMs = Math.max(waitMs, rateLimit.retryAfterMs ?? 0);
  }
  // Listeners are shown it before it decides how long to wait.
  return Object.keys(rateLimit).length > 0 ? Object.freeze(rateLimit) : undefined;
}

/** Seconds, or a date, which is compared with the answer's own so that no clock has to be right. */
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
