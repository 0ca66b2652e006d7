import { BigCommerceError } from './bigcommerce-error.js';
import type { CallDetails } from './call-details.js';

/**
 * The answer was a redirect. It was not followed, because the access token would have gone with it.
 */
export class UnexpectedRedirectError extends BigCommerceError {
  override readonly name = 'UnexpectedRedirectError';
  readonly status: number;
  /** Where the redirect points, where the runtime shows it. */
  readonly location: string | undefined;

  constructor({ status, location, ...call }: CallDetails & { status: number; location: string | undefined }) {
    super(
      `${call.operationId}: ${call.method} ${call.path} was redirected${location ? ` to ${location}` : ''} (${status}). The access token was not sent on. Check baseUrl.`,
      { operationId: call.operationId },
    );
    this.status = status;
    this.location = location;
  }
}
