import { ApiError, type ApiErrorDetails } from './api-error.js';
import { AuthenticationError } from './authentication-error.js';
import { ConflictError } from './conflict-error.js';
import { NotFoundError } from './not-found-error.js';
import { PayloadTooLargeError } from './payload-too-large-error.js';
import { PermissionError } from './permission-error.js';
import { RateLimitError } from './rate-limit-error.js';
import { ServerError } from './server-error.js';
import { ValidationError } from './validation-error.js';

const BY_STATUS = new Map<number, new (details: ApiErrorDetails) => ApiError>([
  [401, AuthenticationError],
  [403, PermissionError],
  [404, NotFoundError],
  [409, ConflictError],
  [413, PayloadTooLargeError],
  [422, ValidationError],
  [429, RateLimitError],
]);

/** The error class that goes with a status. */
export function createApiError(details: ApiErrorDetails): ApiError {
  const ErrorClass = BY_STATUS.get(details.status) ?? (details.status >= 500 ? ServerError : ApiError);
  return new ErrorClass(details);
}
