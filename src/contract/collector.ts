import { ContractViolationError, type Violation } from '../errors/contract-violation-error.js';

/** What was found so far. */
export interface Findings {
  /** The violations since the last `assert`. */
  readonly violations: readonly Violation[];
  /**
   * Forgets what was found, so that the next test begins with nothing.
   *
   * @throws ContractViolationError when anything was found.
   */
  assert(): void;
}

/** Collects violations until somebody asks for them. */
export function createCollector(): Findings & { add(violations: readonly Violation[]): void } {
  const found: Violation[] = [];
  return {
    get violations() {
      return [...found];
    },
    add: (violations) => {
      found.push(...violations);
    },
    assert: () => {
      const violations = found.splice(0);
      if (violations.length > 0) throw new ContractViolationError(violations);
    },
  };
}
