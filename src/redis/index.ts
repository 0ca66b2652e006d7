export type { IoRedisClient, NodeRedisClient, RedisClient } from './redis-client.js';
export {
  type SharedRateLimiter,
  type SharedRateLimitOptions,
  type SharedRateLimitState,
  sharedRateLimit,
} from './shared-rate-limit.js';
