import { ApiError, type ApiErrorDetails } from './api-error.js';

/** 413: more items than one call takes. */
export class PayloadTooLargeError extends ApiError {
  override readonly name = 'PayloadTooLargeError';

  constructor(details: ApiErrorDetails) {
    super(details, 'Send fewer items in one call.');
  }
}
