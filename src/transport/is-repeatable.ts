import type { OperationInput } from '../../generated/client.js';
import type { OperationDescriptor } from '../../generated/descriptor.js';
import type { OperationId } from '../../generated/operations.js';
import { valueAt } from '../value-at.js';

/** Whether sending a request twice leaves the store as sending it once would, as the OpenAPI document has it. */
export function isRepeatable<Id extends OperationId>(
  { repeatable = false, parameters }: OperationDescriptor,
  input: OperationInput<Id>,
): boolean {
  const isOmitted = (name: string) => valueAt(input, 'params', 'query', name) === undefined;
  return (
    repeatable && parameters.query.every((query) => query.repeatableWhenOmitted !== false || !isOmitted(query.name))
  );
}
