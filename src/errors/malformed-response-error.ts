import { BigCommerceError } from './bigcommerce-error.js';
import type { CallDetails } from './call-details.js';

/** The store claims success, but the answer is not what the operation answers with: HTML, broken JSON, nothing at all. */
export class MalformedResponseError extends BigCommerceError {
  override readonly name = 'MalformedResponseError';
  readonly status: number;
  readonly requestId: string | undefined;
  readonly contentType: string | undefined;
  /** The beginning of the body, at most 200 characters. */
  readonly snippet: string;

  /** Whether there was no JSON to read at all, so that the next answer may be another. */
  readonly isUnreadable: boolean;

  constructor({ problem, isUnreadable, status, requestId, contentType, body, ...call }: MalformedResponseDetails) {
    const snippet = body.length > SNIPPET_LENGTH ? `${body.slice(0, SNIPPET_LENGTH)}…` : body;
    const id = requestId ? `, request id ${requestId}` : '';
    super(
      `${call.method} ${call.path} answered ${status}, but ${problem}${id}. Something between you and the store may have answered in its place.`,
      call,
    );
    this.status = status;
    this.requestId = requestId;
    this.contentType = contentType;
    this.snippet = snippet;
    this.isUnreadable = isUnreadable;
  }
}

export interface MalformedResponseDetails extends CallDetails {
  /** What is wrong, to follow "but". */
  readonly problem: string;
  readonly isUnreadable: boolean;
  readonly status: number;
  readonly requestId: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** Enough to recognise a proxy's page; not so much that logs fill with it. */
const SNIPPET_LENGTH = 200;
