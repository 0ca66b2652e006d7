import type { OperationId } from '../../generated/operations.js';
import type { Attempt } from './attempt.js';

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
