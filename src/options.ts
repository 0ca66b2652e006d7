import { InvalidRequestError, type RequestIssue } from '#errors';
import { credentialHeaders } from '../generated/operations.js';
import { isPlainObject, ownMembersOf } from './json.js';
import type { AttemptListener } from './notify.js';
import { suggestion } from './text.js';
import { LONGEST_TIMER_MS } from './transport/clock.js';

export { isPlainObject };

/** Describes what is wrong with the value of an option, if anything is. */
export type OptionCheck = (value: unknown) => string | undefined;

/** A check for every option. */
export type OptionChecks<Options> = { readonly [Name in keyof Required<Options>]: OptionCheck };

/**
 * Checks options and copies them: the caller may change the object in the meantime. The copy has no prototype.
 *
 * @throws InvalidRequestError when options have unknown names or unusable values. Values are not repeated in it.
 */
export function checkOptions<Options extends object>(
  options: Options,
  checks: Readonly<Record<string, OptionCheck>>,
  argument = 'options',
): Options {
  checkPlainObject(options, argument);
  const copy = ownMembersOf(options);
  const issues = optionIssues(copy, checks, argument);
  if (issues.length > 0) throw new InvalidRequestError(issues);
  return copy;
}

/** Unknown names first, then unusable values. */
export function optionIssues(
  options: object,
  checks: Readonly<Record<string, OptionCheck>>,
  argument: string,
): RequestIssue[] {
  const issues: RequestIssue[] = [];
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(checks, name)) continue;
    const known = Object.keys(checks);
    const message = `is not an option${suggestion(name, known)}; the options are ${known.join(', ')}`;
    issues.push({ path: `${argument}.${name}`, message });
  }
  for (const name of Object.keys(checks)) {
    const message = checks[name]?.(Reflect.get(options, name));
    if (message) issues.push({ path: `${argument}.${name}`, message });
  }
  return issues;
}

/** @throws InvalidRequestError when a value is not a plain object. */
export function checkPlainObject(value: unknown, argument: string): void {
  if (!isPlainObject(value)) throw new InvalidRequestError([{ path: argument, message: 'must be a plain object' }]);
}

/** A check that `undefined` passes. */
export function optional(check: OptionCheck): OptionCheck {
  return (value) => (value === undefined ? undefined : check(value));
}

export const checkMilliseconds: OptionCheck = (value) => {
  const isUsable = typeof value === 'number' && value > 0 && value <= LONGEST_TIMER_MS;
  return isUsable ? undefined : `must be a number of milliseconds above 0 and at most ${LONGEST_TIMER_MS}`;
};

export const checkWholeNumber: OptionCheck = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : 'must be a whole number, 0 or above';

export const checkFunction: OptionCheck = (value) => (typeof value === 'function' ? undefined : 'must be a function');

export const checkBoolean: OptionCheck = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');

export const checkSignal: OptionCheck = (value) => {
  const methods = ['addEventListener', 'removeEventListener'];
  const isSignal = typeof value === 'object' && value !== null && 'aborted' in value;
  const isUsable = isSignal && methods.every((name) => typeof Reflect.get(value, name) === 'function');
  return isUsable ? undefined : 'must be an AbortSignal';
};

/** Headers to send in addition to those of the client. */
export const checkHeaders: OptionCheck = (value) => {
  if (!isPlainObject(value)) return 'must be a plain object of texts by name';
  for (const [name, text] of Object.entries(value)) {
    // Invalid names are not repeated: one may be a whole line with a credential.
    if (!/^[!#$%&'*+.^`|~\w-]+$/.test(name)) return 'has a member whose name is not that of a header';
    if (OWN_HEADERS.has(name.toLowerCase())) return `has ${name}, which the client sets itself`;
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

/** Options that every method takes as its last argument. */
export interface CallOptions {
  /** Aborts the call: requests under way are cancelled, and nothing more is waited for or sent. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds that one request may take, from sending it until the response is complete.
   *
   * @default the client's `timeoutMs`
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds that the call may take with all its requests, retries and waits. In `listAll` and `upsertBatches` it holds
   * for each page and each batch. A wait that would take longer is not begun: the error of the attempt before it is thrown at
   * once, or a TimeoutError if there was none.
   *
   * @default the client's `deadlineMs`
   */
  readonly deadlineMs?: number | undefined;
  /**
   * How often a failed request is sent again if that is harmless and may help, not counting 429s that say when to come back.
   * 0 turns retries off.
   *
   * @default the client's `retry.maxRetries`
   */
  readonly maxRetries?: number | undefined;
  /** Additional headers, for tracing for example. They cannot replace those of the client. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Called with every attempt of this call when it has ended, besides the client's `onAttempt`. What it throws is ignored. */
  readonly onAttempt?: AttemptListener | undefined;
}

/** Checks for the options that every method takes. */
export const CALL_CHECKS: OptionChecks<CallOptions> = {
  signal: optional(checkSignal),
  timeoutMs: optional(checkMilliseconds),
  deadlineMs: optional(checkMilliseconds),
  maxRetries: optional(checkWholeNumber),
  headers: optional(checkHeaders),
  onAttempt: optional(checkFunction),
};

/** Checks for the options of methods that make one request. */
export const SINGLE_CHECKS = { ...CALL_CHECKS, dryRun: optional(checkBoolean) };

/**
 * Checks the options of a call and copies them. Every option that the method takes is a member of the copy, `undefined` where
 * it is left out, so that none is taken from `Object.prototype`.
 *
 * @param checks For all options that the method takes.
 * @throws InvalidRequestError for an unknown option or an unusable value.
 */
export function checkCallOptions<Options extends CallOptions>(
  options: Options,
  checks: Readonly<Record<string, OptionCheck>>,
): Options {
  if (!isPlainObject(options)) return checkOptions(options, checks);
  const copy = { ...blankOf(checks), ...options };
  // Most calls have none.
  if (Object.keys(options).length === 0) return copy;
  const { headers } = copy;
  return { ...checkOptions(isPlainObject(headers) ? { ...copy, headers: { ...headers } } : copy, checks) };
}

/** Options that are all left out. */
function blankOf(checks: Readonly<Record<string, OptionCheck>>): Partial<CallOptions> {
  const known = BLANKS.get(checks);
  if (known) return known;
  const blank = Object.fromEntries(Object.keys(checks).map((name) => [name, undefined]));
  BLANKS.set(checks, blank);
  return blank;
}

/** Made once for each method, because every call starts from one. */
const BLANKS = new WeakMap<object, Partial<CallOptions>>();
