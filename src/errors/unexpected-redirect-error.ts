import { BigCommerceError } from './bigcommerce-error.js';
import type { CallDetails } from './call-details.js';

/**
 * The answer was a redirect. It was not followed, because the access token would have gone with it; unless a `fetch` of
 * the caller did so, which the message then says.
 */
export class UnexpectedRedirectError extends BigCommerceError {
  override readonly name = 'UnexpectedRedirectError';
  readonly status: number;
  /** Where the redirect points, where the runtime shows it. */
  readonly location: string | undefined;

  constructor({ status, location, wasFollowed = false, ...call }: UnexpectedRedirectDetails) {
    const token = wasFollowed
      ? 'Your fetch followed it, and may have sent the access token on; make it keep to redirect: "manual"'
      : 'The access token was not sent on. Check baseUrl';
    super(
      `${call.method} ${call.path} was redirected${location ? ` to ${location}` : ''} (${status}). ${token}.`,
      call,
    );
    this.status = status;
    this.location = location;
  }
}

export interface UnexpectedRedirectDetails extends CallDetails {
  readonly status: number;
  readonly location: string | undefined;
  /** Whether the answer is that of the place that the redirect led to. */
  readonly wasFollowed?: boolean;
}
