import { isObject, valueAt } from '../../json.js';
import { checkBoolean, checkWholeNumber, type OptionCheck, optional, optionIssues } from '../../options.js';
import { checkDelay, isVisibleAscii, oneOf } from '../checks.js';

/** What happens to one request. `applied` says whether the store carries it out although its response is lost. */
export type Fault =
  | { readonly kind: 'none' }
  /** The call takes longer. It counts as running meanwhile. */
  | { readonly kind: 'latency'; readonly delayMs: number }
  /** Just before, another app uses up the quota, or as many `requests` of it. 429 until the window ends. */
  | { readonly kind: 'quota-taken'; readonly requests?: number }
  /** The platform sheds load: 429 without rate-limit headers and without a body. */
  | { readonly kind: 'shed' }
  /** 429 because too many calls are running, although the quota is not used up. */
  | { readonly kind: 'too-many-at-once' }
  | { readonly kind: 'turned-away'; readonly status: 401 | 403 }
  /** A page of HTML instead of the response. */
  | { readonly kind: 'server-error'; readonly status: 500 | 502 | 503 | 504; readonly applied: boolean }
  /** The connection breaks without a response. */
  | { readonly kind: 'reset'; readonly applied: boolean }
  /** No response, until the client gives up. */
  | { readonly kind: 'stall'; readonly applied: boolean }
  /** The response ends in the middle. The connection shows that, unless `hidden`, as by a proxy. */
  | { readonly kind: 'truncated'; readonly hidden: boolean }
  /** The body arrives later than the headers. */
  | { readonly kind: 'slow-body'; readonly delayMs: number }
  /** An HTML page with a 200, from something between client and store. */
  | { readonly kind: 'foreign-page'; readonly applied: boolean }
  /** A redirect from something between client and store. The request does not reach the store. */
  | { readonly kind: 'redirect'; readonly status: 301 | 302 | 303 | 307 | 308; readonly location: string };

/** Every kind of fault with its default members. */
const DEFAULT_FAULTS: { readonly [Kind in Fault['kind']]: Extract<Fault, { readonly kind: Kind }> } = {
  none: { kind: 'none' },
  latency: { kind: 'latency', delayMs: 500 },
  'quota-taken': { kind: 'quota-taken' },
  shed: { kind: 'shed' },
  'too-many-at-once': { kind: 'too-many-at-once' },
  'turned-away': { kind: 'turned-away', status: 401 },
  'server-error': { kind: 'server-error', status: 500, applied: false },
  reset: { kind: 'reset', applied: false },
  stall: { kind: 'stall', applied: false },
  truncated: { kind: 'truncated', hidden: false },
  'slow-body': { kind: 'slow-body', delayMs: 500 },
  'foreign-page': { kind: 'foreign-page', applied: false },
  redirect: { kind: 'redirect', status: 302, location: 'https://login.example/' },
};

export function isFaultKind(text: unknown): text is Fault['kind'] {
  return typeof text === 'string' && Object.hasOwn(DEFAULT_FAULTS, text);
}

export const FAULT_KINDS: readonly Fault['kind'][] = Object.keys(DEFAULT_FAULTS).filter(isFaultKind);

/**
 * Faults that are never drawn at random unless they are named. A stall lasts until the client gives up. The others end a
 * call, because a client does not retry them; after a foreign page, it cannot even know whether the store has made the
 * change.
 */
export const NAMED_FAULT_KINDS: readonly Fault['kind'][] = ['stall', 'turned-away', 'redirect', 'foreign-page'];

/**
 * A fault, or its kind. Members you leave out take their defaults: `reset` is `{ kind: 'reset', applied: false }`, and
 * `{ kind: 'server-error', applied: true }` has the status 500.
 */
export type FaultInput =
  | Fault['kind']
  | {
      readonly [Kind in Fault['kind']]: { readonly kind: Kind } & Partial<Extract<Fault, { readonly kind: Kind }>>;
    }[Fault['kind']];

/** @throws TypeError for an unknown fault or an unusable member. The message lists what is possible. */
export function faultOf(input: FaultInput): Fault {
  const given = typeof input === 'string' ? { kind: input } : input;
  const kind = valueAt(given, 'kind');
  if (!isObject(given) || !isFaultKind(kind))
    throw new TypeError(`unknown fault ${JSON.stringify(kind ?? input)}; the faults are ${FAULT_KINDS.join(', ')}`);
  const fault = { ...DEFAULT_FAULTS[kind], ...given };
  checkFault(fault);
  return fault;
}

function checkFault(fault: { readonly kind: Fault['kind'] }): asserts fault is Fault {
  checkMembers(fault, { kind: () => undefined, ...MEMBER_CHECKS[fault.kind] }, fault.kind);
}

/** @throws TypeError when an object has an unknown member, or a member with an unusable value. */
export function checkMembers(given: object, checks: Readonly<Record<string, OptionCheck>>, argument: string): void {
  const [issue] = optionIssues(given, checks, argument);
  if (issue) throw new TypeError(`${issue.path} ${issue.message}`);
}

const MEMBER_CHECKS: {
  readonly [Kind in Fault['kind']]: Readonly<
    Record<Exclude<keyof Extract<Fault, { readonly kind: Kind }>, 'kind'>, OptionCheck>
  >;
} = {
  none: {},
  latency: { delayMs: checkDelay },
  'quota-taken': { requests: optional(checkWholeNumber) },
  shed: {},
  'too-many-at-once': {},
  'turned-away': { status: oneOf(401, 403) },
  'server-error': { status: oneOf(500, 502, 503, 504), applied: checkBoolean },
  reset: { applied: checkBoolean },
  stall: { applied: checkBoolean },
  truncated: { hidden: checkBoolean },
  'slow-body': { delayMs: checkDelay },
  'foreign-page': { applied: checkBoolean },
  redirect: {
    status: oneOf(301, 302, 303, 307, 308),
    location: (value) => (isVisibleAscii(value) ? undefined : 'must be a URL in ASCII without spaces or line breaks'),
  },
};
