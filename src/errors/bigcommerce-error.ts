import type { OperationId } from '../../generated/operations.js';

/**
 * The base of every error that this package throws. `name` tells the classes apart, also where two copies of the
 * package are loaded and `instanceof` does not.
 */
export class BigCommerceError extends Error {
  override readonly name: string = 'BigCommerceError';
  /** The operation that was called, as the OpenAPI document names it. Absent where none was. */
  readonly operationId: OperationId | undefined;

  constructor(
    message: string,
    { operationId, cause }: { operationId?: OperationId | undefined; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.operationId = operationId;
  }
}
