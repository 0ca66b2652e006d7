import type { OperationId } from '../../generated/operations.js';
import type { Attempt } from './attempt.js';

/** Which call an error is about. */
export interface CallDetails {
  readonly operationId: OperationId;
  readonly method: string;
  /** The path template, without the store hash and without parameters. */
  readonly path: string;
  /** The requests made so far. The one that an error is made for is added when it is complete. */
  readonly attempts: readonly Attempt[];
}
