import type { OperationId } from '../../generated/operations.js';

/** Which call an error is about. */
export interface CallDetails {
  readonly operationId: OperationId;
  readonly method: string;
  /** The path template, without the store hash and without parameters. */
  readonly path: string;
}
