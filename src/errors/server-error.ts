import { ApiError, type ApiErrorDetails } from './api-error.js';

/** 5xx: the store or something before it failed. Whether the call has taken effect is unknown. */
export class ServerError extends ApiError {
  override readonly name = 'ServerError';

  constructor(details: ApiErrorDetails) {
    super(details, 'It may or may not have taken effect; try again later.');
  }
}
