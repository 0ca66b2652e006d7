import { ApiError, type ApiErrorDetails } from './api-error.js';

/** 401: the access token is missing, malformed or unknown. */
export class AuthenticationError extends ApiError {
  override readonly name = 'AuthenticationError';

  constructor(details: ApiErrorDetails) {
    super(details, 'Check the access token: it must belong to this store.');
  }
}
