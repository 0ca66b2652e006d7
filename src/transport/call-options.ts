import { InvalidRequestError, type RequestIssue } from '../errors/invalid-request-error.js';
import { CREDENTIAL_HEADER } from './credential.js';

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

const CHECKS: { readonly [Name in keyof Required<CallOptions>]: (value: unknown) => string | undefined } = {
  signal: (value) => (isSignal(value) ? undefined : 'must be an AbortSignal'),
  timeoutMs: checkTimeoutMs,
  headers: checkHeaders,
};

/**
 * Checks the options of a call.
 *
 * @throws InvalidRequestError for an unknown option or an unusable value.
 */
export function checkCallOptions(options: CallOptions): CallOptions {
  checkNames(options, Object.keys(CHECKS), 'options');
  const issues = Object.entries(CHECKS).flatMap(([name, check]): RequestIssue[] => {
    const value: unknown = Reflect.get(options, name);
    const message = value === undefined ? undefined : check(value);
    return message ? [{ path: `options.${name}`, message }] : [];
  });
  if (issues.length > 0) throw new InvalidRequestError(issues);
  return options;
}

/** @throws InvalidRequestError when something is not an object. */
export function checkObject(value: unknown, argument: string): asserts value is object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new InvalidRequestError([{ path: argument, message: 'must be an object' }]);
}

/** @throws InvalidRequestError when something is not an object, or has members of other names. */
export function checkNames(value: unknown, names: readonly string[], argument: string): void {
  checkObject(value, argument);
  const unknown = Object.keys(value).filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  const message = `is not an option; there are ${names.join(', ')}`;
  throw new InvalidRequestError(unknown.map((name) => ({ path: `${argument}.${name}`, message })));
}

/** What is wrong with a timeout, if anything. */
export function checkTimeoutMs(value: unknown): string | undefined {
  const usable = typeof value === 'number' && value > 0 && value <= LONGEST_TIMER_MS;
  return usable ? undefined : `must be a number of milliseconds above 0 and at most ${LONGEST_TIMER_MS}`;
}

function isSignal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value;
}

function checkHeaders(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'must be an object of header names and values';
  for (const [name, text] of Object.entries(value)) {
    if (!/^[!#$%&'*+.^`|~\w-]+$/.test(name)) return `has ${JSON.stringify(name)}, which is not a header name`;
    if (OWN_HEADERS.includes(name.toLowerCase())) return `has ${name}, which the client sets itself`;
    if (typeof text !== 'string' || !/^[\t\x20-\x7e]*$/.test(text))
      return `has a value for ${name} that is not plain ASCII text`;
  }
  return undefined;
}

/** Replacing one of these would break the contract, the connection or the protection of the token. */
const OWN_HEADERS = [
  CREDENTIAL_HEADER.toLowerCase(),
  'accept',
  'content-type',
  'content-length',
  'transfer-encoding',
  'host',
  'connection',
  'user-agent',
];

/** Longer delays overflow the timers of every runtime and fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
