import type { CancelSignal } from './cancellation.js';

/** The part of a request that sending it needs. */
export interface LeanRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Iterable<[string, string]>;
  readonly body: string | undefined;
  /** Aborted when the request is given up. */
  readonly signal: CancelSignal;
}

/** The part of a response that the client reads. */
export interface LeanResponse {
  readonly status: number;
  /** Whether the status is from 200 to 299. */
  readonly ok: boolean;
  readonly redirected: boolean;
  readonly type: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** Sends requests without the platform's Request and Response. It must not follow redirects. */
export interface LeanFetch {
  lean(request: LeanRequest): Promise<LeanResponse>;
}
