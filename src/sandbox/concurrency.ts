import type { OperationDescriptor } from '../../generated/contract-descriptor.js';

/** How many calls of each operation a store is handling, by operationId. */
export type CallsInFlight = Map<string, number>;

/** Begins a call, unless as many of its operation run already as the document allows. */
export function enter(
  inFlight: CallsInFlight,
  { operationId, maxConcurrency = Infinity }: OperationDescriptor,
): boolean {
  const running = inFlight.get(operationId) ?? 0;
  if (running >= maxConcurrency) return false;
  inFlight.set(operationId, running + 1);
  return true;
}

/** Ends a call that has begun. */
export function leave(inFlight: CallsInFlight, { operationId }: OperationDescriptor): void {
  inFlight.set(operationId, Math.max(0, (inFlight.get(operationId) ?? 0) - 1));
}
