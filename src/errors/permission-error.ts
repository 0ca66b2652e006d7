import { ApiError, type ApiErrorDetails } from './api-error.js';

/** 403: the access token lacks the OAuth scope, or belongs to another store. */
export class PermissionError extends ApiError {
  override readonly name = 'PermissionError';

  constructor(details: ApiErrorDetails) {
    super(
      details,
      'Check that the store hash is right and that the API account has the OAuth scope for this operation.',
    );
  }
}
