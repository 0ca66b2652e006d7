import type { Clock } from '../transport/clock.js';
import type { ObservedResponse } from '../transport/rate-limit.js';
import type { RunScript } from './redis-client.js';
import type { ScriptCall, ScriptQuestion, SeenResponse } from './script.js';

/** For how long the requests of a process count that has fallen silent. It speaks three times as often. */
export const LEASE_MS = 3_000;

/** What to tell Redis with the next call. Times are those of this process. */
export interface Report {
  readonly flying: number;
  readonly running: Readonly<Record<string, number>>;
  readonly seen: readonly LocalResponse[];
}

/** A response that Redis has not been told of. */
export interface LocalResponse extends Pick<ObservedResponse, 'operationId' | 'status' | 'rateLimit'> {
  readonly sentAt: number;
  readonly at: number;
  readonly isUncounted: boolean;
}

export interface Conversation {
  /**
   * Tells Redis a report, and asks it a question. One call is to be made at a time: a report is what is true once the call
   * before it has been answered.
   *
   * @returns How many of the responses were told, and the answer of the script: -1 if nothing was asked.
   * @throws When Redis fails, or does not answer in time.
   */
  tell(report: Report, ask?: ScriptQuestion): Promise<{ told: number; waitMs: number }>;
}

export interface ConversationSettings {
  readonly run: RunScript;
  readonly key: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
}

/** What the clock of Redis shows more than that of this process: at least and at most. */
interface Offset {
  readonly low: number;
  readonly high: number;
  readonly learnedAt: number;
}

export function createConversation({ run, key, clock, timeoutMs }: ConversationSettings): Conversation {
  const process = crypto.randomUUID();
  let offset: Offset | undefined;

  const toSeen = (local: LocalResponse, { low, high }: Offset): SeenResponse => {
    const { operationId, status, rateLimit, isUncounted } = local;
    const [sentAt, at] = [Math.floor(local.sentAt + low), Math.ceil(local.at + high)];
    return { operationId, status, rateLimit, sentAt, at, ...(isUncounted && { isUncounted }) };
  };

  /** The reply came after the script ran, and its call was sent before. A narrow estimate is kept for a while. */
  const learnOffset = (redisNow: number, askedAt: number) => {
    const learnedAt = clock.now();
    const learned = { low: redisNow - learnedAt, high: redisNow + 1 - askedAt, learnedAt };
    const isBetter = !offset || learned.high - learned.low <= offset.high - offset.low;
    if (!offset || isBetter || learnedAt - offset.learnedAt > OFFSET_KEPT_MS) offset = learned;
  };

  const tell: Conversation['tell'] = async ({ flying, running, seen }, ask) => {
    const known = offset;
    const askedAt = clock.now();
    const call: ScriptCall = {
      process,
      leaseMs: LEASE_MS,
      sentAt: known && Math.floor(askedAt + known.low),
      patienceMs: PATIENCE * timeoutMs,
      random: clock.random(),
      flying,
      running,
      seen: known ? seen.map((local) => toSeen(local, known)) : [],
      ...(ask && { ask }),
    };
    const [redisNow, waitMs] = readReply(await withTimeout(run(key, JSON.stringify(call)), timeoutMs, clock));
    if (waitMs === TOO_LATE) {
      offset = undefined;
      // Once more, without the time that Redis does not agree with.
      if (known) return tell({ flying, running, seen }, ask);
    }
    learnOffset(redisNow, askedAt);
    return { told: call.seen.length, waitMs };
  };

  return { tell };
}

/** Clocks that are put right go faster or slower for a while, so that an estimate of their difference becomes wrong. */
const OFFSET_KEPT_MS = 10_000;

/** After this many timeouts, a call that lay in a queue means nothing any more. */
const PATIENCE = 4;

/** What the script answers to such a call. */
const TOO_LATE = -2;

function readReply(reply: unknown): [redisNow: number, waitMs: number] {
  const [redisNow, waitMs] = Array.isArray(reply) ? reply.map(Number) : [];
  if (redisNow !== undefined && waitMs !== undefined && redisNow > 0 && waitMs >= TOO_LATE) return [redisNow, waitMs];
  throw new Error('Redis gave a reply that the script for rate limits does not give');
}

/**
 * Waits in two steps: if the program was busy and the first timer is late, the reply that has arrived meanwhile is read before
 * the second one.
 */
function withTimeout<T>(promise: Promise<T>, timeoutMs: number, clock: Clock): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`Redis gave no reply within ${timeoutMs} ms`));
    let stop = clock.startTimer(() => {
      stop = clock.startTimer(fail, timeoutMs / 2);
    }, timeoutMs / 2);
    promise.then(resolve, reject).finally(() => stop());
  });
}
