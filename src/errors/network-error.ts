import { BigCommerceError } from './bigcommerce-error.js';
import type { CallDetails } from './call-details.js';

/**
 * The connection could not be made, or broke before the whole answer had arrived. Whether the store has carried out the
 * call is then unknown.
 */
export class NetworkError extends BigCommerceError {
  override readonly name = 'NetworkError';
  /** The code of the system or the runtime, such as `ECONNREFUSED` or `UND_ERR_SOCKET`, where it gave one. */
  readonly code: string | undefined;

  constructor({ code, cause, ...call }: CallDetails & { code: string | undefined; cause: unknown }) {
    const said: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'message') : cause;
    const because = code ?? (typeof said === 'string' ? said : 'no reason given');
    super(
      `${call.operationId}: no complete answer to ${call.method} ${call.path} (${because}). It may or may not have taken effect.`,
      {
        operationId: call.operationId,
        cause,
      },
    );
    this.code = code;
  }
}
