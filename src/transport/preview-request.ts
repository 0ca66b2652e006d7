import { credentialHeaders, type OperationId } from '../../generated/operations.js';
import { Cancellation } from './cancellation.js';
import type { Exchange } from './exchange.js';
import { explainUnwritten } from './explain-failure.js';
import type { OutgoingRequest } from './outgoing-request.js';
import type { PreparedRequest } from './prepare-request.js';

/** A request as it would travel, with its credentials masked. */
export interface RequestPreview {
  readonly operationId: OperationId;
  readonly method: string;
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON text. */
  readonly body: string | undefined;
  /** How many items of the caller's list this request stands for. Of several for the same thing, only the last travels. */
  readonly itemCount?: number;
}

/** What a method would send. Everything has been checked as it would be for sending. */
export interface DryRun {
  readonly requests: readonly RequestPreview[];
}

/** Asks a method to tell what it would send, in place of sending it. */
export interface DryRunOption {
  readonly dryRun: true;
}

/**
 * Makes a request, and stops before it is sent.
 *
 * @throws InvalidRequestError when it cannot be written as a URL or as JSON.
 */
export async function previewRequest<Id extends OperationId>(
  exchange: Exchange,
  request: PreparedRequest<Id>,
  headers: Readonly<Record<string, string>> | undefined,
): Promise<RequestPreview> {
  let made: OutgoingRequest | undefined;
  const onSend = (outgoing: OutgoingRequest) => {
    made = outgoing;
    throw NOT_SENT;
  };
  await exchange(request, { cancellation: new Cancellation(), headers, onSend }).catch((error: unknown) => {
    if (error !== NOT_SENT) throw explainUnwritten(error, request.operationId);
  });
  const { method = '', url = '', body, headers: all = [] } = made ?? {};
  const isCredential = (name: string) => credentialHeaders.some((header) => header.toLowerCase() === name);
  const shown = [...all].map(([name, value]) => [name, isCredential(name) ? '[redacted]' : value]);
  return { operationId: request.operationId, method, url, headers: Object.fromEntries(shown), body };
}

const NOT_SENT = new Error('a preview is not sent');
