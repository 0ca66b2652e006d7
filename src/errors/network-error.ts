import { isObject, valueAt } from '../value-at.js';
import { BigCommerceError } from './bigcommerce-error.js';
import type { CallDetails } from './call-details.js';

/** The connection could not be made, or broke before the whole answer had arrived. */
export class NetworkError extends BigCommerceError {
  override readonly name = 'NetworkError';
  /** The code of the system or the runtime, such as `ECONNREFUSED` or `UND_ERR_SOCKET`, where it gave one. */
  readonly code: string | undefined;
  /** `false` when there was no connection at all, in any attempt. Otherwise the store may have carried out the call. */
  readonly sent: boolean;

  constructor({ code, syscall = '', ...call }: CallDetails & NetworkFailure) {
    const said = isObject(call.cause) ? valueAt(call.cause, 'message') : call.cause;
    const because = code ?? (typeof said === 'string' ? said : 'no reason given');
    const isUnsettled = call.attempts.some((attempt) => attempt.mayHaveTakenEffect);
    const sent = isUnsettled || !(NOT_CONNECTED.includes(code ?? '') || CONNECTING.includes(syscall));
    const effect = sent ? 'It may or may not have taken effect' : 'Nothing was sent; check baseUrl and the network';
    super(`no complete answer to ${call.method} ${call.path} (${because}). ${effect}.`, call);
    this.code = code;
    this.sent = sent;
  }
}

interface NetworkFailure {
  readonly code: string | undefined;
  /** What the system was asked for, where it says so. */
  readonly syscall?: string | undefined;
  readonly cause: unknown;
}

/** What systems are asked for before there is a connection. */
const CONNECTING = ['connect', 'getaddrinfo'];

/** Codes that systems and runtimes have only for connections that did not come about. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];
