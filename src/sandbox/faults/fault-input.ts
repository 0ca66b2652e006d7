import { isObject, valueAt } from '../../json.js';
import { checkBoolean, checkWholeNumber, type OptionCheck, optional } from '../../options.js';
import { checkDelay, isVisible, oneOf } from '../value-checks.js';
import { FAULT_KINDS, type Fault, isFaultKind, USUAL_FAULTS } from './fault.js';

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
