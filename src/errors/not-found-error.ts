import { ApiError, type ApiErrorDetails } from './api-error.js';

/** 404: no such path, or no such thing. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError';

  constructor(details: ApiErrorDetails) {
    super(details, 'Check baseUrl, the store hash and the ids.');
  }
}
