import { credentialHeaders } from '../../generated/operations.js';
import {
  checkOptions,
  checkTimeoutMs,
  isPlainObject,
  type OptionCheck,
  type OptionChecks,
  optional,
} from './check-options.js';

/** Options that every method takes as its last argument. */
export interface CallOptions {
  /** Aborts the call: requests under way are cancelled, further ones are not sent. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds that one request may take, from sending it until its answer has arrived completely.
   *
   * @default the client's `timeoutMs`
   */
  readonly timeoutMs?: number | undefined;
  /** Headers to send in addition, for tracing for example. Those that the client itself sends cannot be replaced. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Checks the options of a call and copies them.
 *
 * @throws InvalidRequestError for an unknown option or an unusable value.
 */
export function checkCallOptions(options: CallOptions): CallOptions {
  const headers = isPlainObject(options) && isPlainObject(options.headers) ? { headers: { ...options.headers } } : {};
  return checkOptions(isPlainObject(options) ? { ...options, ...headers } : options, CHECKS);
}

const checkSignal: OptionCheck = (value) => {
  const methods = ['addEventListener', 'removeEventListener'];
  const isSignal = typeof value === 'object' && value !== null && 'aborted' in value;
  const usable = isSignal && methods.every((name) => typeof Reflect.get(value, name) === 'function');
  return usable ? undefined : 'must be an AbortSignal';
};

const checkHeaders: OptionCheck = (value) => {
  if (!isPlainObject(value)) return 'must be a plain object of texts by name';
  for (const [name, text] of Object.entries(value)) {
    // Names that are none are not repeated: somebody may have put a whole line with a credential there.
    if (!/^[!#$%&'*+.^`|~\w-]+$/.test(name)) return 'has a member whose name is not that of a header';
    if (OWN_HEADERS.has(name.toLowerCase())) return `has ${name}, which is not for callers to set`;
    if (typeof text !== 'string' || !/^[\t\x20-\x7e]*$/.test(text)) return `has no plain ASCII text for ${name}`;
  }
  return undefined;
};

/** Replacing one of these would break the contract, the connection or the protection of the token. */
const OWN_HEADERS = new Set(
  `${credentialHeaders.join(' ')} Accept Content-Type Content-Length Transfer-Encoding Host Connection Keep-Alive Upgrade Expect User-Agent`
    .toLowerCase()
    .split(' '),
);

const CHECKS: OptionChecks<CallOptions> = {
  signal: optional(checkSignal),
  timeoutMs: optional(checkTimeoutMs),
  headers: optional(checkHeaders),
};
