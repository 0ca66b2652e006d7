import type { Violation, WireRequest, WireResponse } from '../../src/contract/index.js';

/** An exchange, or one half of it, that a test asserts a verdict on. */
export interface AssertedExchange {
  /** The operation that it is about, whether or not the request calls it. */
  readonly operationId: string;
  readonly request?: WireRequest;
  readonly response?: WireResponse;
  /** What the checker found. An exchange with both halves and without violations conforms. */
  readonly violations: readonly Violation[];
}

/** Exchanges in the order in which they happened, all within one test. */
export type AssertedSequence = readonly AssertedExchange[];
