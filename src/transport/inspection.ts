import { type CallDetails, ContractViolationError, type Violation } from '#errors';
import type { Redactor } from '../redact.js';

/** The answer that breaks the contract, and what it would mean without one. */
interface BrokenAnswer {
  readonly status: number;
  readonly cause: unknown;
}

/** The error of a call that breaks the contract, if it does. Without an answer, nothing has been sent. */
export function breachOf(
  violations: readonly Violation[],
  call: CallDetails,
  redact: Redactor,
  answer?: BrokenAnswer,
): ContractViolationError | undefined {
  if (violations.length === 0) return undefined;
  const clean = violations.map((violation) => ({
    ...violation,
    pointer: redact.text(violation.pointer),
    actual: redact.json(violation.actual),
    message: redact.text(violation.message),
  }));
  return new ContractViolationError(clean, { ...call, ...answer });
}
