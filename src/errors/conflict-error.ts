import { ApiError, type ApiErrorDetails } from './api-error.js';

/** 409: the call contradicts the state of the store. */
export class ConflictError extends ApiError {
  override readonly name = 'ConflictError';

  constructor(details: ApiErrorDetails) {
    super(details, 'Read the current state and decide again.');
  }
}
