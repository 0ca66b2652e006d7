import type { OperationId } from '../../generated/operations.js';
import { BigCommerceError } from './base.js';

/** One mistake in an argument. */
export interface RequestIssue {
  /** The argument and the place in it, as written in code: `values[3].value`. */
  readonly path: string;
  readonly message: string;
}

/** An argument or an option is invalid. Nothing was sent. */
export class InvalidRequestError extends BigCommerceError {
  override readonly name = 'InvalidRequestError';
  readonly issues: readonly RequestIssue[];

  constructor(
    issues: readonly RequestIssue[],
    details: { operationId?: OperationId | undefined; cause?: unknown } = {},
  ) {
    const listed = issues.slice(0, LISTED_ISSUES).map(({ path, message }) => `${path} ${message}`);
    const more = issues.length > LISTED_ISSUES ? `; and ${issues.length - LISTED_ISSUES} more, see issues` : '';
    super(`${listed.join('; ')}${more}. Nothing was sent.`, details);
    this.issues = issues;
  }
}

/** Maximum number of issues in a message. More would bury the first. */
const LISTED_ISSUES = 3;
