import { AbortError } from '../errors/abort-error.js';
import { ApiError } from '../errors/api-error.js';
import { ContractViolationError } from '../errors/contract-violation-error.js';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { NetworkError } from '../errors/network-error.js';
import { TimeoutError } from '../errors/timeout-error.js';

/** Whether the store may have carried out a request that ended with an error, in whole or in part. */
export function mayHaveTakenEffect(error: unknown): boolean {
  if (error instanceof InvalidRequestError) return false;
  if (error instanceof AbortError || error instanceof NetworkError || error instanceof TimeoutError) return error.sent;
  if (error instanceof ContractViolationError)
    return error.status === undefined
      ? error.attempts.some((attempt) => attempt.mayHaveTakenEffect)
      : mayHaveTakenEffect(error.cause);
  if (!(error instanceof ApiError)) return true;
  return error.status < 300 || error.status >= 500 || TIRED_STATUSES.includes(error.status);
}

/** Client errors by number, but given by servers that got tired of waiting: 408 Request Timeout, 425 Too Early. */
const TIRED_STATUSES = [408, 425];
