import { notify } from '../notify.js';
import type { Clock } from '../transport/clock.js';
import { createLimiter } from '../transport/limiter.js';
import type { LimitedRequest, ObservedResponse, RateLimiter } from '../transport/rate-limit.js';
import { createConversation, LEASE_MS, type LocalResponse } from './conversation.js';
import { type RedisClient, scriptRunner } from './redis-client.js';
import { SCRIPT, type ScriptQuestion } from './script.js';

export interface SharedRateLimitOptions {
  /** A client of ioredis 5 or 6, or of node-redis 5, that is connected, or connects by itself. It stays yours to close. */
  readonly redis: RedisClient;
  /** The store hash: processes with the same one share their limits. */
  readonly store: string;
  /**
   * Begins the name of the key in Redis, `<prefix>:{<store>}:rate-limit`.
   *
   * @default 'bigcommerce-customers'
   */
  readonly prefix?: string | undefined;
  /**
   * Requests of each window to leave to other apps on the store.
   *
   * @default 0
   */
  readonly reserve?: number | undefined;
  /**
   * `low` for a job that can wait: its requests are sent after those of other processes that wait as well, and it leaves
   * them a tenth of each window.
   *
   * @default 'normal'
   */
  readonly priority?: 'normal' | 'low' | undefined;
  /**
   * Milliseconds to wait for Redis. Then this process keeps to the limits alone until Redis is back.
   *
   * @default 1_000
   */
  readonly timeoutMs?: number | undefined;
  /** Called when this process begins to decide alone, and when it shares its limits again. What it throws is ignored. */
  readonly onStateChange?: ((event: SharedRateLimitState) => void) | undefined;
}

export interface SharedRateLimitState {
  /** `local` while Redis cannot be reached. */
  readonly state: 'shared' | 'local';
  /** What Redis failed with. */
  readonly error?: unknown;
}

export interface SharedRateLimiter extends RateLimiter {
  acquire(request: LimitedRequest): number | Promise<number>;
  release(operationId: string): void;
  /** Tells Redis what it has not been told yet. To be awaited before you close its client; the limiter can still be used. */
  flush(): Promise<void>;
}

/** Shares what it knows while Redis is there, and decides alone while it is not. */
export function createSharedLimiter(options: SharedRateLimitOptions, clock: Clock): SharedRateLimiter {
  const { redis, store, prefix = 'bigcommerce-customers', reserve = 0, priority, timeoutMs = 1_000 } = options;
  const run = scriptRunner(redis, SCRIPT);
  const conversation = createConversation({ run, key: `${prefix}:{${store}}:rate-limit`, clock, timeoutMs });
  /** Knows what this process knows, so that it can take over at any time. */
  const local = createLimiter(clock, { reserve });
  let flying = 0;
  const running = new Map<string, number>();
  let seen: LocalResponse[] = [];
  let calling: Promise<unknown> | undefined;
  /** When Redis said to ask again, by operation. The end of a request of this process may be a reason to ask earlier. */
  const waitUntil = new Map<string, number>();
  let failure: Failure | undefined;
  /** Requests that were sent in between were not asked for. */
  let aloneFrom = Infinity;
  let aloneUntil = -Infinity;
  let triedAt = -Infinity;
  let stopFlush: (() => void) | undefined;
  let heartbeat: ReturnType<typeof setInterval> | undefined;

  const report = (event: SharedRateLimitState) => void notify(options.onStateChange, event);

  /** One call after the other, each with all there is to tell. `undefined` if Redis fails. */
  const tell = async (ask?: ScriptQuestion): Promise<number | undefined> => {
    while (calling) await calling;
    // It failed while the question waited for it.
    if (ask && failure) return undefined;
    stopFlush?.();
    stopFlush = undefined;
    const states = { flying, running: Object.fromEntries(running), seen };
    seen = [];
    const call = conversation.tell(states, ask).then(
      ({ told, waitMs }) => {
        seen = [...states.seen.slice(told), ...seen];
        comeBack();
        // Before the next call: it would take the permit back if it did not state it.
        if (waitMs === 0 && ask) {
          local.count();
          take(ask.operationId);
        }
        return waitMs;
      },
      (error: unknown) => {
        seen = latest([...states.seen, ...seen]);
        triedAt = clock.now();
        if (!failure) aloneFrom = triedAt;
        failure ??= failureOf(error);
        beatWhileNeeded();
        aloneUntil = Infinity;
        return undefined;
      },
    );
    calling = call.then(() => {
      calling = undefined;
    });
    return call;
  };

  const comeBack = () => {
    if (!failure) return;
    aloneUntil = clock.now();
    if (failure.isAnnounced) report({ state: 'shared' });
    failure.end();
    failure = undefined;
    beatWhileNeeded();
    // What has been learned since the call was made.
    tellSoon();
  };

  const take = (operationId: string) => {
    flying += 1;
    running.set(operationId, (running.get(operationId) ?? 0) + 1);
    beatWhileNeeded();
  };

  /** Keeps the lease while requests run that take long, and finds out when Redis is back. It keeps no program alive. */
  const beatWhileNeeded = () => {
    if (running.size > 0 || failure) heartbeat ??= unref(setInterval(() => void (calling ?? tell()), LEASE_MS / 3));
    else {
      clearInterval(heartbeat);
      heartbeat = undefined;
    }
  };

  const acquireAlone = (request: LimitedRequest) => {
    if (failure && !failure.isAnnounced) {
      failure.isAnnounced = true;
      report({ state: 'local', error: failure.error });
    }
    if (!calling && clock.now() - triedAt >= RETRY_MS) void tell();
    const waitMs = local.acquire(request);
    if (waitMs === 0) take(request.operationId);
    // Redis may be back before a response is.
    return waitMs === Infinity && flying === 0 ? RETRY_MS : waitMs;
  };

  const acquireShared = async ({ operationId, operationLimit, leftMs }: LimitedRequest) => {
    const limit = operationLimit < Infinity ? { operationLimit } : {};
    const waitMs = await tell({ operationId, ...limit, leftMs, reserve, isLow: priority === 'low' || undefined });
    if (waitMs === undefined || waitMs < 0) return acquireAlone({ operationId, operationLimit, leftMs });
    if (waitMs > 0) waitUntil.set(operationId, clock.now() + waitMs);
    return waitMs;
  };

  const acquire = (request: LimitedRequest) => {
    if (failure) return acquireAlone(request);
    const waitMs = (waitUntil.get(request.operationId) ?? 0) - clock.now();
    return waitMs > 0 ? Math.ceil(waitMs) : acquireShared(request);
  };

  /** Responses wait a moment for the end of their request, and for the next question. */
  const tellSoon = () => {
    if (!failure) stopFlush ??= clock.startTimer(() => void tell(), FLUSH_MS);
  };

  const observe = (response: ObservedResponse) => {
    local.observe(response);
    flying -= 1;
    const { operationId, status, rateLimit, elapsedMs } = response;
    const at = clock.now();
    const sentAt = at - elapsedMs;
    const isUncounted = sentAt >= aloneFrom && sentAt < aloneUntil;
    seen = latest([...seen, { operationId, status, rateLimit, sentAt, at, isUncounted }]);
    tellSoon();
    // The client asks again when Redis is back.
    return failure?.ended;
  };

  const release = (operationId: string) => {
    waitUntil.clear();
    const count = (running.get(operationId) ?? 0) - 1;
    if (count > 0) running.set(operationId, count);
    else running.delete(operationId);
    beatWhileNeeded();
    tellSoon();
  };

  const flush = async () => {
    if (!failure) await tell();
  };

  return { acquire, observe, release, flush };
}

/** While Redis is away. */
interface Failure {
  readonly error: unknown;
  /** Whether the caller knows. */
  isAnnounced: boolean;
  readonly ended: Promise<void>;
  end(): void;
}

function failureOf(error: unknown): Failure {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { error, isAnnounced: false, ended, end: () => end() };
}

/** How often to try whether Redis is back. */
const RETRY_MS = 500;

const FLUSH_MS = 3;

/** What tells a Redis that was away what it has to know: the last responses, and those before that asked to wait. */
function latest(seen: LocalResponse[]): LocalResponse[] {
  if (seen.length <= MOST_KEPT) return seen;
  const isKept = ({ status }: LocalResponse, index: number) =>
    status === 429 || status === 503 || index >= seen.length - MOST_KEPT;
  return seen.filter(isKept).slice(-2 * MOST_KEPT);
}

const MOST_KEPT = 100;

function unref(timer: ReturnType<typeof setInterval>) {
  // A number in runtimes that do not wait for timers.
  if (typeof timer === 'object') timer.unref();
  return timer;
}
