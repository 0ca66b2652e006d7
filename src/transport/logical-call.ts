import type { OperationDescriptor } from '../../generated/descriptor.js';
import { type OperationId, operations } from '../../generated/operations.js';
import type { Attempt } from '../errors/attempt.js';
import type { CallDetails } from '../errors/call-details.js';
import type { FindProblem } from './interpret-response.js';
import { isRepeatable } from './is-repeatable.js';
import type { PreparedRequest } from './prepare-request.js';
import type { SendOptions, TransportSettings } from './transport.js';

/** A call with all that is decided about it before its first attempt, and the attempts so far. */
export interface LogicalCall<Id extends OperationId> {
  readonly request: PreparedRequest<Id>;
  readonly operation: OperationDescriptor;
  readonly attempts: Attempt[];
  /** For errors. */
  readonly details: CallDetails;
  readonly signal: AbortSignal | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly timeoutMs: number;
  readonly deadlineMs: number | undefined;
  /** The clock's time after which nothing is sent, and nothing waited for. */
  readonly expiresAt: number;
  readonly laneSize: number;
  readonly maxRetries: number;
  readonly findProblem: FindProblem | undefined;
}

export function beginCall<Id extends OperationId>(
  request: PreparedRequest<Id>,
  options: SendOptions,
  { clock, retry, ...defaults }: TransportSettings,
): LogicalCall<Id> {
  const { operationId, input } = request;
  const operation: OperationDescriptor = operations[operationId];
  const { method, path, maxConcurrency: laneSize = Infinity } = operation;
  const { signal, headers, findProblem, timeoutMs = defaults.timeoutMs, deadlineMs = defaults.deadlineMs } = options;
  const { expiresAt = clock.now() + (deadlineMs ?? Infinity) } = options;
  const { maxRetries = retry.maxRetries } = isRepeatable(operation, input) ? options : { maxRetries: 0 };
  const attempts: Attempt[] = [];
  const details = { operationId, method, path, attempts };
  return {
    request,
    operation,
    attempts,
    details,
    signal,
    headers,
    findProblem,
    timeoutMs,
    deadlineMs,
    expiresAt,
    laneSize,
    maxRetries,
  };
}
