import type { WireRequest, WireResponse } from '#contract';
import type { Touch } from './mutant.js';

/** Half of an exchange, of which the document is known to accept it or not. */
export type Evidence<Kind extends string = string> = RequestEvidence<Kind> | ResponseEvidence<Kind>;

interface EvidenceBase<Kind extends string> {
  readonly kind: Kind;
  readonly title: string;
  /** `undefined` for a request that calls no operation, which every operation may begin to accept. */
  readonly operationId: string | undefined;
  /** The path template of the operation. */
  readonly path?: string | undefined;
  /** Whether the document accepts it. */
  readonly isAccepted: boolean;
}

export interface RequestEvidence<Kind extends string = string> extends EvidenceBase<Kind> {
  readonly half: 'request';
  readonly request: WireRequest;
}

export interface ResponseEvidence<Kind extends string = string> extends EvidenceBase<Kind> {
  readonly half: 'response';
  readonly operationId: string;
  readonly response: WireResponse;
  /** What the document lists the response under; `default` also for what it does not list. */
  readonly status: string;
}

/** Whether a change can be seen in a half of an exchange. */
export function isTouched(one: Evidence, { operationId, path, half, status }: Touch): boolean {
  if (half !== undefined && half !== one.half) return false;
  if (one.operationId === undefined) return true;
  if (operationId !== undefined && operationId !== one.operationId) return false;
  if (path !== undefined && one.path !== undefined && path !== one.path) return false;
  return status === undefined || (one.half === 'response' && one.status === status);
}
