import { isObject, valueAt } from '../../json.js';
import { checkBoolean, checkWholeNumber, type OptionCheck, optional } from '../../options.js';
import { checkDelay, isVisible, oneOf } from '../switches.js';

/** What happens to one request on its way. `applied` tells whether the store has carried it out all the same. */
export type Fault =
  | { readonly kind: 'none' }
  /** The store takes longer, during which the call counts as running. */
  | { readonly kind: 'latency'; readonly delayMs: number }
  /** Another app uses up the quota just before, or so many requests of it. The store answers 429 until its window ends. */
  | { readonly kind: 'quota-taken'; readonly requests?: number }
  /** The platform sheds load: 429 without rate-limit headers and without a body. */
  | { readonly kind: 'shed' }
  /** 429 because too many calls run at once, while requests are left. */
  | { readonly kind: 'too-many-at-once' }
  | { readonly kind: 'turned-away'; readonly status: 401 | 403 }
  /** A page of HTML in place of the answer. */
  | { readonly kind: 'server-error'; readonly status: 500 | 502 | 503 | 504; readonly applied: boolean }
  /** The connection breaks without an answer. */
  | { readonly kind: 'reset'; readonly applied: boolean }
  /** No answer, ever: it ends when the client gives up. */
  | { readonly kind: 'stall'; readonly applied: boolean }
  /** The answer ends in its middle. A connection can tell that, a proxy in between may hide it. */
  | { readonly kind: 'truncated'; readonly hidden: boolean }
  /** The body comes later than the headers. */
  | { readonly kind: 'slow-body'; readonly delayMs: number }
  /** A page of something in between, with a 200. */
  | { readonly kind: 'foreign-page'; readonly applied: boolean }
  /** Somebody in between sends the client elsewhere. The store is not asked. */
  | { readonly kind: 'redirect'; readonly status: 301 | 302 | 303 | 307 | 308; readonly location: string };

/** Every kind of fault as it usually is. */
export const USUAL_FAULTS: { readonly [Kind in Fault['kind']]: Extract<Fault, { readonly kind: Kind }> } = {
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
  return typeof text === 'string' && Object.hasOwn(USUAL_FAULTS, text);
}

export const FAULT_KINDS: readonly Fault['kind'][] = Object.keys(USUAL_FAULTS).filter(isFaultKind);

/**
 * Faults that have to be asked for by name: a stall lasts until the client gives up, and the others end a call, because a
 * client cannot take them for something that passes. Of a foreign page it cannot even know whether a change was made.
 */
export const NAMED_FAULT_KINDS: readonly Fault['kind'][] = ['stall', 'turned-away', 'redirect', 'foreign-page'];

/**
 * A fault, or its kind for what it usually is like: `reset` stands for `{ kind: 'reset', applied: false }`. Members that
 * are left out are as usual: `{ kind: 'server-error', applied: true }` has a 500.
 */
export type FaultInput =
  | Fault['kind']
  | {
      readonly [Kind in Fault['kind']]: { readonly kind: Kind } & Partial<Extract<Fault, { readonly kind: Kind }>>;
    }[Fault['kind']];

/** @throws TypeError when there is no such fault. The message tells what is wrong, and what there is. */
export function faultOf(input: FaultInput): Fault {
  const given = typeof input === 'string' ? { kind: input } : input;
  const kind = valueAt(given, 'kind');
  if (!isObject(given) || !isFaultKind(kind))
    throw new TypeError(`there is no fault ${JSON.stringify(kind ?? input)}; faults are ${FAULT_KINDS.join(', ')}`);
  const fault = { ...USUAL_FAULTS[kind], ...given };
  checkFault(fault);
  return fault;
}

function checkFault(fault: { readonly kind: Fault['kind'] }): asserts fault is Fault {
  checkMembers(fault, { kind: () => undefined, ...MEMBERS[fault.kind] }, `the fault ${fault.kind}`);
}

/** @throws TypeError when something has a member that is unknown or unusable. */
export function checkMembers(given: object, checks: Readonly<Record<string, OptionCheck>>, owner: string): void {
  for (const [name, value] of Object.entries(given)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    const problem = check ? check(value) : `is not known; there are ${Object.keys(checks).join(', ')}`;
    if (problem !== undefined) throw new TypeError(`${owner}: ${name} ${problem}`);
  }
}

/** What every member of every fault has to be. */
const MEMBERS: {
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
    location: (value) => (isVisible(value) ? undefined : 'must be a URL in ASCII, without spaces and line breaks'),
  },
};
