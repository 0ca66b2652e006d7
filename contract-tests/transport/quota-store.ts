/** When, in the life of a request, a store does something. */
type Moment = 'arrival' | 'response';

/** How a store keeps its quota. Documentation leaves all of this open. */
export interface QuotaStoreKind {
  readonly quota: number;
  readonly windowMs: number;
  /** Whether a window begins with its first request, or follows the one before without a gap, from this moment on. */
  readonly windowsFromMs: 'first request' | number;
  /** When a request is counted, or refused. */
  readonly countedAt: Moment;
  /** When its headers are computed. */
  readonly headersAt: Moment;
  readonly rounding: 'ceil' | 'floor' | 'round';
}

export interface QuotaResponse {
  readonly status: 200 | 429;
  readonly headers: Readonly<Record<string, string>>;
  /** When the window began that the request counted in, and when that began which the headers are about. */
  readonly windowStartMs: number;
  readonly statedWindowStartMs: number;
}

/** A store that is a quota and nothing else. */
export function createQuotaStore(kind: QuotaStoreKind) {
  const { quota, windowMs, windowsFromMs, countedAt, headersAt, rounding } = kind;
  const usedByWindow = new Map<number, number>();
  let startedAtMs = -Infinity;

  /** When the window of a moment began; `undefined` if none is open. */
  const startOf = (nowMs: number) => {
    if (windowsFromMs !== 'first request')
      return windowsFromMs + Math.floor((nowMs - windowsFromMs) / windowMs) * windowMs;
    return nowMs < startedAtMs + windowMs ? startedAtMs : undefined;
  };

  const count = (nowMs: number) => {
    startedAtMs = startOf(nowMs) ?? nowMs;
    const used = usedByWindow.get(startedAtMs) ?? 0;
    const isAllowed = used < quota;
    if (isAllowed) usedByWindow.set(startedAtMs, used + 1);
    return { isAllowed, windowStartMs: startedAtMs };
  };

  const headersOf = (nowMs: number) => {
    const start = startOf(nowMs);
    const left = quota - (start === undefined ? 0 : (usedByWindow.get(start) ?? 0));
    const headers = {
      'X-Rate-Limit-Requests-Left': String(left),
      'X-Rate-Limit-Requests-Quota': String(quota),
      'X-Rate-Limit-Time-Reset-Ms': String(Math[rounding]((start ?? nowMs) + windowMs - nowMs)),
      'X-Rate-Limit-Time-Window-Ms': String(windowMs),
    };
    return { headers, statedWindowStartMs: start ?? nowMs };
  };

  /** A request arrives. */
  const arrive = (arrivedAtMs: number) => {
    const early = countedAt === 'arrival' ? count(arrivedAtMs) : undefined;
    const earlyHeaders = headersAt === 'arrival' ? headersOf(arrivedAtMs) : undefined;
    return {
      /** Its response leaves. */
      respond: (respondedAtMs: number): QuotaResponse => {
        const { isAllowed, windowStartMs } = early ?? count(respondedAtMs);
        return { status: isAllowed ? 200 : 429, windowStartMs, ...(earlyHeaders ?? headersOf(respondedAtMs)) };
      },
    };
  };

  return { arrive, usedByWindow };
}
