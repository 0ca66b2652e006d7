import { ApiError, type ApiErrorDetails } from './api-error.js';

/** 422: a parameter or an item is not acceptable. `details` says which, often by its position. */
export class ValidationError extends ApiError {
  override readonly name = 'ValidationError';

  constructor(details: ApiErrorDetails) {
    super(details, 'Correct what it names and send it again.');
  }
}
