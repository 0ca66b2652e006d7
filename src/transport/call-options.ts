import { credentialHeaders } from '../../generated/operations.js';
import { checkOptions, checkTimeoutMs, type OptionCheck, type OptionChecks, optional } from './check-options.js';

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

/** @throws InvalidRequestError for an unknown option or an unusable value. */
export function checkCallOptions(options: CallOptions): CallOptions {
  return checkOptions(options, CHECKS);
}

const checkSignal: OptionCheck = (value) => {
  const usable = typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value;
  return usable ? undefined : 'must be an AbortSignal';
};

const checkHeaders: OptionCheck = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object of texts by name';
  for (const [name, text] of Object.entries(value)) {
    if (!/^[!#$%&'*+.^`|~\w-]+$/.test(name)) return `has ${JSON.stringify(name)}, which is not a header name`;
    if (OWN_HEADERS.has(name.toLowerCase())) return `has ${name}, which the client sets itself`;
    if (typeof text !== 'string' || !/^[\t\x20-\x7e]*$/.test(text)) return `has no plain ASCII text for ${name}`;
  }
  return undefined;
};

/** Replacing one of these would break the contract, the connection or the protection of the token. */
const OWN_HEADERS = new Set(
  `${credentialHeaders.join(' ')} Accept Content-Type Content-Length Transfer-Encoding Host Connection User-Agent`
    .toLowerCase()
    .split(' '),
);

const CHECKS: OptionChecks<CallOptions> = {
  signal: optional(checkSignal),
  timeoutMs: optional(checkTimeoutMs),
  headers: optional(checkHeaders),
};
