import type { OperationId } from '../../generated/operations.js';
import { type AdmittedCall, admit } from './admit.js';
import { type AnswerDraft, withHeaders } from './answers.js';
import { leave } from './concurrency.js';
import { deleteCustomers, deleteValues } from './deletions.js';
import { listValues } from './list-values.js';
import { readCall, type StoreCall } from './read-call.js';
import { removeProfiles } from './remove-profiles.js';
import type { StoreState } from './state.js';
import type { Store } from './store.js';
import type { Switches } from './switches.js';
import { upsertValues } from './upsert-values.js';
import type { StoreAnswer, StoreRequest } from './wire.js';

type Apply = (state: StoreState, call: StoreCall, switches: Switches, nowMs: number) => AnswerDraft;

const APPLY: Readonly<Record<OperationId, Apply>> = {
  listCustomerAttributeValues: listValues,
  upsertCustomerAttributeValues: upsertValues,
  deleteCustomerAttributeValues: deleteValues,
  deleteCustomers,
  removeShopperProfilesFromSegment: removeProfiles,
};

/** Carries out a call that was let in, at one moment, and answers it. */
export function carryOut(store: Store, call: AdmittedCall, nowMs: number): StoreAnswer {
  const read = readCall(call, store.switches);
  const draft =
    'refusal' in read ? read.refusal : APPLY[call.route.operationId](store.state, read.call, store.switches, nowMs);
  return withHeaders(draft, call.headers);
}

/** Forgets that a call runs: it was answered, or nobody waits for the answer any more. */
export function end(store: Store, call: AdmittedCall): void {
  leave(store.inFlight, call.route.operation);
}

/**
 * Answers a request at once. Its answer, and what the store holds afterwards, depend on nothing but the store, the request
 * and the moment.
 */
export function answerRequest(store: Store, request: StoreRequest, nowMs: number): StoreAnswer {
  const admission = admit(store, request, nowMs);
  if ('answer' in admission) return admission.answer;
  try {
    return carryOut(store, admission.call, nowMs);
  } finally {
    end(store, admission.call);
  }
}
