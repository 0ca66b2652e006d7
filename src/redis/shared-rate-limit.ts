import {
  checkFunction,
  checkMilliseconds,
  checkOptions,
  checkWholeNumber,
  type OptionCheck,
  type OptionChecks,
  optional,
} from '../options.js';
import { systemClock } from '../transport/clock.js';
import { isRedisClient } from './redis-client.js';
import { createSharedLimiter, type SharedRateLimiter, type SharedRateLimitOptions } from './shared-limiter.js';

/**
 * Creates the option `limiter` for clients in any number of processes, so that they keep to the quota and the limits of one
 * store together. What they know is in Redis under one key, which holds no access token.
 *
 * @throws InvalidRequestError for an unknown option or an invalid value.
 * @example
 * const limiter = sharedRateLimit({ redis: new Redis(process.env.REDIS_URL), store: storeHash });
 * const client = createCustomersClient({ storeHash, accessToken, limiter });
 */
export function sharedRateLimit(options: SharedRateLimitOptions): SharedRateLimiter {
  return createSharedLimiter(checkOptions(options, CHECKS), systemClock);
}

const checkName: OptionCheck = (value) =>
  typeof value === 'string' && /^[\w.:-]+$/.test(value) ? undefined : 'must consist of letters, digits and _ . : -';

const CHECKS: OptionChecks<SharedRateLimitOptions> = {
  redis: (value) => (isRedisClient(value) ? undefined : 'must be a client of ioredis or of node-redis'),
  store: checkName,
  prefix: optional(checkName),
  reserve: optional(checkWholeNumber),
  priority: optional((value) => (value === 'normal' || value === 'low' ? undefined : 'must be "normal" or "low"')),
  timeoutMs: optional(checkMilliseconds),
  onStateChange: optional(checkFunction),
};
