import type { OperationId } from '../../generated/operations.js';
import type { RateLimit } from '../transport/rate-limit.js';

/** One request that was made for a call, and what came of it. */
export interface Attempt {
  readonly operationId: OperationId;
  /** Counted from 1. */
  readonly attempt: number;
  /** The HTTP status; `undefined` where no answer came. */
  readonly status: number | undefined;
  /** What came of it in a few words, such as `answered 503` or `NetworkError ECONNRESET`. */
  readonly reason: string;
  /** Milliseconds from sending the request until its answer had arrived completely, or until it failed. */
  readonly durationMs: number;
  /** Milliseconds from the end of the attempt before, or from the start of the call, until the request was sent. */
  readonly waitedMs: number;
  /** Milliseconds until the call is to be tried again, or a little longer; `undefined` where it is not. */
  readonly retryInMs: number | undefined;
  /** What the answer said about the quota of the store, where it did. */
  readonly rateLimit: RateLimit | undefined;
  /** Whether the store may have carried out the call, without having confirmed it. */
  readonly mayHaveTakenEffect: boolean;
}
