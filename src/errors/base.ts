import type { OperationId } from '../../generated/operations.js';
import type { RateLimit } from '../transport/rate-limit.js';

export interface ErrorContext {
  readonly operationId?: OperationId | undefined;
  readonly attempts?: readonly Attempt[] | undefined;
  readonly cause?: unknown;
}

/**
 * The base of every error that this package throws. `name` tells the classes apart, also where two copies of the
 * package are loaded and `instanceof` does not.
 */
export class BigCommerceError extends Error {
  override readonly name: string = 'BigCommerceError';
  /** The operation that was called, as the OpenAPI document names it. Absent where none was. */
  readonly operationId: OperationId | undefined;
  /** The requests that were made for the call, oldest first; empty where none was. */
  readonly attempts: readonly Attempt[];

  constructor(message: string, { operationId, attempts = [], cause }: ErrorContext = {}) {
    super(operationId ? `${operationId}: ${message}` : message, cause === undefined ? undefined : { cause });
    this.operationId = operationId;
    this.attempts = attempts;
  }
}

/** One request that was made for a call, and what came of it. */
export interface Attempt {
  readonly operationId: OperationId;
  /** Counted from 1. */
  readonly attempt: number;
  /** The HTTP status; `undefined` where no answer came. */
  readonly status: number | undefined;
  /** What came of it in a few words, such as `HTTP 503` or `NetworkError ECONNRESET`. */
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

/** Which call an error is about. */
export interface CallDetails {
  readonly operationId: OperationId;
  readonly method: string;
  /** The path template, without the store hash and without parameters. */
  readonly path: string;
  /** The requests made so far. The one that an error is made for is added when it is complete. */
  readonly attempts: readonly Attempt[];
}

/** The part of a call's state that its errors have. */
export function detailsOf({ operationId, method, path, attempts }: CallDetails): CallDetails {
  return { operationId, method, path, attempts };
}
