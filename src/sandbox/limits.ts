import type { OperationDescriptor } from '#contract';
import type { components } from '../../generated/types.js';

/** The quota of requests that all apps on a store share. A window starts with the first request after the last one ended. */
export interface RateWindow {
  readonly quota: number;
  readonly windowMs: number;
  /** `undefined` before the first request. */
  startedAtMs: number | undefined;
  used: number;
}

/** What a store says about its quota. */
interface QuotaReading {
  readonly left: number;
  readonly quota: number;
  readonly resetMs: number;
  readonly windowMs: number;
}

/** Quota of the smallest plan: 20,000 requests an hour, counted in half minutes. */
const SMALLEST_QUOTA = 150;
const WINDOW_MS = 30_000;

export function createRateWindow(quota = SMALLEST_QUOTA, windowMs = WINDOW_MS): RateWindow {
  return { quota, windowMs, startedAtMs: undefined, used: 0 };
}

/** Takes a request out of the quota if one is left. A request that is turned away costs nothing. */
export function takeRequest(window: RateWindow, nowMs: number): QuotaReading & { readonly allowed: boolean } {
  const startedAtMs = openWindow(window, nowMs);
  const allowed = window.used < window.quota;
  if (allowed) window.used += 1;
  const { quota, windowMs, used } = window;
  return { allowed, left: quota - used, quota, resetMs: startedAtMs + windowMs - nowMs, windowMs };
}

/** Takes requests of another app on the store out of the quota: as many as wanted, or as are left. */
export function takeByAnotherApp(window: RateWindow, nowMs: number, requests = Infinity): void {
  openWindow(window, nowMs);
  window.used = Math.min(window.quota, window.used + requests);
}

/** Starts a window unless one is open, and returns when the open one started. */
function openWindow(window: RateWindow, nowMs: number): number {
  const { startedAtMs, windowMs } = window;
  if (startedAtMs !== undefined && nowMs < startedAtMs + windowMs) return startedAtMs;
  window.used = 0;
  window.startedAtMs = nowMs;
  return nowMs;
}

export function quotaHeaders({ left, quota, resetMs, windowMs }: QuotaReading): Record<QuotaHeader, string> {
  return {
    'X-Rate-Limit-Requests-Left': String(left),
    'X-Rate-Limit-Requests-Quota': String(quota),
    'X-Rate-Limit-Time-Reset-Ms': String(Math.ceil(resetMs)),
    'X-Rate-Limit-Time-Window-Ms': String(windowMs),
  };
}

type QuotaHeader = Extract<keyof components['headers'], `X-Rate-Limit-${string}`>;

/** How many calls of each operation a store is handling, by operationId. */
export type CallsInFlight = Map<string, number>;

/** Begins a call unless the per-operation limit of the document is reached. Returns whether it began. */
export function beginCall(
  inFlight: CallsInFlight,
  { operationId, maxConcurrency = Infinity }: OperationDescriptor,
): boolean {
  const running = inFlight.get(operationId) ?? 0;
  if (running >= maxConcurrency) return false;
  inFlight.set(operationId, running + 1);
  return true;
}

/** Ends a call that began: it got its response, or its client has gone away. */
export function endCall(inFlight: CallsInFlight, { operationId }: OperationDescriptor): void {
  inFlight.set(operationId, Math.max(0, (inFlight.get(operationId) ?? 0) - 1));
}
