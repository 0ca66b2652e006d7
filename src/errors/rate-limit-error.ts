import { ApiError, type ApiErrorDetails } from './api-error.js';

/** 429: the quota of the store is used up, too many calls run at once, or the platform sheds load. `rateLimit` says when the window ends, where the store says so. */
export class RateLimitError extends ApiError {
  override readonly name = 'RateLimitError';

  constructor(details: ApiErrorDetails) {
    super(details, 'Wait for the rate limit to reset, then send it again.');
  }
}
