import type { SpecSource } from '../../../scripts/spec/source.js';
import type { OperationModel } from '../../../src/contract/load/model.js';
import { readModel } from '../../../src/contract/load/read-model.js';
import { requestCounterexamples } from './break-request.js';
import { responseCounterexamples } from './break-response.js';
import type { Counterexample } from './counterexample.js';

/** An operation and everything that breaks what a document says about it. */
export type DerivedCounterexamples = readonly [
  operationId: string,
  operation: OperationModel,
  counterexamples: readonly Counterexample[],
];

export function deriveCounterexamples(source: SpecSource): DerivedCounterexamples[] {
  return readModel(source).operations.map((operation) => [
    operation.operationId,
    operation,
    [...requestCounterexamples(operation), ...responseCounterexamples(operation)],
  ]);
}
