import { createHash } from 'node:crypto';

/** What is needed of a client of ioredis, version 5 or 6, or of its `Cluster`. */
export interface IoRedisClient {
  evalsha(sha1: string, numberOfKeys: number, ...args: string[]): Promise<unknown>;
  eval(script: string, numberOfKeys: number, ...args: string[]): Promise<unknown>;
}

/** What is needed of a client of `redis` (node-redis), version 5. */
export interface NodeRedisClient {
  evalSha(sha1: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

export type RedisClient = IoRedisClient | NodeRedisClient;

/** Whether a value has the methods of either. */
export function isRedisClient(value: unknown): value is RedisClient {
  if (typeof value !== 'object' || value === null) return false;
  const has = (name: string) => typeof Reflect.get(value, name) === 'function';
  return has('eval') && (has('evalsha') || has('evalSha'));
}

/** A script with one key and one argument. */
export type RunScript = (key: string, argument: string) => Promise<unknown>;

/** Sends the whole script only where Redis does not know it yet, such as after a restart. */
export function scriptRunner(redis: RedisClient, script: string): RunScript {
  const sha1 = createHash('sha1').update(script).digest('hex');
  const run = (key: string, argument: string, isWhole: boolean) => {
    if ('evalsha' in redis)
      return isWhole ? redis.eval(script, 1, key, argument) : redis.evalsha(sha1, 1, key, argument);
    const options = { keys: [key], arguments: [argument] };
    return isWhole ? redis.eval(script, options) : redis.evalSha(sha1, options);
  };
  return async (key, argument) => {
    try {
      return await run(key, argument, false);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return run(key, argument, true);
    }
  };
}
