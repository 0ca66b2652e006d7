import type { SpecSource } from '../../../scripts/spec/source.js';
import type { OperationModel } from '../../../src/contract/load/model.js';
import { readModel } from '../../../src/contract/load/read-model.js';
import { type ValidRequest, validRequests } from './requests.js';
import { type ValidResponse, validResponses } from './responses.js';

/** An operation and exchanges that a document allows only just. */
export interface DerivedValid {
  readonly operation: OperationModel;
  readonly requests: readonly ValidRequest[];
  readonly responses: readonly ValidResponse[];
}

/** The counterpart of counterexamples: what must be accepted, for every operation of a document. */
export function deriveValid(source: SpecSource): DerivedValid[] {
  return readModel(source).operations.map((operation) => ({
    operation,
    requests: validRequests(operation),
    responses: validResponses(operation),
  }));
}
