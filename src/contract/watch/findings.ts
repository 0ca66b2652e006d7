import { ContractViolationError, type Violation } from '#errors';

/** What was checked, and the violations found so far. */
export interface Findings {
  /** The violations since the last `assert`. */
  readonly violations: readonly Violation[];
  /**
   * How many requests have been checked since the beginning, those that conform included. Requests that call no operation of
   * the contract, and that `allow` permits, are not.
   */
  readonly checked: number;
  /**
   * Throws if there are violations, and clears them for the next test. Throws as well if nothing has been checked since the
   * beginning, unless `allowNone` is set.
   *
   * @throws ContractViolationError when there are violations.
   * @throws Error when nothing has been checked, with the likely cause.
   */
  assert(): void;
  /**
   * Throws if there were requests other than those that `allow` permits, but none of them was checked, whatever `allowNone` is: for the end of a test file, where
   * some tests need no request.
   *
   * @throws Error when nothing has been checked, with the likely cause.
   */
  assertChecked(): void;
}

/** What is known about requests that were not checked. */
export interface CollectorOptions {
  /** The origins whose requests are checked. */
  readonly origins: readonly string[];
  readonly allowNone?: boolean | undefined;
  /** The likely cause if no request was seen at all, and if one to the API was seen and could not be checked. */
  readonly causes: Readonly<Record<'unseen' | 'unchecked', string>>;
}

export interface Collector extends Findings {
  /** Notes a request of which nothing is checked. */
  noteSeen(url: string, isCovered: boolean): void;
  noteChecked(): void;
  /** Notes a request that calls no operation of the contract, which `allow` permits. */
  noteAllowed(): void;
  add(violations: readonly Violation[]): void;
  /** As `assert`, whether or not anything was checked. */
  assertConforming(): void;
  /** As `assertChecked`, also if no request was seen. */
  assertAny(): void;
}

/** Collects violations until `assert`. */
export function createCollector({ origins, allowNone = false, causes }: CollectorOptions): Collector {
  const found: Violation[] = [];
  const elsewhere = new Set<string>();
  let checked = 0;
  let hasUnchecked = false;
  let hasAllowed = false;
  const assertConforming = () => {
    const violations = found.splice(0);
    if (violations.length > 0) throw new ContractViolationError(violations);
  };
  const fail = () => {
    const hint = 'if that is intended, pass allowNone: true';
    throw new Error(`no exchange was checked against the contract: ${causeOf()}; ${hint}`);
  };
  const causeOf = () => {
    if (hasUnchecked) return causes.unchecked;
    if (hasAllowed) return 'no request calls an operation of it, which the option allow permits';
    if (elsewhere.size === 0) return causes.unseen;
    const others =
      elsewhere.size > MOST_ORIGINS
        ? `${[...elsewhere].slice(0, MOST_ORIGINS).join(', ')} and others`
        : [...elsewhere].join(', ');
    return `requests went to ${others}, and only those to ${origins.join(' or ')} are checked (see the option origin)`;
  };
  const assertAny = () => {
    if (checked === 0) fail();
  };
  return {
    get violations() {
      return [...found];
    },
    get checked() {
      return checked;
    },
    noteSeen: (url, isCovered) => {
      if (isCovered) hasUnchecked = true;
      else if (elsewhere.size <= MOST_ORIGINS) elsewhere.add(originOf(url));
    },
    noteChecked: () => {
      checked += 1;
    },
    noteAllowed: () => {
      hasAllowed = true;
    },
    add: (violations) => {
      found.push(...violations);
    },
    assert: () => {
      assertConforming();
      if (!allowNone) assertAny();
    },
    assertConforming,
    assertAny,
    assertChecked: () => {
      if (hasUnchecked || elsewhere.size > 0) assertAny();
    },
  };
}

/** Scheme and host. The rest of a URL may have secrets. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'a URL without a host';
}

/** Named in a message. */
const MOST_ORIGINS = 5;
