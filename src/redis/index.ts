export type { IoRedisClient, NodeRedisClient, RedisClient } from './redis-client.js';
export type { SharedRateLimiter, SharedRateLimitOptions, SharedRateLimitState } from './shared-limiter.js';
export { sharedRateLimit } from './shared-rate-limit.js';
