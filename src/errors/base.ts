import type { OperationId } from '../../generated/operations.js';
import { isObject, valueAt } from '../json.js';
import { plainLines } from '../text.js';
import type { RateLimit } from '../transport/rate-limit.js';

export interface ErrorContext {
  readonly operationId?: OperationId | undefined;
  readonly attempts?: readonly Attempt[] | undefined;
  readonly cause?: unknown;
}

/**
 * The base of every error that this package throws. `name` tells the classes apart, even if two copies of the package are
 * loaded and `instanceof` fails.
 */
export class BigCommerceError extends Error {
  override readonly name: string = 'BigCommerceError';
  /** The operationId of the call in the OpenAPI document. Absent if no operation was called. */
  readonly operationId: OperationId | undefined;
  /** The requests that were sent for the call, oldest first; empty if none was. */
  readonly attempts: readonly Attempt[];

  constructor(message: string, { operationId, attempts = [], cause }: ErrorContext = {}) {
    // Whoever prints it prints what a store, a proxy or a caller wrote.
    const plain = plainLines(operationId ? `${operationId}: ${message}` : message);
    super(plain, cause === undefined ? undefined : { cause });
    this.operationId = operationId;
    this.attempts = attempts;
  }

  /** What `JSON.stringify` shows. Other errors lose their message there. */
  toJSON(): object {
    const { name, message, cause } = this;
    const reason: unknown = Reflect.get(this, 'reason');
    return Object.assign({ name, message }, this, { cause: inJson(cause), reason: inJson(reason) });
  }
}

/** What others throw would be empty in JSON, or could not become JSON. */
function inJson(value: unknown): unknown {
  if (!isObject(value) || value instanceof BigCommerceError) return value;
  return { name: valueAt(value, 'name'), message: valueAt(value, 'message'), code: valueAt(value, 'code') };
}

/** One request that was sent for a call, and its outcome. */
export interface Attempt {
  readonly operationId: OperationId;
  /** Counted from 1. */
  readonly attempt: number;
  /** The HTTP status; `undefined` without a response. */
  readonly status: number | undefined;
  /** Identifies the response to BigCommerce support; `undefined` without one. */
  readonly requestId: string | undefined;
  /** The outcome in a few words, such as `HTTP 503` or `NetworkError ECONNRESET`. */
  readonly reason: string;
  /** Milliseconds from sending the request until the response was complete, or until it failed. */
  readonly durationMs: number;
  /** Milliseconds from the end of the attempt before, or from the start of the call, until the request was sent. */
  readonly waitedMs: number;
  /** Milliseconds until the next attempt, or a little longer; `undefined` if there is to be none. */
  readonly retryInMs: number | undefined;
  /** What the response said about the quota of the store, if anything. */
  readonly rateLimit: RateLimit | undefined;
  /** Whether the store may have carried out the call without confirming it. */
  readonly mayHaveTakenEffect: boolean;
}

/** The call that an error is about. */
export interface CallDetails {
  readonly operationId: OperationId;
  readonly method: string;
  /** The path template, without the store hash and without parameters. */
  readonly path: string;
  /** The requests sent so far. The one that an error is about is added when it has ended. */
  readonly attempts: readonly Attempt[];
}

/** What to say of a request that was sent and has no outcome. */
export function possibleEffect({ method }: CallDetails): string {
  return method === 'GET' ? 'It only reads, so you can call it again' : 'It may or may not have taken effect';
}
