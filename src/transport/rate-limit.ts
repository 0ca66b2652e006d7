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
}

const HEADERS = {
  requestsLeft: 'X-Rate-Limit-Requests-Left',
  requestsQuota: 'X-Rate-Limit-Requests-Quota',
  timeResetMs: 'X-Rate-Limit-Time-Reset-Ms',
  timeWindowMs: 'X-Rate-Limit-Time-Window-Ms',
} as const satisfies Record<keyof RateLimit, keyof components['headers']>;

/** Reads the rate-limit headers. `undefined` when none of them has a usable value. */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const numbers = Object.entries(HEADERS).flatMap(([member, name]) => {
    const text = headers.get(name)?.trim() ?? '';
    return /^\d{1,15}$/.test(text) ? [[member, Number(text)] as const] : [];
  });
  return numbers.length > 0 ? Object.fromEntries(numbers) : undefined;
}
