import { type CallDetails, ContractViolationError, type Violation } from '#errors';
import type { Redactor } from '../redact.js';

/** The response that breaks the contract, and the error that it would be without one. */
interface BrokenResponse {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly cause: unknown;
}

/** The error of a call that breaks the contract, if it does. Without a response, nothing has been sent. */
export function breachOf(
  violations: readonly Violation[],
  call: CallDetails,
  redact: Redactor,
  response?: BrokenResponse,
): ContractViolationError | undefined {
  if (violations.length === 0) return undefined;
  const clean = violations.map((violation) => ({
    ...violation,
    pointer: redact.text(violation.pointer),
    actual: redact.json(violation.actual),
    message: redact.text(violation.message),
  }));
  return new ContractViolationError(clean, { ...call, ...response });
}
