import { Redis } from 'ioredis';
import { type CustomersClientOptions, createCustomersClient } from '../../src/index.js';
import { type SharedRateLimitOptions, sharedRateLimit } from '../../src/redis/index.js';

/** What a worker does: one call in bulk, of ten values a request. */
export interface WorkerTask {
  readonly client: CustomersClientOptions;
  /** Absent for a limiter of the worker's own. */
  readonly redisUrl?: string | undefined;
  readonly limiter?: Omit<SharedRateLimitOptions, 'redis' | 'onStateChange'> | undefined;
  readonly requests: number;
  /** The id of the first customer. */
  readonly first: number;
  /** Milliseconds by which the clocks of the worker are wrong. */
  readonly skewMs?: number | undefined;
}

/** What it says: when it has started, when its limiter changes its state, and when it is done. */
export interface WorkerMessage {
  readonly event: 'ready' | 'shared' | 'local' | 'done';
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** What went wrong, if anything did. */
  readonly error?: string | undefined;
  /** How many requests it has sent. */
  readonly attempts?: number | undefined;
}

const systemNow = Date.now;
const say = (event: WorkerMessage['event'], more: Partial<WorkerMessage> = {}) =>
  process.send?.({ event, at: systemNow(), ...more });

async function work({ client, redisUrl, limiter, requests, first, skewMs = 0 }: WorkerTask): Promise<void> {
  Date.now = () => systemNow() + skewMs;
  const monotonic = performance.now.bind(performance);
  performance.now = () => monotonic() + Math.abs(skewMs);
  const redis = redisUrl === undefined ? undefined : new Redis(redisUrl, { maxRetriesPerRequest: null });
  redis?.on('error', () => {});
  const shared =
    redis &&
    limiter &&
    sharedRateLimit({ ...limiter, redis, onStateChange: ({ state, error }) => say(state, { error: String(error) }) });
  let attempts = 0;
  const { attributeValues } = createCustomersClient({
    ...client,
    ...(shared && { limiter: shared }),
    onAttempt: () => {
      attempts += 1;
    },
  });
  const values = Array.from({ length: requests * 10 }, (_, index) => ({
    customer_id: first + index,
    attribute_id: 1,
    value: 'Gold',
  }));
  const error = await attributeValues.upsert(values).then(
    () => undefined,
    (reason: unknown) => String(reason),
  );
  await shared?.flush();
  redis?.disconnect();
  say('done', { error, attempts });
}

process.on('message', (task: WorkerTask) => void work(task).then(() => process.disconnect()));
say('ready');
