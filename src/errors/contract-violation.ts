import type { OperationId } from '../../generated/operations.js';
import { BigCommerceError, type ErrorContext } from './base.js';
import { rulePlace, type ViolationRule } from './rule-place.js';

/** One rule of the contract that an exchange breaks. */
export interface Violation {
  /** The operation that was called, if one was recognised. */
  readonly operationId: string | undefined;
  readonly location: ViolationLocation;
  /** JSON pointer into the exchange, `/response/body/data/0/attribute_value` for example. */
  readonly pointer: string;
  /**
   * The keyword of OpenAPI or JSON Schema that is broken, `required` or `explode` for example. `more` stands for the rest if
   * there are thousands of violations.
   */
  readonly keyword: string;
  /** What the contract asks for, in words that follow "expected". */
  readonly expected: string;
  /** What was found. Credentials are never shown. */
  readonly actual: unknown;
  /** Where the rule is written in the OpenAPI document, if known. */
  readonly rule?: ViolationRule | undefined;
  /** The violation in one sentence. */
  readonly message: string;
}

export type ViolationLocation =
  | 'request.server'
  | 'request.method'
  | 'request.path'
  | 'request.query'
  | 'request.header'
  | 'request.security'
  | 'request.body'
  | 'response.status'
  | 'response.header'
  | 'response.body';

interface ResponseIdentity {
  readonly status?: number;
  readonly requestId?: string | undefined;
}

/** An exchange breaks the contract. */
export class ContractViolationError extends BigCommerceError {
  override readonly name = 'ContractViolationError';
  readonly violations: readonly Violation[];
  /**
   * The status of the response that breaks the contract. Absent if nothing was sent. `cause` is the error that the call would
   * have thrown without a contract, if any.
   */
  readonly status: number | undefined;
  /** Identifies the exchange to BigCommerce support, if there was a response that says so. */
  readonly requestId: string | undefined;

  constructor(
    violations: readonly Violation[],
    { status, requestId, ...context }: ErrorContext & ResponseIdentity = {},
  ) {
    const count = violations.length === 1 ? 'one rule' : `${violations.length} rules`;
    super(`The exchange breaks ${count} of the contract:\n${violations.map(listed).join('\n')}`, context);
    this.violations = violations;
    this.status = status;
    this.requestId = requestId;
  }
}

function listed({ message, rule }: Violation): string {
  return `- ${message}${rule ? `, see ${rulePlace(rule)}` : ''}`;
}

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

/** A response whose body has been read. */
export interface InspectedAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** The text of a success, the parsed JSON (or else the text) of a failure; `undefined` if there is no body. */
  readonly body: unknown;
}

/**
 * Looks at a request before it is sent, and at the response to it. Violations that it returns become the error of the call; a
 * request with violations is not sent.
 */
export type Inspect = (request: InspectedRequest) => Inspection | undefined;

/** What is found in one exchange. */
export interface Inspection {
  readonly violations: readonly Violation[];
  findInAnswer(answer: InspectedAnswer): readonly Violation[];
}
