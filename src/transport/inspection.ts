import type { OperationId } from '../../generated/operations.js';
import type { CallDetails } from '../errors/base.js';
import { ContractViolationError, type Violation } from '../errors/contract-violation-error.js';
import type { LeanResponse } from './exchange.js';
import type { Redactor } from './redact.js';

/** A request that is about to be sent. */
export interface InspectedRequest {
  readonly operationId: OperationId;
  /** The URL that paths of operations are appended to. */
  readonly serverUrl: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}

/** An answer whose body has been read. */
export interface InspectedAnswer {
  readonly status: number;
  readonly headers: LeanResponse['headers'];
  /** Of a success the text, of a failure the parsed JSON or else the text; `undefined` where there is no body. */
  readonly body: unknown;
}

/**
 * Looks at a request before it is sent, and at the answer to it. Violations that it gives become the error of the call;
 * where there are some before, nothing is sent.
 */
export type Inspect = (request: InspectedRequest) => Inspection | undefined;

/** What is found in one exchange. */
export interface Inspection {
  readonly violations: readonly Violation[];
  findInAnswer(answer: InspectedAnswer): readonly Violation[];
}

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
